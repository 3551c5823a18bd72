import type { LedgerDatabase } from '../../database.ts';
import type { ReceivableRow } from '../../schema/collection.ts';
import { fewCustomers } from '../customers/fewCustomers.ts';
import { mergedRows } from '../mergedRows.ts';
import { beginsWithInPassing } from '../textSearch.ts';

export type ReceivableFilter = {
  readonly period?: string | undefined;
  readonly state?: ReceivableRow['state'] | undefined;
  /** Only those due before this day and not settled. */
  readonly overdueOn: string | null;
  /** The beginning of an account number or of a name. */
  readonly search?: string | undefined;
};

type State = ReceivableRow['state'];
const STATES: readonly State[] = ['owed', 'part', 'settled', 'written_off'];
const UNSETTLED: readonly State[] = ['owed', 'part'];

/** States that are asked for one by one, each in the order of the list by its index; `null` asks for all at once. */
function statesOf({ state, period, overdueOn }: ReceivableFilter): readonly (State | null)[] {
  const meant = overdueOn === null ? STATES : UNSETTLED;
  if (state !== undefined) return meant.includes(state) ? [state] : [];
  return overdueOn === null && period === undefined ? [null] : meant;
}

/** Receivables by due date; `after` is the last row that was seen. */
export async function pageReceivables(
  db: LedgerDatabase,
  filter: ReceivableFilter,
  after: { readonly dueOn: string; readonly receivableId: string } | null,
  limit: number,
) {
  const { search } = filter;
  const customerIds = search === undefined ? null : await fewCustomers(db, search);
  const lists = [];
  for (const state of statesOf(filter)) {
    let query = receivablesOf(db, filter, state, after, customerIds !== null).limit(limit);
    if (customerIds !== null) query = query.where('receivable.customer_id', 'in', customerIds);
    else if (search !== undefined) {
      query = query.where((eb) =>
        eb.or([
          beginsWithInPassing(eb.ref('customer.account_no'), search),
          beginsWithInPassing(eb.ref('customer.name'), search),
        ]),
      );
    }
    if (customerIds === null || customerIds.length > 0) lists.push(await query.execute());
  }
  return mergedRows(lists, (row) => `${row.due_on} ${row.receivable_id}`, 'asc', limit);
}

function receivablesOf(
  db: LedgerDatabase,
  { period, overdueOn }: ReceivableFilter,
  state: State | null,
  after: { readonly dueOn: string; readonly receivableId: string } | null,
  isSorted: boolean,
) {
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
    // What few customers owe is looked up and sorted: an order that no index has keeps a database from walking to it.
    .orderBy(({ fn, ref, val }) =>
      isSorted ? fn.coalesce('receivable.due_on', val('')) : ref('receivable.due_on'),
    )
    .orderBy('receivable.receivable_id');
  if (period !== undefined) query = query.where('receivable.period', '=', period);
  if (state !== null) query = query.where('receivable.state', '=', state);
  if (overdueOn !== null) query = query.where('receivable.due_on', '<', overdueOn);
  if (after !== null) {
    query = query.where(({ eb, refTuple, tuple }) =>
      eb(
        refTuple('receivable.due_on', 'receivable.receivable_id'),
        '>',
        tuple(after.dueOn, after.receivableId),
      ),
    );
  }
  return query;
}
