import type { BillContent } from '#shared/domain/billing/billContent.ts';
import type { BillCorrection } from '#shared/domain/billing/billCorrection.ts';
import type { BillLine } from '#shared/domain/tariff/types.ts';
import { assert } from '#shared/lib/assert.ts';
import type { LedgerDatabase } from '../../database.ts';
import type { BillCorrectionRow, BillLineRow, BillRow } from '../../schema/billing.ts';
import { beginsWith } from '../textSearch.ts';

export async function loadCorrection(
  db: LedgerDatabase,
  correctionId: string,
): Promise<BillCorrectionRow | undefined> {
  return db
    .selectFrom('bill_correction')
    .selectAll()
    .where('correction_id', '=', correctionId)
    .executeTakeFirst();
}

/** What the decisions about a correction look at. */
export function correctionAtHand(row: BillCorrectionRow): BillCorrection {
  return {
    kind: row.kind,
    state: row.state,
    version: row.version,
    totalMinor: row.total_minor,
    proposedBy: row.proposed_by,
    submittedBy: row.submitted_by,
  };
}

export async function insertCorrection(db: LedgerDatabase, row: BillCorrectionRow): Promise<void> {
  await db.insertInto('bill_correction').values(row).execute();
}

/** Changes a correction and counts its version up; gives the new version. */
export async function updateCorrection(
  db: LedgerDatabase,
  correction: BillCorrectionRow,
  change: Partial<Omit<BillCorrectionRow, 'correction_id' | 'version'>>,
): Promise<number> {
  const version = correction.version + 1;
  const { numUpdatedRows } = await db
    .updateTable('bill_correction')
    .set({ ...change, version })
    .where('correction_id', '=', correction.correction_id)
    .where('version', '=', correction.version)
    .executeTakeFirst();
  assert(numUpdatedRows === 1n, `one correction must change: ${correction.correction_id}`);
  return version;
}

/** The bills around a bill: its mirror, what took its place, what it corrects, and its adjustments. */
export async function loadBillRelations(db: LedgerDatabase, bill: BillRow) {
  const numberOf = async (billId: string | null) => {
    if (billId === null) return null;
    const row = await db
      .selectFrom('bill')
      .select('bill_no')
      .where('bill_id', '=', billId)
      .executeTakeFirstOrThrow();
    return row.bill_no;
  };
  const reversal = await db
    .selectFrom('bill')
    .select('bill_no')
    .where('reverses_id', '=', bill.bill_id)
    .executeTakeFirst();
  const correcting = await db
    .selectFrom('bill')
    .select(['bill_no', 'kind'])
    .where('corrects_id', '=', bill.bill_id)
    .orderBy('bill_no')
    .execute();
  return {
    reversesNo: await numberOf(bill.reverses_id),
    reversedByNo: reversal?.bill_no ?? null,
    correctsNo: await numberOf(bill.corrects_id),
    replacedByNo: correcting.find(({ kind }) => kind === 'rebill')?.bill_no ?? null,
    adjustmentNos: correcting.filter(({ kind }) => kind === 'adjustment').map(({ bill_no }) => bill_no),
  };
}

/** The correction of a bill that nobody has decided about. */
export async function findStandingCorrection(db: LedgerDatabase, billId: string): Promise<string | null> {
  const row = await db
    .selectFrom('bill_correction')
    .select('correction_id')
    .where('bill_id', '=', billId)
    .where('state', 'in', ['open', 'submitted'])
    .executeTakeFirst();
  return row?.correction_id ?? null;
}

/** The correction that a bill came of, or by which it was taken back. */
export async function loadCorrectionOfBill(db: LedgerDatabase, billId: string) {
  return db
    .selectFrom('bill_correction')
    .select(['correction_id', 'reason', 'document_no'])
    .where((eb) => eb.or([eb('result_bill_id', '=', billId), eb('reversal_bill_id', '=', billId)]))
    .executeTakeFirst();
}

/** kWh that adjustments added to a service point's period so far. */
export async function loadAdjustedQuantities(db: LedgerDatabase, servicePointId: string, period: string) {
  const rows = await db
    .selectFrom('bill')
    .select('quantities_json')
    .where('service_point_id', '=', servicePointId)
    .where('period', '=', period)
    .where('kind', '=', 'adjustment')
    .orderBy('bill_no')
    .execute();
  return rows.map((row) => JSON.parse(row.quantities_json) as BillContent['quantities']);
}

