import { accessSync, constants, existsSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { ok, type Result, refused } from '#shared/lib/result.ts';

export type FolderRefusal = {
  readonly code: 'folder_missing' | 'not_writable';
  readonly detail: Readonly<Record<string, unknown>>;
};

/** Whether a folder is there and can be written to. */
export function checkFolder(folder: string): Result<string, FolderRefusal> {
  const full = resolve(folder);
  if (!existsSync(full) || !statSync(full).isDirectory()) {
    return refused({ code: 'folder_missing', detail: { folder: full } });
  }
  try {
    accessSync(full, constants.W_OK);
  } catch {
    // access answers by throwing; "no" is the answer, not an error
    return refused({ code: 'not_writable', detail: { path: full } });
  }
  return ok(full);
}
