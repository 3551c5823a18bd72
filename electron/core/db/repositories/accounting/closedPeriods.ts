import type { Period } from '#shared/domain/localDate.ts';
import type { LedgerDatabase } from '../../database.ts';
import type { PeriodCloseRow } from '../../schema/accounting.ts';

/** Whether nothing may be posted into the month any more. */
export async function isPeriodClosed(db: LedgerDatabase, period: string): Promise<boolean> {
  const row = await db
    .selectFrom('period_close')
    .select('period')
    .where('period', '=', period)
    .executeTakeFirst();
  return row !== undefined;
}

export async function insertPeriodClose(db: LedgerDatabase, row: PeriodCloseRow): Promise<void> {
  await db.insertInto('period_close').values(row).execute();
}

/** The months that are closed, with who closed them. */
export async function listClosings(db: LedgerDatabase) {
  return db
    .selectFrom('period_close')
    .innerJoin('user_account', 'user_account.user_id', 'period_close.closed_by')
    .selectAll('period_close')
    .select('user_account.display_name as closed_by_name')
    .orderBy('period')
    .execute();
}

/** The first month with something in it: an entry, a bank day or a bill run; `null` in a new ledger. */
export async function findFirstPeriod(db: LedgerDatabase): Promise<Period | null> {
  const entry = await db
    .selectFrom('journal_entry')
    .select((eb) => eb.fn.min('posted_on').as('first'))
    .executeTakeFirst();
  const day = await db
    .selectFrom('reconciliation')
    .select((eb) => eb.fn.min('business_on').as('first'))
    .executeTakeFirst();
  const run = await db
    .selectFrom('bill_run')
    .select((eb) => eb.fn.min('period').as('first'))
    .executeTakeFirst();
  const found = [entry?.first, day?.first, run?.first].filter((one) => one !== null && one !== undefined);
  const [first] = found.map((one) => one.slice(0, 7)).sort();
  return (first as Period | undefined) ?? null;
}
