import { paidState } from '#shared/domain/collection/receivableState.ts';
import { assert } from '#shared/lib/assert.ts';
import type { LedgerDatabase } from '../../database.ts';
import type { ReceivableRow } from '../../schema/collection.ts';

/** Adds to (or, by a reversal, takes from) what a receivable has received, and lets its state follow. */
export async function addToReceived(
  db: LedgerDatabase,
  receivableId: string,
  amountMinor: number,
): Promise<void> {
  const row = await db
    .selectFrom('receivable')
    .select(['amount_minor', 'received_minor', 'state'])
    .where('receivable_id', '=', receivableId)
    .executeTakeFirst();
  assert(row !== undefined && row.state !== 'written_off', `not a receivable to pay: ${receivableId}`);
  const receivedMinor = row.received_minor + amountMinor;
  await db
    .updateTable('receivable')
    .set((eb) => ({
      received_minor: receivedMinor,
      state: paidState(row.amount_minor, receivedMinor),
      version: eb('version', '+', 1),
    }))
    .where('receivable_id', '=', receivableId)
    .execute();
}

export type ReceivableFilter = {
  readonly period?: string | undefined;
  readonly state?: ReceivableRow['state'] | undefined;
  /** Only those due before this day and not settled. */
  readonly overdueOn: string | null;
  /** The beginning of an account number or of a name. */
  readonly search?: string | undefined;
};

const PAST_EVERY_TEXT = '\u{10ffff}';

/** Receivables by due date; `after` is the last row that was seen. */
export async function pageReceivables(
  db: LedgerDatabase,
  filter: ReceivableFilter,
  after: { readonly dueOn: string; readonly receivableId: string } | null,
  limit: number,
) {
  const { period, state, overdueOn, search } = filter;
  let query = db
    .selectFrom('receivable')
    .innerJoin('bill', 'bill.bill_id', 'receivable.bill_id')
    .innerJoin('customer', 'customer.customer_id', 'receivable.customer_id')
    .select([
      'receivable.receivable_id',
      'bill.bill_no',
      'customer.account_no',
      'customer.name',
      'receivable.period',
      'receivable.due_on',
      'receivable.amount_minor',
      'receivable.received_minor',
      'receivable.state',
    ])
    .orderBy('receivable.due_on')
    .orderBy('receivable.receivable_id')
    .limit(limit);
  if (period !== undefined) query = query.where('receivable.period', '=', period);
  if (state !== undefined) query = query.where('receivable.state', '=', state);
  if (overdueOn !== null) {
    query = query
      .where('receivable.due_on', '<', overdueOn)
      .where('receivable.state', 'in', ['owed', 'part']);
  }
  if (search !== undefined) {
    const end = search + PAST_EVERY_TEXT;
    query = query.where('receivable.customer_id', 'in', (eb) =>
      eb
        .selectFrom('customer as found')
        .select('found.customer_id')
        .where((found) =>
          found.or([
            found.and([found('found.account_no', '>=', search), found('found.account_no', '<', end)]),
            found.and([found('found.name', '>=', search), found('found.name', '<', end)]),
          ]),
        ),
    );
  }
  if (after !== null) {
    query = query.where((eb) =>
      eb.or([
        eb('receivable.due_on', '>', after.dueOn),
        eb.and([
          eb('receivable.due_on', '=', after.dueOn),
          eb('receivable.receivable_id', '>', after.receivableId),
        ]),
      ]),
    );
  }
  return query.execute();
}