/** Bills of the same year after this one, which went on counting from its kWh. */
export async function countLaterBills(db: LedgerDatabase, bill: BillRow): Promise<number> {
  const { count } = await db
    .selectFrom('bill')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('service_point_id', '=', bill.service_point_id)
    .where('kind', '=', 'regular')
    .where('period', '>', bill.period)
    .where('period', '<=', `${bill.period.slice(0, 4)}-12`)
    .executeTakeFirstOrThrow();
  return count;
}

/** An issued bill as everything that it says about use and money. */
export function contentOfBill(bill: BillRow, lines: readonly BillLineRow[]): BillContent {
  return {
    startOn: bill.start_on,
    endOn: bill.end_on,
    totalKwh: bill.total_kwh,
    totalMinor: bill.total_minor,
    taxMinor: bill.tax_minor,
    isEstimated: bill.is_estimated === 1,
    tariffVersionId: bill.tariff_version_id,
    quantities: JSON.parse(bill.quantities_json) as BillContent['quantities'],
    readings: JSON.parse(bill.readings_json) as BillContent['readings'],
    lines: lines.map(
      (line) =>
        ({
          lineNo: line.line_no,
          itemCode: line.item_code,
          itemName: line.item_name,
          kind: line.kind,
          account: line.posting_account,
          quantity: line.quantity,
          unit: line.unit,
          price: line.price_rate,
          unrounded: line.unrounded_amount,
          amountMinor: line.amount_minor,
          taxMinor: line.tax_minor,
          trace: JSON.parse(line.trace_json) as BillLine['trace'],
        }) as BillLine,
    ),
  };
}

export type CorrectionFilter = {
  readonly correctionId?: string | undefined;
  readonly state?: BillCorrectionRow['state'] | undefined;
  readonly kind?: BillCorrectionRow['kind'] | undefined;
  readonly search?: string | undefined;
};

/** Corrections with their bill and people, the latest first. */
export async function pageCorrections(
  db: LedgerDatabase,
  filter: CorrectionFilter,
  after: string | null,
  limit: number,
) {
  const { correctionId, state, kind, search } = filter;
  let query = db
    .selectFrom('bill_correction as correction')
    .innerJoin('bill', 'bill.bill_id', 'correction.bill_id')
    .innerJoin('service_point', 'service_point.service_point_id', 'bill.service_point_id')
    .innerJoin('customer', 'customer.customer_id', 'bill.customer_id')
    .innerJoin('user_account as proposer', 'proposer.user_id', 'correction.proposed_by')
    .leftJoin('user_account as decider', 'decider.user_id', 'correction.decided_by')
    .leftJoin('bill as reversal', 'reversal.bill_id', 'correction.reversal_bill_id')
    .leftJoin('bill as result', 'result.bill_id', 'correction.result_bill_id')
    .selectAll('correction')
    .select([
      'bill.bill_no',
      'bill.customer_id',
      'bill.total_kwh as old_kwh',
      'bill.total_minor as old_minor',
      'service_point.service_point_no',
      'customer.account_no',
      'customer.name as customer_name',
      'proposer.display_name as proposed_by_name',
      'decider.display_name as decided_by_name',
      'reversal.bill_no as reversal_bill_no',
      'result.bill_no as result_bill_no',
    ])
    .orderBy('correction.correction_id', 'desc')
    .limit(limit);
  if (correctionId !== undefined) query = query.where('correction.correction_id', '=', correctionId);
  if (state !== undefined) query = query.where('correction.state', '=', state);
  if (kind !== undefined) query = query.where('correction.kind', '=', kind);
  if (search) {
    query = query.where((eb) =>
      eb.or([
        beginsWith(eb.ref('bill.bill_no'), search),
        beginsWith(eb.ref('customer.account_no'), search),
        beginsWith(eb.ref('customer.name'), search),
      ]),
    );
  }
  if (after !== null) query = query.where('correction.correction_id', '<', after);
  return query.execute();
}
export type ShownCorrection = Awaited<ReturnType<typeof pageCorrections>>[number];
