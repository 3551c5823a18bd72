import type { Posting } from '#shared/domain/accounting/posting.ts';
import { type LocalDate, type Period, periodOf } from '#shared/domain/localDate.ts';
import { minor, sumMinor } from '#shared/domain/money.ts';
import { groupBy } from '#shared/lib/collections.ts';
import type { LedgerDatabase, LedgerTransaction } from '../../database.ts';
import type { AccountTurnoverRow } from '../../schema/accounting.ts';

/**
 * Adds what entries move (本期发生额) to the months that they are posted into. The journal is held: nobody else adds
 * meanwhile.
 */
export async function addTurnover(
  tx: LedgerTransaction,
  entries: readonly { readonly postedOn: string; readonly posting: Posting }[],
): Promise<void> {
  for (const row of turnoverOf(entries)) {
    await tx
      .insertInto('account_turnover')
      .values(row)
      .onConflict((conflict) =>
        conflict.columns(['period', 'account_code']).doUpdateSet((eb) => ({
          debit_minor: eb('account_turnover.debit_minor', '+', eb.ref('excluded.debit_minor')),
          credit_minor: eb('account_turnover.credit_minor', '+', eb.ref('excluded.credit_minor')),
        })),
      )
      .execute();
  }
}

function turnoverOf(
  entries: readonly { readonly postedOn: string; readonly posting: Posting }[],
): AccountTurnoverRow[] {
  const lines = entries.flatMap(({ postedOn, posting }) => {
    const period = periodOf(postedOn as LocalDate);
    return posting.lines.map(({ accountCode, amountMinor }) => ({ period, accountCode, amountMinor }));
  });
  const byAccount = groupBy(lines, ({ period, accountCode }) => `${period} ${accountCode}`);
  return [...byAccount.values()].flatMap((moved) => {
    const amounts = moved.map(({ amountMinor }) => amountMinor);
    return moved.slice(0, 1).map(({ period, accountCode }) => ({
      period,
      account_code: accountCode,
      debit_minor: sumMinor(amounts.filter((amount) => amount > 0)),
      credit_minor: minor(0 - sumMinor(amounts.filter((amount) => amount < 0))),
    }));
  });
}

/** Debits and credits of a month by account, without accounts that nothing moved on. */
export async function listTurnover(db: LedgerDatabase, period: Period) {
  const rows = await db
    .selectFrom('account_turnover')
    .innerJoin('ledger_account', 'ledger_account.account_code', 'account_turnover.account_code')
    .select(['ledger_account.account_code', 'ledger_account.name', 'debit_minor', 'credit_minor'])
    .where('period', '=', period)
    .orderBy('ledger_account.account_code')
    .execute();
  return rows.map((row) => ({
    accountCode: row.account_code,
    name: row.name,
    debitMinor: minor(row.debit_minor),
    creditMinor: minor(row.credit_minor),
  }));
}

/**
 * Every account by code (科目余额表): its balance when a month began (期初余额), what moved on it in the month, and the
 * balance at the month's end (期末余额). A positive balance is a debit.
 */
export async function listBalances(db: LedgerDatabase, period: Period) {
  const accounts = await db
    .selectFrom('ledger_account')
    .select(['account_code', 'name', 'kind'])
    .orderBy('account_code')
    .execute();
  const months = await db.selectFrom('account_turnover').selectAll().where('period', '<=', period).execute();
  const monthsOf = groupBy(months, ({ account_code }) => account_code);
  return accounts.map(({ account_code, name, kind }) => {
    const all = monthsOf.get(account_code) ?? [];
    const own = all.find((month) => month.period === period);
    const [debitMinor, creditMinor] = [minor(own?.debit_minor ?? 0), minor(own?.credit_minor ?? 0)];
    const balanceMinor = sumMinor(all.map((month) => minor(month.debit_minor - month.credit_minor)));
    return {
      accountCode: account_code,
      name,
      kind,
      openingMinor: minor(balanceMinor - debitMinor + creditMinor),
      debitMinor,
      creditMinor,
      balanceMinor,
    };
  });
}
