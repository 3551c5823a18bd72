import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, rename, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { BackupKey } from '#shared/domain/backup/plan.ts';
import { assert } from '#shared/lib/assert.ts';
import { ok, type Result, refused } from '#shared/lib/result.ts';
import type { Ledger } from '../db/ledger.ts';
import { proveSnapshot } from '../db/snapshot.ts';
import { checkFolder } from '../files/checkFolder.ts';
import { type BackupRefusal, type Container, openContainer, writeContainer } from './container.ts';
import { withWorkFolder } from './workFolder.ts';

export type BackupOrder = {
  readonly folder: string;
  /** Seals the backup; `null` leaves it open. */
  readonly key: BackupKey | null;
  readonly now: string;
  readonly checkpoint: (done: number, total: number) => Promise<void>;
};

/** Shares of the whole work, for its progress. */
const COPIED = 30;
const PROVEN = 65;
const PACKED = 100;

const NAME = /^meterbook_(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)(\d{3})Z\.mtbk$/;

/** A name that sorts by time and says nothing of the office. */
function backupName(at: string): string {
  return `meterbook_${at.replaceAll(/[-:.]/g, '')}.mtbk`;
}

/** The instant in a backup's name; `null` when the file has another name. */
export function instantOfName(name: string): string | null {
  const [, year, month, day, hour, minute, second, milli] = NAME.exec(name) ?? [];
  return year === undefined ? null : `${year}-${month}-${day}T${hour}:${minute}:${second}.${milli}Z`;
}

/** Copies the ledger while others work, proves the copy, packs it, reads it back and only then names it. */
export async function createBackup(
  ledger: Ledger,
  { folder, key, now, checkpoint }: BackupOrder,
): Promise<Result<Container, BackupRefusal>> {
  const checked = checkFolder(folder);
  if (!checked.ok) return checked;
  const path = join(checked.value, backupName(now));
  const share = (from: number, to: number) => (done: number, total: number) =>
    checkpoint(Math.floor(from + ((to - from) * done) / Math.max(1, total)), PACKED);
  return withWorkFolder(checked.value, async (workFolder) => {
    const work = join(workFolder, 'snapshot.meterbook');
    const packed = join(workFolder, 'packed');
    await ledger.snapshot({ path: work, now, checkpoint: share(0, COPIED) });
    const proven = await proveSnapshot(work, share(COPIED, PROVEN));
    if (!proven.ok) return refused({ code: 'ledger_inconsistent', detail: { failed: proven.error } });
    const { size } = await stat(work);
    const pack = share(PROVEN, PACKED);
    const facts = { ...proven.value, createdAt: now, ledgerBytes: size, ledgerSha256: await sha256Of(work) };
    await writeContainer(work, packed, facts, { key, onBytes: (done) => pack(done, size) });
    const written = await openContainer(packed);
    assert(written.ok, 'a backup reads back as it was written');
    await rename(packed, path);
    return ok({ ...written.value, path });
  });
}

async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path, { highWaterMark: 1024 * 1024 }))
    hash.update(chunk as Buffer);
  return hash.digest('hex');
}

export type StoredBackup = { readonly path: string; readonly createdAt: string; readonly sizeBytes: number };

/** Backups in a folder by their names, the latest first; none when the folder is gone. */
export async function listBackups(folder: string): Promise<readonly StoredBackup[]> {
  const checked = checkFolder(folder);
  if (!checked.ok) return [];
  const found: StoredBackup[] = [];
  for (const name of (await readdir(checked.value)).sort().reverse()) {
    const createdAt = instantOfName(name);
    if (createdAt === null) continue;
    const path = join(checked.value, name);
    found.push({ path, createdAt, sizeBytes: (await stat(path)).size });
  }
  return found;
}
