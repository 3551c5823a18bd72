import type { Result } from '#shared/lib/result.ts';
import { FILE_LIMITS, readFileBytes, readFileHead } from '../fileBytes.ts';
import { type BankFile, type BankFileRefusal, type BankReading, refuseBankFile } from './bankFile.ts';
import type { BankProfileContent } from './bankProfile.ts';
import { readBankTable } from './bankTable.ts';
import { looksLikeXml, readCamt } from './camt.ts';

/**
 * Reads a bank's file. Statements of ISO 20022 are known by their content; any other file is a table
 * and needs a layout. Bad lines are listed; a file that is bad as a whole is refused.
 */
export async function readBankFile(
  path: string,
  profile: BankProfileContent | null,
  reading: BankReading = {},
): Promise<Result<BankFile, BankFileRefusal>> {
  const head = await readFileHead(path);
  if (!head.ok) return head;
  if (!looksLikeXml(head.value)) {
    return profile === null ? refuseBankFile('profile_needed') : readBankTable(path, profile, reading);
  }
  const file = await readFileBytes(path, FILE_LIMITS.xmlBytes);
  if (!file.ok) return file;
  return readCamt(file.value.bytes, file.value.hash, reading.checkpoint);
}
