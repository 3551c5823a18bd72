import { ACCOUNT } from '#shared/domain/accounting/chartOfAccounts.ts';
import { minor } from '#shared/domain/money.ts';
import type { LedgerDatabase } from '../../database.ts';
import type { Invariant } from '../../invariants.ts';
import { loadNextNumber } from '../accounting/numberSequence.ts';
import { standingDrawers } from './cashDrawers.ts';

const SHOWN = 100;

const sumOf = async (query: { executeTakeFirst: () => Promise<{ sum: number | null } | undefined> }) =>
  minor((await query.executeTakeFirst())?.sum ?? 0);

/** Cash of the counter by its receipts. */
function cashReceipts(db: LedgerDatabase) {
  return db
    .selectFrom('receipt')
    .innerJoin('channel', 'channel.channel_code', 'receipt.channel_code')
    .where('channel.kind', '=', 'counter')
    .where('receipt.method', '=', 'cash');
}

/** A closed drawer says what its receipts say, all of them: nothing came after it was closed. */
const drawersEqualReceipts: Invariant = {
  name: 'collection.drawers_equal_receipts',
  check: (db) =>
    db
      .with('taken', (with_) =>
        with_
          .selectFrom('receipt')
          .innerJoin('channel', 'channel.channel_code', 'receipt.channel_code')
          .select((eb) => [
            'receipt.received_by',
            'receipt.received_on',
            eb.fn.countAll<number>().as('receipt_count'),
            eb.fn
              .sum<number>(
                eb
                  .case()
                  .when('receipt.method', '=', 'cash')
                  .then(eb.ref('receipt.amount_minor'))
                  .else(0)
                  .end(),
              )
              .as('cash_minor'),
          ])
          .where('channel.kind', '=', 'counter')
          .groupBy(['receipt.received_by', 'receipt.received_on']),
      )
      .selectFrom(standingDrawers(db).selectAll('drawer').as('drawer'))
      .leftJoin('taken', (join) =>
        join
          .onRef('taken.received_by', '=', 'drawer.cashier_id')
          .onRef('taken.received_on', '=', 'drawer.business_on'),
      )
      .select(['drawer.drawer_id', 'drawer.expected_minor', 'taken.cash_minor', 'taken.receipt_count'])
      .where((eb) =>
        eb.or([
          eb('taken.cash_minor', 'is', null),
          eb('taken.cash_minor', '<>', eb.ref('drawer.expected_minor')),
          eb('taken.receipt_count', '<>', eb.ref('drawer.receipt_count')),
        ]),
      )
      .limit(SHOWN)
      .execute(),
};

/** 库存现金 in the books is the cash of the receipts and the differences of drawers, less what went to the bank. */
const cashIsUndeposited: Invariant = {
  name: 'collection.cash_is_undeposited',
  check: async (db) => {
    const booksMinor = await sumOf(
      db
        .selectFrom('journal_line')
        .select((eb) => eb.fn.sum<number | null>('amount_minor').as('sum'))
        .where('account_code', '=', ACCOUNT.cash),
    );
    const receivedMinor = await sumOf(
      cashReceipts(db).select((eb) => eb.fn.sum<number | null>('receipt.amount_minor').as('sum')),
    );
    const differenceMinor = await sumOf(
      standingDrawers(db).select((eb) => eb.fn.sum<number | null>('drawer.difference_minor').as('sum')),
    );
    const depositedMinor = await sumOf(
      db.selectFrom('cash_deposit').select((eb) => eb.fn.sum<number | null>('amount_minor').as('sum')),
    );
    const undepositedMinor = receivedMinor + differenceMinor - depositedMinor;
    return booksMinor === undepositedMinor ? [] : [{ booksMinor, undepositedMinor }];
  },
};

