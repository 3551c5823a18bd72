import type { LedgerDatabase } from '../../database.ts';

/** Entries with their lines, the latest number first. */
export async function pageJournal(
  db: LedgerDatabase,
  filter: { readonly postedOn?: string | undefined },
  after: number | null,
  limit: number,
) {
  let query = db
    .selectFrom('journal_entry')
    .innerJoin('user_account', 'user_account.user_id', 'journal_entry.posted_by')
    .selectAll('journal_entry')
    .select('user_account.display_name as posted_by_name')
    .orderBy('entry_no', 'desc')
    .limit(limit);
  if (filter.postedOn !== undefined) query = query.where('posted_on', '=', filter.postedOn);
  if (after !== null) query = query.where('entry_no', '<', after);
  return query.execute();
}

export async function listJournalLines(db: LedgerDatabase, journalEntryIds: readonly string[]) {
  if (journalEntryIds.length === 0) return [];
  return db
    .selectFrom('journal_line')
    .innerJoin('ledger_account', 'ledger_account.account_code', 'journal_line.account_code')
    .select([
      'journal_line.journal_entry_id',
      'journal_line.account_code',
      'ledger_account.name as account_name',
      'journal_line.amount_minor',
    ])
    .where('journal_line.journal_entry_id', 'in', journalEntryIds)
    .orderBy('journal_line.journal_entry_id')
    .orderBy('journal_line.line_no')
    .execute();
}
