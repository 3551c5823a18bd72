import type { LineError } from '#shared/domain/reading/meterRow.ts';
import type { LedgerDatabase } from '../../database.ts';
import type { BankFileErrorRow, BankFileRow, BankLineRow } from '../../schema/reconciliation.ts';
import { insertMany } from '../bulk.ts';
import { selectByKeys } from '../byKeys.ts';
import { contains } from '../textSearch.ts';

export async function loadMappingProfile(db: LedgerDatabase, profileCode: string) {
  return db
    .selectFrom('mapping_profile')
    .selectAll()
    .where('profile_code', '=', profileCode)
    .where('file_kind', '=', 'bank')
    .executeTakeFirst();
}

export async function listChannels(db: LedgerDatabase) {
  return db.selectFrom('channel').selectAll().orderBy('channel_code').execute();
}

/** The same file, read by the same layout, that came before. */
export async function findSameFile(
  db: LedgerDatabase,
  file: { readonly channelCode: string; readonly fileHash: string; readonly profileCode: string | null },
): Promise<BankFileRow | undefined> {
  return db
    .selectFrom('bank_file')
    .selectAll()
    .where('channel_code', '=', file.channelCode)
    .where('file_hash', '=', file.fileHash)
    .where('profile_code', file.profileCode === null ? 'is' : '=', file.profileCode)
    .executeTakeFirst();
}

/** Which of the keys the channel has lines of already. */
export async function findIdentityKeys(
  db: LedgerDatabase,
  channelCode: string,
  keys: readonly string[],
): Promise<Set<string>> {
  const rows = await selectByKeys(db, 'bank_line_keys', keys, [channelCode], (some, [channel = '']) =>
    db
      .selectFrom('bank_line')
      .select('identity_key')
      .where('channel_code', '=', channel)
      .where('identity_key', 'in', some),
  );
  return new Set(rows.map(({ identity_key }) => identity_key));
}

/** Inserts the file and the lines that could not be read; the good lines follow with `insertBankLines`. */
export async function insertBankFile(
  db: LedgerDatabase,
  file: BankFileRow,
  errors: readonly BankFileErrorRow[],
): Promise<void> {
  await insertMany(db, 'bank_file', [file]);
  await insertMany(db, 'bank_file_error', errors);
}

export function insertBankLines(db: LedgerDatabase, lines: readonly BankLineRow[]): Promise<void> {
  return insertMany(db, 'bank_line', lines);
}

export async function hasBankFile(db: LedgerDatabase, bankFileId: string): Promise<boolean> {
  const row = await db
    .selectFrom('bank_file')
    .select('bank_file_id')
    .where('bank_file_id', '=', bankFileId)
    .executeTakeFirst();
  return row !== undefined;
}

/** Files, the latest first; ids grow with time. */
export type BankFileFilter = {
  readonly channelCode?: string | undefined;
  readonly businessOn?: string | undefined;
  readonly fileName?: string | undefined;
  readonly isComplete?: boolean | undefined;
};

/** Imported files, the latest first. */
export async function pageBankFiles(
  db: LedgerDatabase,
  filter: BankFileFilter,
  before: string | null,
  limit: number,
) {
  let query = db
    .selectFrom('bank_file')
    .innerJoin('user_account', 'user_account.user_id', 'bank_file.imported_by')
    .innerJoin('channel', 'channel.channel_code', 'bank_file.channel_code')
    .selectAll('bank_file')
    .select(['user_account.display_name as imported_by_name', 'channel.name as channel_name'])
    .orderBy('bank_file.bank_file_id', 'desc')
    .limit(limit);
  if (filter.channelCode !== undefined)
    query = query.where('bank_file.channel_code', '=', filter.channelCode);
  if (filter.businessOn !== undefined) query = query.where('bank_file.business_on', '=', filter.businessOn);
  const { fileName, isComplete } = filter;
  if (fileName) query = query.where(({ ref }) => contains(ref('bank_file.file_name'), fileName));
  if (isComplete !== undefined) query = query.where('bank_file.rejected_count', isComplete ? '=' : '>', 0);
  if (before !== null) query = query.where('bank_file.bank_file_id', '<', before);
  return query.execute();
}

export async function pageBankLines(db: LedgerDatabase, bankFileId: string, after: number, limit: number) {
  return db
    .selectFrom('bank_line')
    .selectAll()
    .where('bank_file_id', '=', bankFileId)
    .where('line_no', '>', after)
    .orderBy('line_no')
    .limit(limit)
    .execute();
}

export async function pageBankFileErrors(
  db: LedgerDatabase,
  bankFileId: string,
  after: number,
  limit: number,
) {
  return db
    .selectFrom('bank_file_error')
    .selectAll()
    .where('bank_file_id', '=', bankFileId)
    .where('error_no', '>', after)
    .orderBy('error_no')
    .limit(limit)
    .execute();
}

/** All refused lines of a file, in its order. */
export async function listBankFileErrors(
  db: LedgerDatabase,
  bankFileId: string,
): Promise<readonly LineError[]> {
  const rows = await db
    .selectFrom('bank_file_error')
    .selectAll()
    .where('bank_file_id', '=', bankFileId)
    .orderBy('error_no')
    .execute();
  return rows.map(({ line_no: lineNo, code, field, value, raw_text: rawText }) => ({
    lineNo,
    code,
    field,
    value,
    rawText,
  }));
}
