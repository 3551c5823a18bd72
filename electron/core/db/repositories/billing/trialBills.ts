import { minor } from '#shared/domain/money.ts';
import type { LedgerDatabase } from '../../database.ts';
import type { BillExceptionRow, TrialBillLineRow, TrialBillRow } from '../../schema/billing.ts';
import { insertMany } from '../bulk.ts';

/** Rows of the trial bills of one chunk of a run. */
export type TrialRows = {
  readonly bills: TrialBillRow[];
  readonly lines: TrialBillLineRow[];
  readonly exceptions: BillExceptionRow[];
};

/** Removes the results of the calculation before; lines and exceptions go with their bills. */
export async function deleteTrialBills(db: LedgerDatabase, billRunId: string): Promise<void> {
  await db.deleteFrom('trial_bill').where('bill_run_id', '=', billRunId).execute();
}

export async function insertTrialRows(db: LedgerDatabase, rows: TrialRows): Promise<void> {
  await insertMany(db, 'trial_bill', rows.bills);
  await insertMany(db, 'trial_bill_line', rows.lines);
  await insertMany(db, 'bill_exception', rows.exceptions);
}

/** Calculated trial bills of a run after a place in the walking order. */
export async function listCalculated(
  db: LedgerDatabase,
  billRunId: string,
  after: { readonly routePosition: number; readonly trialBillId: string } | null,
  limit: number,
): Promise<readonly TrialBillRow[]> {
  let query = db
    .selectFrom('trial_bill')
    .selectAll()
    .where('bill_run_id', '=', billRunId)
    .where('state', '=', 'calculated')
    .orderBy('route_position')
    .orderBy('trial_bill_id')
    .limit(limit);
  if (after !== null) {
    query = query.where((eb) =>
      eb.or([
        eb('route_position', '>', after.routePosition),
        eb.and([eb('route_position', '=', after.routePosition), eb('trial_bill_id', '>', after.trialBillId)]),
      ]),
    );
  }
  return query.execute();
}

/** What the calculated trial bills of a run come to, by item and the account that its lines go to. */
export async function sumTrialLines(db: LedgerDatabase, billRunId: string) {
  const rows = await db
    .selectFrom('trial_bill_line')
    .innerJoin('trial_bill', 'trial_bill.trial_bill_id', 'trial_bill_line.trial_bill_id')
    .select((eb) => [
      'trial_bill_line.posting_account',
      'trial_bill_line.item_code',
      eb.fn.min('trial_bill_line.item_name').as('item_name'),
      eb.fn.sum<number>('trial_bill_line.amount_minor').as('amount_minor'),
      eb.fn.sum<number>('trial_bill_line.tax_minor').as('tax_minor'),
    ])
    .where('trial_bill.bill_run_id', '=', billRunId)
    .where('trial_bill.state', '=', 'calculated')
    .groupBy(['trial_bill_line.posting_account', 'trial_bill_line.item_code'])
    .orderBy('trial_bill_line.item_code')
    .execute();
  return rows.map((row) => ({
    itemCode: row.item_code,
    itemName: row.item_name,
    account: row.posting_account,
    amountMinor: minor(row.amount_minor),
    taxMinor: minor(row.tax_minor),
  }));
}

/** Number and sum of the calculated trial bills. */
export async function sumTrialBills(db: LedgerDatabase, billRunId: string) {
  const row = await db
    .selectFrom('trial_bill')
    .select((eb) => [
      eb.fn.countAll<number>().as('count'),
      eb.fn.sum<number>('total_minor').as('total'),
      eb.fn.sum<number>('tax_minor').as('tax'),
    ])
    .where('bill_run_id', '=', billRunId)
    .where('state', '=', 'calculated')
    .executeTakeFirstOrThrow();
  return {
    billCount: row.count,
    totalMinor: minor(row.total ?? 0),
    taxMinor: minor(row.tax ?? 0),
  };
}

/** Service points of the run that have a regular bill of the period already. */
export async function findAlreadyBilled(db: LedgerDatabase, billRunId: string) {
  const rows = await db
    .selectFrom('trial_bill')
    .innerJoin('bill', (join) =>
      join
        .onRef('bill.service_point_id', '=', 'trial_bill.service_point_id')
        .onRef('bill.period', '=', 'trial_bill.period')
        .on('bill.kind', '=', 'regular'),
    )
    .innerJoin('service_point', 'service_point.service_point_id', 'trial_bill.service_point_id')
    .select('service_point.service_point_no')
    .where('trial_bill.bill_run_id', '=', billRunId)
    .where('trial_bill.state', '=', 'calculated')
    .orderBy('service_point.service_point_no')
    .execute();
  const [first] = rows;
  return first ? { count: rows.length, servicePointNo: first.service_point_no } : null;
}
