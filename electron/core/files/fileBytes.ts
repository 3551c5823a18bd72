import { createHash } from 'node:crypto';
import type { Stats } from 'node:fs';
import { type FileHandle, open, stat } from 'node:fs/promises';
import type { FileRefusalCode } from '#shared/contract/files.ts';
import { ok, type Result } from '#shared/lib/result.ts';
import { type FileRefusal, refuseFile } from './fileRefusal.ts';

export type FileBytes = {
  readonly bytes: Uint8Array;
  /** SHA-256 of the file, hexadecimal: the same file is known again whatever its name. */
  readonly hash: string;
};

/**
 * What the system says of a path at which nobody can read a file. A name with a zero character is an invalid argument; a
 * stale handle is a file that went away on a server; on Windows a file that another program writes is busy.
 */
const REFUSALS: Readonly<Record<string, FileRefusalCode>> = {
  ENOENT: 'file_missing',
  ENOTDIR: 'file_missing',
  ENAMETOOLONG: 'file_missing',
  ELOOP: 'file_missing',
  ESTALE: 'file_missing',
  ERR_INVALID_ARG_VALUE: 'file_missing',
  EACCES: 'not_readable',
  EPERM: 'not_readable',
  EBUSY: 'file_being_written',
};

const MEBIBYTE = 1_048_576;

/** Limits on what is read into memory. A million lines of the own template are about 70 MiB. */
export const FILE_LIMITS = {
  textBytes: 128 * MEBIBYTE,
  /** Of a bank's statement in XML, which needs many times the bytes of a table for the same lines. */
  xmlBytes: 200 * MEBIBYTE,
  spreadsheetBytes: 40 * MEBIBYTE,
  /** Of a tariff, as a document or as a table. The largest that is known has some hundred kilobytes. */
  tariffBytes: 8 * MEBIBYTE,
  /** Of all parts of an xlsx together, unpacked: a small file can unpack to gigabytes. */
  unpackedBytes: 512 * MEBIBYTE,
  spreadsheetRows: 1_048_576,
  spreadsheetColumns: 512,
} as const;

const HEAD_BYTES = 1024;

/** The first bytes of a file, by which it is known before all of it is read. */
export function readFileHead(path: string): Promise<Result<Uint8Array, FileRefusal>> {
  return withFile(path, async (file) => ok(await headOf(file)));
}

/** By its place: whoever reads the file afterwards begins at its first byte. */
async function headOf(file: FileHandle): Promise<Uint8Array> {
  const { bytesRead, buffer } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
  return buffer.subarray(0, bytesRead);
}

/**
 * Reads a whole file; one that is larger than `limitOf` its first bytes is refused before the others are read. A file that
 * changes meanwhile (a handheld or a copy still writes it) is refused: half of it may look like a whole one.
 */
export function readFileBytes(
  path: string,
  limitOf: (head: Uint8Array) => number,
): Promise<Result<FileBytes, FileRefusal>> {
  return withFile(path, async (file, before) => {
    const [sizeBytes, limitBytes] = [before.size, limitOf(await headOf(file))];
    if (sizeBytes > limitBytes) return refuseFile('file_too_large', { sizeBytes, limitBytes });
    const bytes = await file.readFile();
    const after = await file.stat();
    if (after.size !== bytes.length || after.size !== before.size || after.mtimeMs !== before.mtimeMs) {
      return refuseFile('file_being_written', { path, sizeBytes: after.size });
    }
    return ok({ bytes, hash: createHash('sha256').update(bytes).digest('hex') });
  });
}

async function withFile<Value>(
  path: string,
  read: (file: FileHandle, before: Stats) => Promise<Result<Value, FileRefusal>>,
): Promise<Result<Value, FileRefusal>> {
  let file: FileHandle | null = null;
  try {
    // Looked at before it is opened: opening a pipe would wait for whoever writes into it.
    const facts = await stat(path);
    if (!facts.isFile()) return refuseFile('not_a_file', { path });
    if (facts.size === 0) return refuseFile('file_empty', {});
    file = await open(path);
    return await read(file, facts);
  } catch (error) {
    const cause = error instanceof Error && 'code' in error ? String(error.code) : '';
    const code = REFUSALS[cause];
    if (code === undefined) throw error;
    return refuseFile(code, { path, cause });
  } finally {
    await file?.close();
  }
}
