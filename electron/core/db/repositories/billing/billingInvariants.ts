import { ACCOUNT } from '#shared/domain/accounting/chartOfAccounts.ts';
import type { Invariant } from '../../invariants.ts';
import { correctionInvariants } from './correctionInvariants.ts';
import { linesFollow } from './lineInvariants.ts';

const SHOWN = 100;

/** A bill comes to what its lines come to, and so does the tax in it. */
const billsAreTheirLines: Invariant = {
  name: 'billing.bills_are_their_lines',
  check: (db) =>
    db
      .selectFrom('bill')
      .leftJoin('bill_line', 'bill_line.bill_id', 'bill.bill_id')
      .select((eb) => [
        'bill.bill_no',
        'bill.total_minor',
        'bill.tax_minor',
        eb.fn.coalesce(eb.fn.sum<number>('bill_line.amount_minor'), eb.lit(0)).as('line_minor'),
        eb.fn.coalesce(eb.fn.sum<number>('bill_line.tax_minor'), eb.lit(0)).as('line_tax_minor'),
      ])
      .groupBy(['bill.bill_id', 'bill.bill_no', 'bill.total_minor', 'bill.tax_minor'])
      .having((eb) =>
        eb.or([
          eb(
            eb.fn.coalesce(eb.fn.sum('bill_line.amount_minor'), eb.lit(0)),
            '<>',
            eb.ref('bill.total_minor'),
          ),
          eb(eb.fn.coalesce(eb.fn.sum('bill_line.tax_minor'), eb.lit(0)), '<>', eb.ref('bill.tax_minor')),
        ]),
      )
      .limit(SHOWN)
      .execute(),
};

/** Bills of a period are found by their numbers. */
const numbersNamePeriods: Invariant = {
  name: 'billing.bill_numbers_begin_with_their_period',
  check: (db) =>
    db
      .selectFrom('bill')
      .select(['bill_no', 'period'])
      .where(({ eb, fn, lit, or }) => {
        const part = (column: 'bill_no' | 'period', from: number, length: number) =>
          fn<string>('substr', [column, lit(from), lit(length)]);
        return or([
          eb(part('bill_no', 1, 4), '<>', part('period', 1, 4)),
          eb(part('bill_no', 5, 2), '<>', part('period', 6, 2)),
        ]);
      })
      .limit(SHOWN)
      .execute(),
};

const billsAreOwed: Invariant = {
  name: 'billing.every_bill_is_owed_as_issued',
  check: (db) =>
    db
      .selectFrom('bill')
      .leftJoin('receivable', 'receivable.bill_id', 'bill.bill_id')
      .select(['bill.bill_no', 'bill.total_minor', 'receivable.amount_minor'])
      .where((eb) =>
        eb.or([
          eb('receivable.receivable_id', 'is', null),
          eb('receivable.amount_minor', '<>', eb.ref('bill.total_minor')),
        ]),
      )
      .limit(SHOWN)
      .execute(),
};

/** An issued run is its bills: their number and their sum are what was approved. */
const runsAreTheirBills: Invariant = {
  name: 'billing.issued_runs_are_their_bills',
  check: (db) =>
    db
      .selectFrom('bill_run')
      .leftJoin('bill', (join) =>
        join.onRef('bill.bill_run_id', '=', 'bill_run.bill_run_id').on('bill.kind', '=', 'regular'),
      )
      .select((eb) => [
        'bill_run.bill_run_id',
        'bill_run.bill_count',
        'bill_run.total_minor',
        eb.fn.count<number>('bill.bill_id').as('found_count'),
        eb.fn.coalesce(eb.fn.sum<number>('bill.total_minor'), eb.lit(0)).as('found_minor'),
      ])
      .where('bill_run.state', '=', 'issued')
      .groupBy(['bill_run.bill_run_id', 'bill_run.bill_count', 'bill_run.total_minor'])
      .having((eb) =>
        eb.or([
          eb(eb.fn.count('bill.bill_id'), '<>', eb.ref('bill_run.bill_count')),
          eb(eb.fn.coalesce(eb.fn.sum('bill.total_minor'), eb.lit(0)), '<>', eb.ref('bill_run.total_minor')),
        ]),
      )
      .limit(SHOWN)
      .execute(),
};

/** The books say of an issued run what its bills say: one entry, for the same amount. */
const runsAreInTheBooks: Invariant = {
  name: 'billing.issued_runs_are_in_the_books',
  check: (db) =>
    db
      .selectFrom('bill_run')
      .leftJoin('journal_entry', (join) =>
        join
          .onRef('journal_entry.source_id', '=', 'bill_run.bill_run_id')
          .on('journal_entry.source_type', '=', 'bill_run')
          .on('journal_entry.kind', '=', 'bill_issue'),
      )
      .leftJoin('journal_line', (join) =>
        join
          .onRef('journal_line.journal_entry_id', '=', 'journal_entry.journal_entry_id')
          .on('journal_line.account_code', '=', ACCOUNT.receivable),
      )
      .select((eb) => [
        'bill_run.bill_run_id',
        'bill_run.total_minor',
        eb.fn.coalesce(eb.fn.sum<number>('journal_line.amount_minor'), eb.lit(0)).as('posted_minor'),
      ])
      .where('bill_run.state', '=', 'issued')
      .groupBy(['bill_run.bill_run_id', 'bill_run.total_minor'])
      .having((eb) =>
        eb(
          eb.fn.coalesce(eb.fn.sum('journal_line.amount_minor'), eb.lit(0)),
          '<>',
          eb.ref('bill_run.total_minor'),
        ),
      )
      .limit(SHOWN)
      .execute(),
};

/** Four eyes: what was approved or issued has somebody who did it, and nobody did it to a run that he or she prepared. */
const runsHaveTwoPeople: Invariant = {
  name: 'billing.runs_have_two_people',
  check: (db) =>
    db
      .selectFrom('bill_run')
      .select(['bill_run_id', 'created_by', 'approved_by', 'issued_by'])
      .where((eb) =>
        eb.or([
          ...(['approved_by', 'issued_by'] as const).flatMap((second) =>
            (['created_by', 'calculated_by', 'submitted_by'] as const).map((first) =>
              eb(second, '=', eb.ref(first)),
            ),
          ),
          eb.and([eb('state', 'in', ['approved', 'issued']), eb('approved_by', 'is', null)]),
          eb.and([eb('state', '=', 'issued'), eb('issued_by', 'is', null)]),
        ]),
      )
      .limit(SHOWN)
      .execute(),
};

export const billingInvariants: readonly Invariant[] = [
  billsAreTheirLines,
  numbersNamePeriods,
  linesFollow,
  billsAreOwed,
  runsAreTheirBills,
  runsAreInTheBooks,
  runsHaveTwoPeople,
  ...correctionInvariants,
];
