import { createHash, type Hash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { Duplex } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { z } from 'zod';
import type { BackupKey } from '#shared/domain/backup/plan.ts';
import { ok, type Result, refused } from '#shared/lib/result.ts';
import { type Sealing, seal, unseal } from './sealing.ts';

/**
 * A backup file: a line that says what it is, a line of JSON about it, the ledger (an SQLite file,
 * gzip, sealed when a key is given), and the SHA-256 of all that. The same for every database.
 */
const MAGIC = 'meterbook backup 1\n';
const DIGEST_BYTES = 32;
const HEADER_LIMIT_BYTES = 256 * 1024;

const header = z.object({
  officeName: z.string(),
  /** UTC instant of the state that it holds. */
  createdAt: z.string(),
  /** Name of the last migration: a program that does not know it cannot restore it. */
  ledgerVersion: z.string(),
  ledgerBytes: z.int(),
  ledgerSha256: z.string(),
  /** Rows of each table. */
  rowCounts: z.record(z.string(), z.int()),
  /** The end of the audit chain. */
  auditSequence: z.int(),
  auditHash: z.string(),
  sealing: z
    .object({
      publicKey: z.string(),
      salt: z.string(),
      cost: z.object({ N: z.int(), r: z.int(), p: z.int() }),
      oncePublicKey: z.string(),
    })
    .nullable(),
});
export type BackupHeader = z.output<typeof header>;

export type BackupRefusal = { readonly code: string; readonly detail: Readonly<Record<string, unknown>> };
type OnBytes = (done: number) => Promise<void>;

/** Writes a backup file from a ledger file that nobody changes meanwhile; flushed when it returns. */
export async function writeContainer(
  ledgerPath: string,
  targetPath: string,
  facts: Omit<BackupHeader, 'sealing'>,
  { key, onBytes }: { readonly key: BackupKey | null; readonly onBytes: OnBytes },
): Promise<void> {
  const sealed = key === null ? null : seal(key);
  const about: BackupHeader = { ...facts, sealing: sealed?.sealing ?? null };
  const source = createReadStream(ledgerPath, { highWaterMark: 1024 * 1024 });
  await pipeline([
    source,
    counted(onBytes),
    createGzip({ level: 1 }),
    ...(sealed ? [sealed.stream] : []),
    framed(about),
    createWriteStream(targetPath, { flags: 'wx' }),
  ]);
  await flush(targetPath);
}

async function flush(path: string): Promise<void> {
  const file = await open(path, 'r+');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

function counted(onBytes: OnBytes): Duplex {
  return Duplex.from(async function* (chunks: AsyncIterable<Buffer>) {
    let done = 0;
    for await (const chunk of chunks) {
      done += chunk.length;
      await onBytes(done);
      yield chunk;
    }
  });
}

function framed(about: BackupHeader): Duplex {
  return Duplex.from(async function* (chunks: AsyncIterable<Buffer>) {
    const hash = createHash('sha256');
    const front = Buffer.from(`${MAGIC}${JSON.stringify(about)}\n`);
    hash.update(front);
    yield front;
    for await (const chunk of chunks) {
      hash.update(chunk);
      yield chunk;
    }
    yield hash.digest();
  });
}

export type Container = {
  readonly path: string;
  readonly header: BackupHeader;
  readonly sizeBytes: number;
  readonly start: number;
  readonly end: number;
};

const damaged = (path: string, cause: string) =>
  refused<BackupRefusal>({ code: 'backup_damaged', detail: { path, cause } });

/**
 * Reads a backup file from end to end and proves that it is what was written: refuses what is not
 * one, what a newer program wrote, what was cut short and what was altered in a single byte.
 */
export async function openContainer(path: string): Promise<Result<Container, BackupRefusal>> {
  const sizeBytes = await sizeOf(path);
  if (sizeBytes === null) return refused({ code: 'backup_missing', detail: { path } });
  const front = await readFront(path);
  if (!front.subarray(0, MAGIC.length).equals(Buffer.from(MAGIC))) {
    return refused({ code: 'not_a_backup', detail: { path } });
  }
  const lineEnd = front.indexOf(0x0a, MAGIC.length);
  const end = sizeBytes - DIGEST_BYTES;
  if (lineEnd < 0 || end <= lineEnd) return damaged(path, 'cut_short');
  if (!(await hasRightDigest(path, end))) return damaged(path, 'digest');
  const parsed = header.safeParse(JSON.parse(front.toString('utf8', MAGIC.length, lineEnd)));
  if (!parsed.success) return damaged(path, 'header');
  return ok({ path, header: parsed.data, sizeBytes, start: lineEnd + 1, end });
}

async function sizeOf(path: string): Promise<number | null> {
  const found = await stat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return null;
    throw error;
  });
  return found?.isFile() ? found.size : null;
}

async function readFront(path: string): Promise<Buffer> {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEADER_LIMIT_BYTES), 0, HEADER_LIMIT_BYTES, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

async function hasRightDigest(path: string, end: number): Promise<boolean> {
  const hash = createHash('sha256');
  let last = Buffer.alloc(0);
  let position = 0;
  for await (const chunk of createReadStream(path, { highWaterMark: 1024 * 1024 })) {
    const bytes = chunk as Buffer;
    const inside = Math.max(0, Math.min(bytes.length, end - position));
    hash.update(bytes.subarray(0, inside));
    last = Buffer.concat([last, bytes.subarray(inside)]);
    position += bytes.length;
  }
  return hash.digest().equals(last);
}

/** Writes the ledger of a backup to a path that must not exist yet. */
export async function extractLedger(
  container: Container,
  targetPath: string,
  { password, onBytes }: { readonly password: string | null; readonly onBytes: OnBytes },
): Promise<Result<null, BackupRefusal>> {
  const { path, header: about, start, end } = container;
  const opened = await opener(about.sealing, password, path);
  if (!opened.ok) return opened;
  const hash = createHash('sha256');
  await pipeline([
    createReadStream(path, { start, end: end - 1, highWaterMark: 1024 * 1024 }),
    ...(opened.value ? [opened.value] : []),
    createGunzip(),
    hashed(hash),
    counted(onBytes),
    createWriteStream(targetPath, { flags: 'wx' }),
  ]);
  await flush(targetPath);
  return hash.digest('hex') === about.ledgerSha256 ? ok(null) : damaged(path, 'content');
}

function hashed(hash: Hash): Duplex {
  return Duplex.from(async function* (chunks: AsyncIterable<Buffer>) {
    for await (const chunk of chunks) {
      hash.update(chunk);
      yield chunk;
    }
  });
}

async function opener(sealing: Sealing | null, password: string | null, path: string) {
  if (sealing === null) return ok(null);
  if (password === null) return refused<BackupRefusal>({ code: 'password_needed', detail: { path } });
  const stream = await unseal(sealing, password);
  return stream ? ok(stream) : refused<BackupRefusal>({ code: 'wrong_password', detail: { path } });
}
