import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { isServerAddress } from '#shared/contract/ledger.ts';
import { ok, type Result, refused } from '#shared/lib/result.ts';
import { checkFolder } from '../files/checkFolder.ts';
import type { BackupRefusal } from './container.ts';

/**
 * Gives work a folder of its own for the files that it makes on the way, and removes it, whatever
 * happens. A disk that is full is a refusal, because the person can act on it.
 */
export async function withWorkFolder<Value>(
  parent: string,
  work: (folder: string) => Promise<Result<Value, BackupRefusal>>,
): Promise<Result<Value, BackupRefusal>> {
  let folder: string | null = null;
  try {
    folder = await mkdtemp(join(parent, '.meterbook-'));
    return await work(folder);
  } catch (error) {
    if (isDiskFull(error)) return refused({ code: 'disk_full', detail: { folder: parent } });
    throw error;
  } finally {
    if (folder !== null) await rm(folder, { recursive: true, force: true });
  }
}

/** The system says it in one way, SQLite in another. */
function isDiskFull(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  return code === 'ENOSPC' || code === 'EDQUOT' || code === 'SQLITE_FULL';
}

/** Beside a new file, so that the disk is the same; a server's ledger is prepared on this computer. */
export function workParentOf(toName: string): Result<string, BackupRefusal> {
  if (isServerAddress(toName)) return ok(tmpdir());
  const full = resolve(toName);
  if (existsSync(full)) return refused({ code: 'file_exists', detail: { path: full } });
  return checkFolder(dirname(full));
}
