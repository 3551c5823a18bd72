import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { ok, type Result } from '#shared/lib/result.ts';
import { type FileRefusal, refuseFile } from './fileRefusal.ts';

export type FileBytes = {
  readonly bytes: Uint8Array;
  /** SHA-256 of the file, hexadecimal: the same file is known again whatever its name. */
  readonly hash: string;
};

/** What the system says of a path at which nobody can read a file; the last is of a name with a zero character. */
const NOT_READABLE = [
  'ENOENT',
  'ENOTDIR',
  'EACCES',
  'EPERM',
  'ENAMETOOLONG',
  'ELOOP',
  'ERR_INVALID_ARG_VALUE',
];

const MEBIBYTE = 1_048_576;

/** Limits on what is read into memory. A million lines of the own template are about 70 MiB. */
export const FILE_LIMITS = {
  textBytes: 128 * MEBIBYTE,
  spreadsheetBytes: 40 * MEBIBYTE,
  /** Of all parts of an xlsx together, unpacked: a small file can unpack to gigabytes. */
  unpackedBytes: 512 * MEBIBYTE,
  spreadsheetRows: 1_048_576,
  spreadsheetColumns: 512,
} as const;

/** Reads a whole file; one that is larger than `limitBytes` is refused before a byte is read. */
export async function readFileBytes(
  path: string,
  limitBytes: number = FILE_LIMITS.textBytes,
): Promise<Result<FileBytes, FileRefusal>> {
  try {
    const facts = await stat(path);
    if (!facts.isFile()) return refuseFile('file_missing', { path, reason: 'not_a_file' });
    if (facts.size > limitBytes) {
      return refuseFile('file_too_large', { sizeBytes: facts.size, limitBytes });
    }
    if (facts.size === 0) return refuseFile('file_empty', {});
    const bytes = await readFile(path);
    return ok({ bytes, hash: createHash('sha256').update(bytes).digest('hex') });
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (NOT_READABLE.includes(reason)) return refuseFile('file_missing', { path, reason });
    throw error;
  }
}
