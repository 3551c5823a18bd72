import type { Posting, PostingKind, PostingLine } from '#shared/domain/accounting/posting.ts';
import type { LastPosting } from '#shared/domain/accounting/postingDay.ts';
import { localDate } from '#shared/domain/localDate.ts';
import { minor } from '#shared/domain/money.ts';
import { assert } from '#shared/lib/assert.ts';
import type { LedgerDatabase, LedgerTransaction } from '../../database.ts';
import { holdSeries, type Series } from '../../series.ts';
import { insertMany } from '../bulk.ts';
import { isPeriodClosed } from './closedPeriods.ts';
import { addTurnover } from './turnover.ts';

export type NewJournalEntry = {
  readonly journalEntryId: string;
  readonly postedOn: string;
  readonly sourceType: string;
  readonly sourceId: string;
  readonly reversesId?: string;
  readonly postedBy: string;
  readonly postedAt: string;
  readonly posting: Posting;
};

/** Takes hold of the journal until the command ends; `last` is the number of its last entry. */
export function holdJournal(tx: LedgerTransaction): Promise<Series<number>> {
  return holdSeries(tx, 'journal', loadLastEntryNo);
}

/** Posts entries, numbered on from the last; other desks wait from here until the command ends. */
export async function postJournalEntries(
  tx: LedgerTransaction,
  entries: readonly NewJournalEntry[],
): Promise<void> {
  for (const period of new Set(entries.map(({ postedOn }) => postedOn.slice(0, 7)))) {
    assert(!(await isPeriodClosed(tx, period)), `nothing is posted into a closed period: ${period}`);
  }
  const journal = await holdJournal(tx);
  const rows = entries.map((entry) => {
    assert(entry.posting.lines.length > 0, `an entry without lines: ${entry.sourceType} ${entry.sourceId}`);
    journal.last += 1;
    return {
      journal_entry_id: entry.journalEntryId,
      entry_no: journal.last,
      posted_on: entry.postedOn,
      kind: entry.posting.kind,
      source_type: entry.sourceType,
      source_id: entry.sourceId,
      reverses_id: entry.reversesId ?? null,
      posted_by: entry.postedBy,
      posted_at: entry.postedAt,
    };
  });
  await insertMany(tx, 'journal_entry', rows);
  await insertMany(
    tx,
    'journal_line',
    entries.flatMap(({ journalEntryId, posting }) =>
      posting.lines.map((line, index) => ({
        journal_entry_id: journalEntryId,
        line_no: index + 1,
        account_code: line.accountCode,
        amount_minor: line.amountMinor,
        customer_id: line.customerId,
      })),
    ),
  );
  await addTurnover(tx, entries);
}

/** The entry that was posted last; `null` in new books. */
export async function loadLastPosting(db: LedgerDatabase): Promise<LastPosting> {
  const last = await db
    .selectFrom('journal_entry')
    .select(['entry_no', 'posted_on'])
    .orderBy('entry_no', 'desc')
    .limit(1)
    .executeTakeFirst();
  return last ? { entryNo: last.entry_no, postedOn: localDate(last.posted_on) } : null;
}

async function loadLastEntryNo(db: LedgerDatabase): Promise<number> {
  return (await loadLastPosting(db))?.entryNo ?? 0;
}

/** The entry of a kind that was posted for a source alone. */
export async function findEntry(
  db: LedgerDatabase,
  kind: PostingKind,
  sourceType: string,
  sourceId: string,
): Promise<string | null> {
  const row = await db
    .selectFrom('journal_entry')
    .select('journal_entry_id')
    .where('source_type', '=', sourceType)
    .where('source_id', '=', sourceId)
    .where('kind', '=', kind)
    .executeTakeFirst();
  return row?.journal_entry_id ?? null;
}

export async function loadPostingLines(
  db: LedgerDatabase,
  journalEntryId: string,
): Promise<readonly PostingLine[]> {
  const rows = await db
    .selectFrom('journal_line')
    .select(['account_code', 'amount_minor', 'customer_id'])
    .where('journal_entry_id', '=', journalEntryId)
    .orderBy('line_no')
    .execute();
  return rows.map((row) => ({
    accountCode: row.account_code,
    amountMinor: minor(row.amount_minor),
    customerId: row.customer_id,
  }));
}
