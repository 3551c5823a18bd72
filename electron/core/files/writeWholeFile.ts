import { rename, rm, stat } from 'node:fs/promises';
import { ok, type Result, refused } from '#shared/lib/result.ts';

export type WrittenFile = { readonly path: string; readonly byteCount: number };

export type NotWritable = {
  readonly code: 'not_writable';
  /** `reason` is the system's code, e.g. `EACCES`, `ENOENT` (no such folder), `ENOSPC`. */
  readonly detail: { readonly path: string; readonly reason: string };
};

/** What a person can do something about: another folder, another name, room on the disk. */
export const WRITE_REASONS: ReadonlySet<string> = new Set([
  'EACCES',
  'EBUSY',
  'EFBIG',
  'EISDIR',
  'ENAMETOOLONG',
  'ENOENT',
  'ENOSPC',
  'ENOTDIR',
  'ENOTEMPTY',
  'EPERM',
  'EROFS',
]);

function reasonOf(error: unknown): string | null {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  return typeof code === 'string' && WRITE_REASONS.has(code) ? code : null;
}

/**
 * Writes a file as a whole or not at all: `write` fills a temporary name beside it, which then takes its
 * place. When `write` throws (also on a cancellation) nothing is left behind and what was there stays.
 */
export async function writeWholeFile(
  path: string,
  write: (temporaryPath: string) => Promise<void>,
): Promise<Result<WrittenFile, NotWritable>> {
  const temporaryPath = `${path}.${process.pid}.part`;
  try {
    await write(temporaryPath);
    const { size } = await stat(temporaryPath);
    await rename(temporaryPath, path);
    return ok({ path, byteCount: size });
  } catch (error) {
    const reason = reasonOf(error);
    if (reason === null) throw error;
    return refused({ code: 'not_writable', detail: { path, reason } });
  } finally {
    await rm(temporaryPath, { force: true });
  }
}
