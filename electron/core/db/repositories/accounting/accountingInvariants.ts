import { ACCOUNT, fundAccount } from '#shared/domain/accounting/chartOfAccounts.ts';
import { type Period, spanOfPeriod } from '#shared/domain/localDate.ts';
import { minor } from '#shared/domain/money.ts';
import type { LedgerDatabase } from '../../database.ts';
import type { Invariant } from '../../invariants.ts';
import { listClosings } from './closedPeriods.ts';

const SHOWN = 100;

const entriesBalance: Invariant = {
  name: 'accounting.entries_balance',
  check: (db) =>
    db
      .selectFrom('journal_line')
      .select((eb) => ['journal_entry_id', eb.fn.sum<number>('amount_minor').as('sum_minor')])
      .groupBy('journal_entry_id')
      .having((eb) => eb(eb.fn.sum<number>('amount_minor'), '<>', 0))
      .limit(SHOWN)
      .execute(),
};

const entriesHaveLines: Invariant = {
  name: 'accounting.entries_have_lines',
  check: (db) =>
    db
      .selectFrom('journal_entry')
      .leftJoin('journal_line', 'journal_line.journal_entry_id', 'journal_entry.journal_entry_id')
      .select('journal_entry.journal_entry_id')
      .where('journal_line.journal_entry_id', 'is', null)
      .limit(SHOWN)
      .execute(),
};

async function accountTotal(db: LedgerDatabase, accountCode: string | null): Promise<number> {
  let query = db
    .selectFrom('journal_line')
    .select((eb) => eb.fn.sum<number | null>('amount_minor').as('sum'));
  if (accountCode !== null) query = query.where('account_code', '=', accountCode);
  return minor((await query.executeTakeFirst())?.sum ?? 0);
}

const trialBalanceIsZero: Invariant = {
  name: 'accounting.trial_balance_zero',
  check: async (db) => {
    const totalMinor = await accountTotal(db, null);
    return totalMinor === 0 ? [] : [{ totalMinor }];
  },
};

/** The books and the lists say the same: 应收电费 is what customers owe, 预收电费 what they have prepaid. */
const booksAgreeWithLists: Invariant = {
  name: 'accounting.books_agree_with_lists',
  check: async (db) => {
    const owed = await db
      .selectFrom('receivable')
      .select((eb) => [
        eb.fn.sum<number | null>('amount_minor').as('amount'),
        eb.fn.sum<number | null>('received_minor').as('received'),
      ])
      .where('state', '<>', 'written_off')
      .executeTakeFirst();
    const prepaid = await db
      .selectFrom('prepaid_balance')
      .select((eb) => eb.fn.sum<number | null>('balance_minor').as('balance'))
      .executeTakeFirst();
    const pairs = [
      {
        accountCode: ACCOUNT.receivable,
        listMinor: minor(owed?.amount ?? 0) - minor(owed?.received ?? 0),
      },
      { accountCode: ACCOUNT.prepaid, listMinor: 0 - minor(prepaid?.balance ?? 0) },
    ];
    const compared = await Promise.all(
      pairs.map(async (pair) => ({ ...pair, booksMinor: await accountTotal(db, pair.accountCode) })),
    );
    return compared.filter(({ listMinor, booksMinor }) => listMinor !== booksMinor);
  },
};

/** What stands on the account of a fund is what the bills say for it, also where they say nothing. */
const fundsAgreeWithBills: Invariant = {
  name: 'accounting.funds_agree_with_bills',
  check: async (db) => {
    const billed = await db
      .selectFrom('bill_line')
      .select((eb) => [
        'item_code',
        eb.fn.sum<number>('amount_minor').as('amount_minor'),
        eb.fn.sum<number>('tax_minor').as('tax_minor'),
      ])
      .where('posting_account', '=', 'surcharge')
      .groupBy('item_code')
      .execute();
    const booked = await db
      .selectFrom('journal_line')
      .select((eb) => ['account_code', eb.fn.sum<number>('amount_minor').as('amount_minor')])
      .where('account_code', 'like', fundAccount('%'))
      .groupBy('account_code')
      .execute();
    const bills = new Map(
      billed.map((fund) => [fundAccount(fund.item_code), minor(fund.amount_minor) - minor(fund.tax_minor)]),
    );
    const books = new Map(booked.map((fund) => [fund.account_code, 0 - minor(fund.amount_minor)]));
    return [...new Set([...bills.keys(), ...books.keys()])]
      .map((accountCode) => ({
        accountCode,
        billsMinor: bills.get(accountCode) ?? 0,
        booksMinor: books.get(accountCode) ?? 0,
      }))
      .filter(({ billsMinor, booksMinor }) => billsMinor !== booksMinor);
  },
};

