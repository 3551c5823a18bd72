import { ok, type Result } from '#shared/lib/result.ts';
import { readFileBytes } from '../fileBytes.ts';
import { type BankFile, type BankFileRefusal, refuseBankFile } from './bankFile.ts';
import type { BankProfileContent } from './bankProfile.ts';
import { readBankTable } from './bankTable.ts';
import { looksLikeXml, readCamt } from './camt.ts';

const LIMIT_BYTES = 200 * 1_048_576;

/**
 * Reads a bank's file. Statements of ISO 20022 are known by their content; any other file is a table
 * and needs a layout. Bad lines are listed; a file that is bad as a whole is refused.
 */
export async function readBankFile(
  path: string,
  profile: BankProfileContent | null,
  encoding?: 'utf-8' | 'gb18030',
): Promise<Result<BankFile, BankFileRefusal>> {
  const file = await readFileBytes(path, LIMIT_BYTES);
  if (!file.ok) return file;
  const isXml = looksLikeXml(file.value.bytes);
  if (!isXml && profile === null) return refuseBankFile('profile_needed');
  if (!isXml && profile !== null) return readBankTable(path, profile, encoding);
  const read = readCamt(file.value.bytes, file.value.hash);
  return read.ok ? ok(read.value) : read;
}
