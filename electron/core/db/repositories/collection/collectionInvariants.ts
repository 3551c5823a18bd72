import type { Invariant } from '../../invariants.ts';
import { loadNextNumber } from '../accounting/numberSequence.ts';
import { cashInvariants } from './cashInvariants.ts';

const SHOWN = 100;

/**
 * What a receivable has received is what receipts allocated to it, what prepaid money paid or was given back, and
 * what a cancelled bill and its mirror are set off against each other.
 */
const receivedIsAllocated: Invariant = {
  name: 'collection.received_is_allocated',
  check: (db) =>
    db
      .with('part', (with_) =>
        with_
          .selectFrom('receipt_allocation')
          .select(['receivable_id', 'amount_minor'])
          .where('kind', '=', 'principal')
          .unionAll(
            with_
              .selectFrom('prepaid_movement')
              .innerJoin('receivable', 'receivable.bill_id', 'prepaid_movement.bill_id')
              .select((eb) => [
                'receivable.receivable_id',
                eb.neg(eb.ref('prepaid_movement.amount_minor')).as('amount_minor'),
              ]),
          )
          .unionAll(
            with_
              .selectFrom('bill as mirror')
              .innerJoin('receivable', (join) =>
                join.on((eb) =>
                  eb.or([
                    eb('receivable.bill_id', '=', eb.ref('mirror.bill_id')),
                    eb('receivable.bill_id', '=', eb.ref('mirror.reverses_id')),
                  ]),
                ),
              )
              .select(['receivable.receivable_id', 'receivable.amount_minor'])
              .where('mirror.kind', '=', 'reversal'),
          ),
      )
      .selectFrom('receivable')
      .leftJoin(
        (eb) =>
          eb
            .selectFrom('part')
            .select((part) => [
              'part.receivable_id',
              part.fn.sum<number>('part.amount_minor').as('paid_minor'),
            ])
            .groupBy('part.receivable_id')
            .as('paid'),
        (join) => join.onRef('paid.receivable_id', '=', 'receivable.receivable_id'),
      )
      .select(['receivable.receivable_id', 'receivable.received_minor', 'paid.paid_minor'])
      .where((eb) =>
        eb(eb.fn.coalesce('paid.paid_minor', eb.lit(0)), '<>', eb.ref('receivable.received_minor')),
      )
      .limit(SHOWN)
      .execute(),
};

/** No receivable has more than it asks for, and its state says what its amounts say. */
const statesFollowAmounts: Invariant = {
  name: 'collection.states_follow_amounts',
  check: (db) =>
    db
      .selectFrom('receivable')
      .select(['receivable_id', 'amount_minor', 'received_minor', 'state'])
      .where((eb) =>
        eb.or([
          eb.and([eb('amount_minor', '>=', 0), eb('received_minor', '<', 0)]),
          // A credit is handed on when it is issued: to its bill, or to prepaid money.
          eb.and([eb('amount_minor', '<', 0), eb('received_minor', '<>', eb.ref('amount_minor'))]),
          eb.and([eb('amount_minor', '>=', 0), eb('received_minor', '>', eb.ref('amount_minor'))]),
          eb.and([eb('state', '=', 'settled'), eb('received_minor', '<', eb.ref('amount_minor'))]),
          eb.and([eb('state', 'in', ['owed', 'part']), eb('received_minor', '>=', eb.ref('amount_minor'))]),
          eb.and([eb('state', '=', 'owed'), eb('received_minor', '<>', 0)]),
          eb.and([eb('state', '=', 'part'), eb('received_minor', '=', 0)]),
        ]),
      )
      .limit(SHOWN)
      .execute(),
};

/** A receipt is its allocations and its prepaid part; its late fee is among the allocations. */
const receiptsAddUp: Invariant = {
  name: 'collection.receipts_add_up',
  check: (db) =>
    db
      .selectFrom('receipt')
      .leftJoin('receipt_allocation as part', 'part.receipt_id', 'receipt.receipt_id')
      .select((eb) => [
        'receipt.receipt_no',
        'receipt.amount_minor',
        'receipt.prepaid_minor',
        'receipt.late_fee_minor',
        eb.fn.coalesce(eb.fn.sum<number>('part.amount_minor'), eb.lit(0)).as('allocated_minor'),
      ])
      .groupBy([
        'receipt.receipt_id',
        'receipt.receipt_no',
        'receipt.amount_minor',
        'receipt.prepaid_minor',
        'receipt.late_fee_minor',
      ])
      .having((eb) =>
        eb.or([
          eb(
            eb.fn.coalesce(eb.fn.sum<number>('part.amount_minor'), eb.lit(0)),
            '<>',
            eb('receipt.amount_minor', '-', eb.ref('receipt.prepaid_minor')),
          ),
          eb(
            eb.fn.coalesce(
              eb.fn.sum<number>('part.amount_minor').filterWhere('part.kind', '=', 'late_fee'),
              eb.lit(0),
            ),
            '<>',
            eb.ref('receipt.late_fee_minor'),
          ),
        ]),
      )
      .limit(SHOWN)
      .execute(),
};

/** Receipt numbers run from 1 to the last that was taken. */
const receiptNumbersAreGapless: Invariant = {
  name: 'collection.receipt_numbers_gapless',
  check: async (db) => {
    const { count, last } = await db
      .selectFrom('receipt')
      .select((eb) => [eb.fn.countAll<number>().as('count'), eb.fn.max('receipt_no').as('last')])
      .executeTakeFirstOrThrow();
    const taken = (await loadNextNumber(db, 'receipt')) - 1;
    const isWhole = count === taken && Number.parseInt(last ?? '0', 10) === taken;
    return isWhole ? [] : [{ count, last, taken }];
  },
};

/** A customer's prepaid money is the sum of its movements, and never less than nothing. */
const prepaidIsItsMovements: Invariant = {
  name: 'collection.prepaid_is_its_movements',
  check: (db) =>
    db
      .with('moved', (with_) =>
        with_
          .selectFrom('prepaid_movement')
          .select((eb) => ['customer_id', eb.fn.sum<number>('amount_minor').as('moved_minor')])
          .groupBy('customer_id'),
      )
      .selectFrom('customer')
      .leftJoin('moved', 'moved.customer_id', 'customer.customer_id')
      .leftJoin('prepaid_balance as balance', 'balance.customer_id', 'customer.customer_id')
      .select(['customer.account_no', 'moved.moved_minor', 'balance.balance_minor'])
      .where((eb) =>
        eb.or([
          eb(
            eb.fn.coalesce('moved.moved_minor', eb.lit(0)),
            '<>',
            eb.fn.coalesce('balance.balance_minor', eb.lit(0)),
          ),
          eb(eb.fn.coalesce('balance.balance_minor', eb.lit(0)), '<', 0),
        ]),
      )
      .limit(SHOWN)
      .execute(),
};

export const collectionInvariants: readonly Invariant[] = [
  receivedIsAllocated,
  statesFollowAmounts,
  receiptsAddUp,
  receiptNumbersAreGapless,
  prepaidIsItsMovements,
  ...cashInvariants,
];