/** The turnover of a month is the sum of the lines that were posted in it, on every account and on no other. */
const turnoverIsItsLines: Invariant = {
  name: 'accounting.turnover_is_its_lines',
  check: async (db) => {
    const lines = await db
      .selectFrom('journal_entry')
      .innerJoin('journal_line', 'journal_line.journal_entry_id', 'journal_entry.journal_entry_id')
      .select(({ fn, eb, ref, lit }) => [
        fn<string>('substr', [ref('posted_on'), lit(1), lit(7)]).as('period'),
        'account_code',
        fn
          .sum<number>(eb.case().when('amount_minor', '>', 0).then(ref('amount_minor')).else(0).end())
          .as('debit_minor'),
        fn.sum<number>('amount_minor').as('balance_minor'),
      ])
      .groupBy(['period', 'account_code'])
      .execute();
    const kept = await db.selectFrom('account_turnover').selectAll().execute();
    const textOf = (period: string, account: string, debit: number, credit: number) =>
      [period, account, minor(debit), minor(credit)].join(' ');
    const summed = lines.map((one) =>
      textOf(one.period, one.account_code, one.debit_minor, one.debit_minor - one.balance_minor),
    );
    const said = kept.map((one) => textOf(one.period, one.account_code, one.debit_minor, one.credit_minor));
    const [ofLines, ofTurnover] = [new Set(summed), new Set(said)];
    return [
      ...summed.filter((text) => !ofTurnover.has(text)).map((text) => ({ lines: text })),
      ...said.filter((text) => !ofLines.has(text)).map((text) => ({ turnover: text })),
    ].slice(0, SHOWN);
  },
};

/** What is approved was approved by somebody, never by who prepared it, and is posted. */
const vouchersHaveTwoPeople: Invariant = {
  name: 'accounting.vouchers_have_two_people',
  check: (db) =>
    db
      .selectFrom('voucher')
      .select(['voucher_no', 'state'])
      .where((eb) =>
        eb.and([
          eb('state', '=', 'approved'),
          eb.or([
            eb('journal_entry_id', 'is', null),
            eb('approved_by', 'is', null),
            eb('approved_by', '=', eb.ref('prepared_by')),
          ]),
        ]),
      )
      .limit(SHOWN)
      .execute(),
};

/** After a month was closed no entry was dated into it, and no bills of it were run. */
const closedPeriodsStayClosed: Invariant = {
  name: 'accounting.closed_periods_stay_closed',
  check: async (db) => {
    const found: object[] = [];
    for (const { period, last_entry_no } of await listClosings(db)) {
      const { startOn, endOn } = spanOfPeriod(period as Period);
      const entries = await db
        .selectFrom('journal_entry')
        .select(['entry_no', 'posted_on'])
        .where('posted_on', '>=', startOn)
        .where('posted_on', '<', endOn)
        .where('entry_no', '>', last_entry_no)
        .limit(SHOWN)
        .execute();
      const runs = await db
        .selectFrom('bill_run')
        .select(['bill_run_id', 'period', 'state'])
        .where('period', '=', period)
        .where('state', 'not in', ['issued', 'cancelled'])
        .limit(SHOWN)
        .execute();
      found.push(...entries, ...runs);
    }
    return found.map((row) => ({ ...row }));
  },
};

export const accountingInvariants: readonly Invariant[] = [
  trialBalanceIsZero,
  entriesBalance,
  entriesHaveLines,
  turnoverIsItsLines,
  booksAgreeWithLists,
  fundsAgreeWithBills,
  vouchersHaveTwoPeople,
  closedPeriodsStayClosed,
];
