import { Decimal, decimalOf, decimalText, minor } from '#shared/domain/money.ts';
import type { LedgerDatabase } from '../../database.ts';
import type { BillRunRow } from '../../schema/billing.ts';

export type RunFilter = {
  readonly period?: string | undefined;
  readonly routeId?: string | undefined;
  readonly state?: BillRunRow['state'] | undefined;
};

function filtered(db: LedgerDatabase, { period, routeId, state }: RunFilter) {
  let query = db.selectFrom('bill_run').innerJoin('route', 'route.route_id', 'bill_run.route_id');
  if (period !== undefined) query = query.where('bill_run.period', '=', period);
  if (routeId !== undefined) query = query.where('bill_run.route_id', '=', routeId);
  if (state !== undefined) query = query.where('bill_run.state', '=', state);
  return query;
}

/** Runs of the latest period first. */
export async function pageRuns(
  db: LedgerDatabase,
  filter: RunFilter,
  after: { readonly period: string; readonly billRunId: string } | null,
  limit: number,
) {
  let query = filtered(db, filter)
    .selectAll('bill_run')
    .select(['route.route_no', 'route.name as route_name'])
    .orderBy('bill_run.period', 'desc')
    .orderBy('bill_run.bill_run_id', 'desc')
    .limit(limit);
  if (after !== null) {
    query = query.where((eb) =>
      eb.or([
        eb('bill_run.period', '<', after.period),
        eb.and([eb('bill_run.period', '=', after.period), eb('bill_run.bill_run_id', '<', after.billRunId)]),
      ]),
    );
  }
  return query.execute();
}

export async function countRuns(db: LedgerDatabase, filter: RunFilter): Promise<number> {
  const { count } = await filtered(db, filter)
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return count;
}

export async function loadRunWithRoute(db: LedgerDatabase, billRunId: string) {
  return filtered(db, {})
    .selectAll('bill_run')
    .select(['route.route_no', 'route.name as route_name'])
    .where('bill_run.bill_run_id', '=', billRunId)
    .executeTakeFirst();
}

/** Names of the people who worked on a run, by id. */
export async function loadNames(
  db: LedgerDatabase,
  userIds: readonly (string | null)[],
): Promise<ReadonlyMap<string, string>> {
  const ids = userIds.filter((id) => id !== null);
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom('user_account')
    .select(['user_id', 'display_name'])
    .where('user_id', 'in', ids)
    .execute();
  return new Map(rows.map((row) => [row.user_id, row.display_name]));
}

type Summed = { readonly total_kwh: string; readonly total_minor: number };

/** Quantities are decimal text, which no database adds; they are added here, exactly. */
function sumBills(rows: readonly Summed[]) {
  return {
    billCount: rows.length,
    totalKwh: decimalText(rows.reduce((sum, row) => sum.plus(decimalOf(row.total_kwh)), new Decimal(0))),
    totalMinor: rows.reduce((sum, row) => sum + row.total_minor, 0),
  };
}

/** The trial bills of a run by tariff. */
export async function sumByTariff(db: LedgerDatabase, billRunId: string) {
  const rows = await db
    .selectFrom('trial_bill')
    .innerJoin('tariff_version', 'tariff_version.tariff_version_id', 'trial_bill.tariff_version_id')
    .innerJoin('tariff', 'tariff.tariff_id', 'tariff_version.tariff_id')
    .select(['tariff.tariff_code', 'tariff.name', 'trial_bill.total_kwh', 'trial_bill.total_minor'])
    .where('trial_bill.bill_run_id', '=', billRunId)
    .where('trial_bill.state', '=', 'calculated')
    .orderBy('tariff.tariff_code')
    .execute();
  const codes = [...new Set(rows.map((row) => row.tariff_code))];
  return codes.map((tariffCode) => {
    const own = rows.filter((row) => row.tariff_code === tariffCode);
    return { tariffCode, tariffName: own[0]?.name ?? '', ...sumBills(own) };
  });
}

/** The trial lines of a run by item. */
export async function sumByItem(db: LedgerDatabase, billRunId: string) {
  const rows = await db
    .selectFrom('trial_bill_line')
    .innerJoin('trial_bill', 'trial_bill.trial_bill_id', 'trial_bill_line.trial_bill_id')
    .select((eb) => [
      'trial_bill_line.item_code',
      'trial_bill_line.item_name',
      'trial_bill_line.kind',
      'trial_bill_line.posting_account',
      eb.fn.sum<number>('trial_bill_line.amount_minor').as('amount_minor'),
    ])
    .where('trial_bill.bill_run_id', '=', billRunId)
    .where('trial_bill.state', '=', 'calculated')
    .groupBy([
      'trial_bill_line.item_code',
      'trial_bill_line.item_name',
      'trial_bill_line.kind',
      'trial_bill_line.posting_account',
    ])
    .orderBy('trial_bill_line.item_code')
    .execute();
  return rows.map((row) => ({
    itemCode: row.item_code,
    itemName: row.item_name,
    kind: row.kind,
    account: row.posting_account,
    amountMinor: minor(row.amount_minor),
  }));
}

/** Exceptions of a run by rule and state. */
export async function countByRule(db: LedgerDatabase, billRunId: string) {
  return db
    .selectFrom('bill_exception')
    .select((eb) => ['rule_code', 'severity', 'state', eb.fn.countAll<number>().as('count')])
    .where('bill_run_id', '=', billRunId)
    .groupBy(['rule_code', 'severity', 'state'])
    .execute();
}

/** The route's issued bills of a period; `null` when there are none. */
export async function sumIssued(db: LedgerDatabase, routeId: string, period: string) {
  const rows = await db
    .selectFrom('bill')
    .innerJoin('service_point', 'service_point.service_point_id', 'bill.service_point_id')
    .select(['bill.kind', 'bill.total_kwh', 'bill.total_minor'])
    .where('service_point.route_id', '=', routeId)
    .where('bill.period', '=', period)
    .execute();
  // What was corrected later counts with its amounts, not as another bill.
  const billCount = rows.filter(({ kind }) => kind === 'regular').length;
  return rows.length === 0 ? null : { period, ...sumBills(rows), billCount };
}

export async function countEstimated(db: LedgerDatabase, billRunId: string) {
  const row = await db
    .selectFrom('trial_bill')
    .select((eb) => [
      eb.fn.countAll<number>().as('point_count'),
      eb.fn.sum<number>('is_estimated').as('estimated_count'),
    ])
    .where('bill_run_id', '=', billRunId)
    .executeTakeFirstOrThrow();
  return { servicePointCount: row.point_count, estimatedCount: row.estimated_count ?? 0 };
}
