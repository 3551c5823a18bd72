import { type Period, spanOfPeriod } from '#shared/domain/localDate.ts';
import { minor } from '#shared/domain/money.ts';
import type { LedgerDatabase } from '../../database.ts';

/** Every account with its debits, credits and balance, by code. */
export async function listBalances(db: LedgerDatabase) {
  const rows = await db
    .selectFrom('ledger_account')
    .leftJoin('journal_line', 'journal_line.account_code', 'ledger_account.account_code')
    .select((eb) => [
      'ledger_account.account_code',
      'ledger_account.name',
      'ledger_account.kind',
      eb.fn
        .sum<number>(
          eb
            .case()
            .when('journal_line.amount_minor', '>', 0)
            .then(eb.ref('journal_line.amount_minor'))
            .else(0)
            .end(),
        )
        .as('debit_minor'),
      eb.fn.coalesce(eb.fn.sum<number>('journal_line.amount_minor'), eb.lit(0)).as('balance_minor'),
    ])
    .groupBy(['ledger_account.account_code', 'ledger_account.name', 'ledger_account.kind'])
    .orderBy('ledger_account.account_code')
    .execute();
  return rows.map((row) => {
    const debitMinor = minor(row.debit_minor ?? 0);
    const balanceMinor = minor(row.balance_minor);
    return {
      accountCode: row.account_code,
      name: row.name,
      kind: row.kind,
      debitMinor,
      creditMinor: debitMinor - balanceMinor,
      balanceMinor,
    };
  });
}

/** Debits and credits of a month by account, without accounts that nothing moved on. */
export async function listTurnover(db: LedgerDatabase, period: Period) {
  const { startOn, endOn } = spanOfPeriod(period);
  const rows = await db
    .selectFrom('journal_entry')
    .innerJoin('journal_line', 'journal_line.journal_entry_id', 'journal_entry.journal_entry_id')
    .innerJoin('ledger_account', 'ledger_account.account_code', 'journal_line.account_code')
    .select((eb) => [
      'ledger_account.account_code',
      'ledger_account.name',
      eb.fn
        .sum<number>(
          eb
            .case()
            .when('journal_line.amount_minor', '>', 0)
            .then(eb.ref('journal_line.amount_minor'))
            .else(0)
            .end(),
        )
        .as('debit_minor'),
      eb.fn.sum<number>('journal_line.amount_minor').as('balance_minor'),
    ])
    .where('journal_entry.posted_on', '>=', startOn)
    .where('journal_entry.posted_on', '<', endOn)
    .groupBy(['ledger_account.account_code', 'ledger_account.name'])
    .orderBy('ledger_account.account_code')
    .execute();
  return rows.map((row) => {
    const debitMinor = minor(row.debit_minor);
    return {
      accountCode: row.account_code,
      name: row.name,
      debitMinor,
      creditMinor: debitMinor - minor(row.balance_minor),
    };
  });
}

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
