import { ACCOUNT } from '#shared/domain/accounting/chartOfAccounts.ts';
import type { Invariant } from '../../invariants.ts';

const SHOWN = 100;

/** At most one bill of a service point and period stands: every other one was taken back. */
const oneBillStands: Invariant = {
  name: 'billing.one_bill_stands_per_period',
  check: (db) =>
    db
      .selectFrom('bill')
      .leftJoin('bill as mirror', 'mirror.reverses_id', 'bill.bill_id')
      .select((eb) => [
        'bill.service_point_id',
        'bill.period',
        eb.fn.count<number>('bill.bill_id').as('standing_count'),
      ])
      .where('bill.kind', 'in', ['regular', 'rebill'])
      .where('mirror.bill_id', 'is', null)
      .groupBy(['bill.service_point_id', 'bill.period'])
      .having((eb) => eb(eb.fn.count('bill.bill_id'), '>', 1))
      .limit(SHOWN)
      .execute(),
};

/** A bill that was issued anew keeps service point, period and days of the one that was taken back for it. */
const rebillsKeepTheirBounds: Invariant = {
  name: 'billing.rebills_keep_their_bounds',
  check: (db) =>
    db
      .selectFrom('bill')
      .leftJoin('bill as old', 'old.bill_id', 'bill.corrects_id')
      .leftJoin('bill as mirror', 'mirror.reverses_id', 'old.bill_id')
      .select(['bill.bill_no', 'old.bill_no as old_no', 'mirror.bill_no as mirror_no'])
      .where('bill.kind', '=', 'rebill')
      .where((eb) =>
        eb.or([
          eb('mirror.bill_id', 'is', null),
          ...(['service_point_id', 'customer_id', 'period', 'start_on', 'end_on'] as const).map((column) =>
            eb(`bill.${column}`, '<>', eb.ref(`old.${column}`)),
          ),
        ]),
      )
      .limit(SHOWN)
      .execute(),
};

/** A reversal is its bill with the signs turned, in all and line by line. */
const reversalsMirrorTheirBills: Invariant = {
  name: 'billing.reversals_mirror_their_bills',
  check: async (db) => {
    const bills = await db
      .selectFrom('bill as mirror')
      .innerJoin('bill as old', 'old.bill_id', 'mirror.reverses_id')
      .select(['mirror.bill_no', 'old.bill_no as old_no'])
      .where((eb) =>
        eb.or([
          eb(eb('mirror.total_minor', '+', eb.ref('old.total_minor')), '<>', 0),
          eb(eb('mirror.tax_minor', '+', eb.ref('old.tax_minor')), '<>', 0),
          eb('mirror.period', '<>', eb.ref('old.period')),
          eb('mirror.service_point_id', '<>', eb.ref('old.service_point_id')),
        ]),
      )
      .limit(SHOWN)
      .execute();
    const lines = await db
      .selectFrom('bill as mirror')
      .innerJoin('bill_line as old', 'old.bill_id', 'mirror.reverses_id')
      .leftJoin('bill_line as own', (join) =>
        join.onRef('own.bill_id', '=', 'mirror.bill_id').onRef('own.line_no', '=', 'old.line_no'),
      )
      .select(['mirror.bill_no', 'old.line_no'])
      .where((eb) =>
        eb.or([
          eb('own.line_no', 'is', null),
          eb('own.item_code', '<>', eb.ref('old.item_code')),
          eb(eb('own.amount_minor', '+', eb.ref('old.amount_minor')), '<>', 0),
          eb(eb('own.tax_minor', '+', eb.ref('old.tax_minor')), '<>', 0),
        ]),
      )
      .limit(SHOWN)
      .execute();
    return [...bills, ...lines];
  },
};

/** Bills that correct others stand in the books with their own entry, for the amount that they ask for. */
const correctionsAreInTheBooks: Invariant = {
  name: 'billing.corrections_are_in_the_books',
  check: (db) =>
    db
      .selectFrom('bill')
      .leftJoin('journal_entry', (join) =>
        join
          .onRef('journal_entry.source_id', '=', 'bill.bill_id')
          .on('journal_entry.source_type', '=', 'bill')
          .on('journal_entry.kind', 'in', ['bill_reversal', 'bill_rebill', 'bill_adjustment']),
      )
      .leftJoin('journal_line', (join) =>
        join
          .onRef('journal_line.journal_entry_id', '=', 'journal_entry.journal_entry_id')
          .on('journal_line.account_code', '=', ACCOUNT.receivable),
      )
      .select((eb) => [
        'bill.bill_no',
        'bill.total_minor',
        eb.fn.coalesce(eb.fn.sum<number>('journal_line.amount_minor'), eb.lit(0)).as('posted_minor'),
      ])
      .where('bill.kind', '<>', 'regular')
      .groupBy(['bill.bill_id', 'bill.bill_no', 'bill.total_minor'])
      .having((eb) =>
        eb(
          eb.fn.coalesce(eb.fn.sum('journal_line.amount_minor'), eb.lit(0)),
          '<>',
          eb.ref('bill.total_minor'),
        ),
      )
      .limit(SHOWN)
      .execute(),
};

/** Four eyes, and every approved correction has its bills; no bill that corrects another came without one. */
const correctionsAreDecided: Invariant = {
  name: 'billing.corrections_have_two_people_and_their_bills',
  check: async (db) => {
    const corrections = await db
      .selectFrom('bill_correction as correction')
      .select(['correction.correction_id', 'correction.state'])
      .where('correction.state', '=', 'approved')
      .where((eb) =>
        eb.or([
          eb('correction.decided_by', 'is', null),
          eb('correction.decided_by', '=', eb.ref('correction.proposed_by')),
          eb('correction.decided_by', '=', eb.ref('correction.submitted_by')),
          eb('correction.result_bill_id', 'is', null),
          eb.and([eb('correction.kind', '=', 'rebill'), eb('correction.reversal_bill_id', 'is', null)]),
        ]),
      )
      .limit(SHOWN)
      .execute();
    const strays = await db
      .selectFrom('bill')
      .leftJoin('bill_correction as made', 'made.result_bill_id', 'bill.bill_id')
      .leftJoin('bill_correction as taken', 'taken.reversal_bill_id', 'bill.bill_id')
      .select('bill.bill_no')
      .where('bill.kind', '<>', 'regular')
      .where('made.correction_id', 'is', null)
      .where('taken.correction_id', 'is', null)
      .limit(SHOWN)
      .execute();
    return [...corrections, ...strays];
  },
};

export const correctionInvariants: readonly Invariant[] = [
  oneBillStands,
  rebillsKeepTheirBounds,
  reversalsMirrorTheirBills,
  correctionsAreInTheBooks,
  correctionsAreDecided,
];