/** A deposit is what was counted in its drawers. */
const depositsEqualDrawers: Invariant = {
  name: 'collection.deposits_equal_drawers',
  check: (db) =>
    db
      .selectFrom('cash_deposit as deposit')
      .leftJoin('cash_deposit_drawer as part', 'part.deposit_id', 'deposit.deposit_id')
      .leftJoin('cash_drawer as drawer', 'drawer.drawer_id', 'part.drawer_id')
      .select(['deposit.deposit_no', 'deposit.amount_minor'])
      .groupBy(['deposit.deposit_id', 'deposit.deposit_no', 'deposit.amount_minor'])
      .having((eb) =>
        eb(
          eb.fn.coalesce(eb.fn.sum<number>('drawer.counted_minor'), eb.lit(0)),
          '<>',
          eb.ref('deposit.amount_minor'),
        ),
      )
      .limit(SHOWN)
      .execute(),
};

/** A deposit is matched to a bank's line of its amount, in its channel, by an action that says so. */
const arrivalsAreTheirDeposits: Invariant = {
  name: 'collection.arrivals_are_their_deposits',
  check: (db) =>
    db
      .selectFrom('cash_deposit_arrival as arrival')
      .innerJoin('cash_deposit as deposit', 'deposit.deposit_id', 'arrival.deposit_id')
      .innerJoin('reconciliation_item as item', 'item.item_id', 'arrival.item_id')
      .innerJoin('reconciliation as day', 'day.reconciliation_id', 'item.reconciliation_id')
      .select(['deposit.deposit_no', 'item.item_id'])
      .where((eb) =>
        eb.or([
          eb('item.bank_minor', '<>', eb.ref('deposit.amount_minor')),
          eb('day.channel_code', '<>', eb.ref('deposit.channel_code')),
          eb('item.state', '<>', 'resolved'),
          eb('item.action', 'is', null),
          eb('item.action', '<>', 'match_deposit'),
        ]),
      )
      .limit(SHOWN)
      .execute(),
};

/** Deposit numbers run from 1 to the last that was taken. */
const depositNumbersAreGapless: Invariant = {
  name: 'collection.deposit_numbers_gapless',
  check: async (db) => {
    const { count, last } = await db
      .selectFrom('cash_deposit')
      .select((eb) => [eb.fn.countAll<number>().as('count'), eb.fn.max('deposit_no').as('last')])
      .executeTakeFirstOrThrow();
    const taken = (await loadNextNumber(db, 'deposit')) - 1;
    const isWhole = count === taken && Number.parseInt(last ?? '0', 10) === taken;
    return isWhole ? [] : [{ count, last, taken }];
  },
};

/** A drawer is opened again by another person than its cashier, not after its cash went to the bank, and closed in turn. */
const reopeningsAreInOrder: Invariant = {
  name: 'collection.drawers_closed_once_at_a_time',
  check: async (db) => {
    const reopened = await db
      .selectFrom('cash_drawer_reopening as reopening')
      .innerJoin('cash_drawer as drawer', 'drawer.drawer_id', 'reopening.drawer_id')
      .leftJoin('cash_deposit_drawer as part', 'part.drawer_id', 'drawer.drawer_id')
      .select(['drawer.drawer_id', 'drawer.business_on'])
      .where((eb) =>
        eb.or([
          eb('reopening.reopened_by', '=', eb.ref('drawer.cashier_id')),
          eb('part.deposit_id', 'is not', null),
        ]),
      )
      .limit(SHOWN)
      .execute();
    const twice = await standingDrawers(db)
      .select(['drawer.cashier_id', 'drawer.business_on'])
      .groupBy(['drawer.cashier_id', 'drawer.business_on'])
      .having((eb) => eb(eb.fn.countAll<number>(), '>', 1))
      .limit(SHOWN)
      .execute();
    return [...reopened, ...twice];
  },
};

export const cashInvariants: readonly Invariant[] = [
  drawersEqualReceipts,
  reopeningsAreInOrder,
  cashIsUndeposited,
  depositsEqualDrawers,
  arrivalsAreTheirDeposits,
  depositNumbersAreGapless,
];
