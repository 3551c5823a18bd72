import type { LedgerDatabase } from '../../database.ts';
import type { Invariant } from '../../invariants.ts';

const SHOWN = 100;

/** Links of items that hold their contents: all but those that wait for the next day. */
function holding(db: LedgerDatabase) {
  return db
    .selectFrom('reconciliation_item as item')
    .where((eb) =>
      eb.not(eb.and([eb('item.state', '=', 'resolved'), eb('item.action', '=', 'wait_for_next_day')])),
    );
}

export const reconciliationInvariants: readonly Invariant[] = [
  {
    name: 'reconciliation.line_matched_to_its_amount_once',
    check: async (db) =>
      holding(db)
        .innerJoin('reconciliation_item_bank_line as link', 'link.item_id', 'item.item_id')
        .innerJoin('bank_line as line', 'line.bank_line_id', 'link.bank_line_id')
        .select((eb) => [
          'line.bank_line_id',
          'line.amount_minor',
          eb.fn.sum('link.amount_minor').as('matched_minor'),
        ])
        .groupBy(['line.bank_line_id', 'line.amount_minor'])
        .having((eb) =>
          eb.or([
            eb(eb.fn.countAll(), '>', 1),
            eb(eb.fn.sum('link.amount_minor'), '!=', eb.ref('line.amount_minor')),
          ]),
        )
        .limit(SHOWN)
        .execute(),
  },
  {
    name: 'reconciliation.receipt_matched_to_its_amount_once',
    check: async (db) =>
      holding(db)
        .innerJoin('reconciliation_item_receipt as link', 'link.item_id', 'item.item_id')
        .innerJoin('receipt', 'receipt.receipt_id', 'link.receipt_id')
        .select((eb) => [
          'receipt.receipt_id',
          'receipt.amount_minor',
          eb.fn.sum('link.amount_minor').as('matched_minor'),
        ])
        .groupBy(['receipt.receipt_id', 'receipt.amount_minor'])
        .having((eb) =>
          eb.or([
            eb(eb.fn.countAll(), '>', 1),
            eb(eb.fn.sum('link.amount_minor'), '!=', eb.ref('receipt.amount_minor')),
          ]),
        )
        .limit(SHOWN)
        .execute(),
  },
  {
    name: 'reconciliation.item_sums_are_those_of_its_lines',
    check: async (db) =>
      db
        .selectFrom('reconciliation_item as item')
        .leftJoin('reconciliation_item_bank_line as link', 'link.item_id', 'item.item_id')
        .select((eb) => ['item.item_id', 'item.bank_minor', eb.fn.sum('link.amount_minor').as('lines_minor')])
        .groupBy(['item.item_id', 'item.bank_minor'])
        .having((eb) =>
          eb(eb.fn.coalesce(eb.fn.sum('link.amount_minor'), eb.lit(0)), '!=', eb.ref('item.bank_minor')),
        )
        .limit(SHOWN)
        .execute(),
  },
  {
    name: 'reconciliation.item_sums_are_those_of_its_receipts',
    check: async (db) =>
      db
        .selectFrom('reconciliation_item as item')
        .leftJoin('reconciliation_item_receipt as link', 'link.item_id', 'item.item_id')
        .select((eb) => [
          'item.item_id',
          'item.ours_minor',
          eb.fn.sum('link.amount_minor').as('receipts_minor'),
        ])
        .groupBy(['item.item_id', 'item.ours_minor'])
        .having((eb) =>
          eb(eb.fn.coalesce(eb.fn.sum('link.amount_minor'), eb.lit(0)), '!=', eb.ref('item.ours_minor')),
        )
        .limit(SHOWN)
        .execute(),
  },
  {
    name: 'reconciliation.agreement_agrees',
    check: async (db) =>
      db
        .selectFrom('reconciliation_item')
        .select(['item_id', 'bank_minor', 'ours_minor'])
        .where('state', '=', 'agreed')
        .whereRef('bank_minor', '!=', 'ours_minor')
        .limit(SHOWN)
        .execute(),
  },
  {
    name: 'reconciliation.signed_off_without_differences',
    check: async (db) =>
      db
        .selectFrom('reconciliation_item as item')
        .innerJoin('reconciliation as day', 'day.reconciliation_id', 'item.reconciliation_id')
        .select(['day.reconciliation_id', 'item.item_id', 'item.state'])
        .where('day.state', '=', 'signed_off')
        .where('item.state', 'in', ['open', 'proposed'])
        .limit(SHOWN)
        .execute(),
  },
  {
    name: 'reconciliation.resolved_by_two_people',
    check: async (db) =>
      db
        .selectFrom('reconciliation_item')
        .select(['item_id', 'proposed_by', 'approved_by'])
        .where('state', '=', 'resolved')
        .where((eb) =>
          eb.or([
            eb('proposed_by', 'is', null),
            eb('approved_by', 'is', null),
            eb('proposed_by', '=', eb.ref('approved_by')),
          ]),
        )
        .limit(SHOWN)
        .execute(),
  },
];
