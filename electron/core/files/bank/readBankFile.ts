import type { Result } from '#shared/lib/result.ts';
import { FILE_LIMITS, readFileBytes, readFileHead } from '../fileBytes.ts';
import { readTable } from '../table.ts';
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
    if (profile !== null) return readBankTable(path, profile, reading);
    // What is wrong with the file comes first: choosing a layout would not help.
    const table = await readTable(path, reading);
    return table.ok ? refuseBankFile('profile_needed') : table;
  }
  const file = await readFileBytes(path, () => FILE_LIMITS.xmlBytes);
  if (!file.ok) return file;
  return readCamt(file.value.bytes, file.value.hash, reading.checkpoint);
}
