import { type Expression, expressionBuilder, type SqlBool } from 'kysely';
import { billNoPrefix } from '#shared/domain/billing/billNo.ts';
import type { Period } from '#shared/domain/localDate.ts';
import type { LedgerDatabase } from '../../database.ts';
import type { ReceivableRow } from '../../schema/collection.ts';
import type { Tables } from '../../schema.ts';
import { fewCustomers } from '../customers/fewCustomers.ts';
import { mergedRows } from '../mergedRows.ts';
import { beginsWithInPassing, hasPrefix } from '../textSearch.ts';

export type BillFilter = {
  readonly period?: string | undefined;
  readonly billRunId?: string | undefined;
  readonly customerId?: string | undefined;
  readonly routeId?: string | undefined;
  /** Of the receivable, or `reversed`: cancelled by its mirror. */
  readonly state?: ReceivableRow['state'] | 'reversed' | undefined;
  readonly search?: string | undefined;
};

const eb = expressionBuilder<Tables, 'bill' | 'customer'>();

/** What is searched for, as conditions that are asked for one by one: a bill that meets any of them is meant. */
async function searchConditions(
  db: LedgerDatabase,
  search: string | undefined,
): Promise<readonly (Expression<SqlBool> | null)[]> {
  if (!search) return [null];
  const customerIds = await fewCustomers(db, search);
  const byNumber = hasPrefix(eb.ref('bill.bill_no'), search);
  if (customerIds === null) {
    const byCustomer = eb.or([
      beginsWithInPassing(eb.ref('customer.account_no'), search),
      beginsWithInPassing(eb.ref('customer.name'), search),
    ]);
    return [byNumber, byCustomer];
  }
  if (customerIds.length === 0) return [byNumber];
  return [byNumber, eb('bill.customer_id', 'in', customerIds)];
}

/** So many bills in a state are looked up and sorted; where there are more, the next ones are not far. */
const MOST_SORTED = 20_000;

/** Whether the bills in a state are better found by going through the list. */
async function areMany(db: LedgerDatabase, state: ReceivableRow['state']): Promise<boolean> {
  const some = db
    .selectFrom('receivable')
    .select('receivable.receivable_id')
    .where('receivable.state', '=', state)
    .limit(MOST_SORTED + 1);
  const { count } = await db
    .selectFrom(some.as('some'))
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return count > MOST_SORTED;
}

/** Issued bills that are meant, with their point, customer, receivable and mirror. */
function billsOf(
  db: LedgerDatabase,
  filter: BillFilter,
  isWalked: boolean,
  condition: Expression<SqlBool> | null,
) {
  const { period, billRunId, customerId, routeId, state } = filter;
  let query = db
    .selectFrom('bill')
    .innerJoin('service_point', 'service_point.service_point_id', 'bill.service_point_id')
    .innerJoin('customer', 'customer.customer_id', 'bill.customer_id')
    .leftJoin('receivable', 'receivable.bill_id', 'bill.bill_id')
    .leftJoin('bill as mirror', 'mirror.reverses_id', 'bill.bill_id');
  if (period !== undefined) {
    const prefix = billNoPrefix(period as Period);
    query = query
      .where('bill.period', '=', period)
      .where(({ ref }) => hasPrefix(ref('bill.bill_no'), prefix));
  }
  if (billRunId !== undefined) query = query.where('bill.bill_run_id', '=', billRunId);
  if (customerId !== undefined) query = query.where('bill.customer_id', '=', customerId);
  if (routeId !== undefined) query = query.where('service_point.route_id', '=', routeId);
  if (state === 'reversed') {
    query = query.where('bill.bill_id', 'in', ({ selectFrom }) =>
      selectFrom('bill as reversal')
        .select('reversal.reverses_id')
        .where('reversal.reverses_id', 'is not', null),
    );
  } else if (state !== undefined) {
    query = query
      .where('mirror.bill_id', 'is', null)
      // A condition that a missing row could meet as well is looked at after the bill, not before.
      .where(({ eb: of, fn, ref, val }) =>
        of(isWalked ? fn.coalesce('receivable.state', val('none')) : ref('receivable.state'), '=', state),
      );
  }
  return condition === null ? query : query.where(condition);
}

async function waysTo(db: LedgerDatabase, filter: BillFilter) {
  const { state, period, routeId, billRunId, customerId } = filter;
  const isNarrow = routeId !== undefined || billRunId !== undefined || customerId !== undefined;
  const isByState = state !== undefined && state !== 'reversed' && !isNarrow;
  const isWalked = isByState && (period !== undefined || (await areMany(db, state)));
  const conditions = await searchConditions(db, filter.search);
  return conditions.map((condition) => billsOf(db, filter, isWalked, condition));
}

/** Issued bills, the latest number first. */
export async function pageBills(db: LedgerDatabase, filter: BillFilter, after: string | null, limit: number) {
  const lists = [];
  for (const bills of await waysTo(db, filter)) {
    let query = bills
      .select([
        'mirror.bill_id as mirror_id',
        'bill.bill_id',
        'bill.bill_no',
        'bill.kind',
        'bill.service_point_id',
        'bill.customer_id',
        'bill.period',
        'bill.total_kwh',
        'bill.total_minor',
        'bill.issued_on',
        'service_point.service_point_no',
        'customer.account_no',
        'customer.name as customer_name',
        'receivable.receivable_id',
        'receivable.amount_minor',
        'receivable.received_minor',
        'receivable.state as receivable_state',
        'receivable.due_on',
      ])
      .orderBy('bill.bill_no', 'desc')
      .limit(limit);
    if (after !== null) query = query.where('bill.bill_no', '<', after);
    lists.push(await query.execute());
  }
  return mergedRows(lists, (row) => row.bill_no, 'desc', limit);
}

/** Numbers of issued bills, the first number first. */
export async function listBillNos(db: LedgerDatabase, filter: BillFilter, limit: number) {
  const lists = [];
  for (const bills of await waysTo(db, filter)) {
    lists.push(await bills.select('bill.bill_no').orderBy('bill.bill_no').limit(limit).execute());
  }
  return mergedRows(lists, (row) => row.bill_no, 'asc', limit).map((row) => row.bill_no);
}
