import type { PriceVersion } from '#shared/domain/billing/explainBill.ts';
import { minor } from '#shared/domain/money.ts';
import type { LedgerDatabase } from '../../database.ts';
import type { BillExceptionRow, BillRow, TrialBillRow } from '../../schema/billing.ts';
import { beginsWith } from '../textSearch.ts';

export type ExceptionFilter = {
  readonly billRunId: string;
  readonly ruleCode?: string | undefined;
  readonly severity?: BillExceptionRow['severity'] | undefined;
  readonly state?: BillExceptionRow['state'] | undefined;
  readonly inTheWay?: boolean | undefined;
};

/** Exceptions of a run in the order in which they were found. */
export async function pageExceptions(
  db: LedgerDatabase,
  filter: ExceptionFilter,
  after: string | null,
  limit: number,
) {
  let query = db
    .selectFrom('bill_exception')
    .innerJoin('trial_bill', 'trial_bill.trial_bill_id', 'bill_exception.trial_bill_id')
    .innerJoin('service_point', 'service_point.service_point_id', 'bill_exception.service_point_id')
    .innerJoin('customer', 'customer.customer_id', 'trial_bill.customer_id')
    .leftJoin('user_account', 'user_account.user_id', 'bill_exception.resolved_by')
    .selectAll('bill_exception')
    .select([
      'trial_bill.total_kwh',
      'trial_bill.total_minor',
      'service_point.service_point_no',
      'customer.account_no',
      'customer.name as customer_name',
      'user_account.display_name as resolved_by_name',
    ])
    .where('bill_exception.bill_run_id', '=', filter.billRunId)
    .orderBy('bill_exception.exception_id')
    .limit(limit);
  if (filter.ruleCode !== undefined) query = query.where('bill_exception.rule_code', '=', filter.ruleCode);
  if (filter.severity !== undefined) query = query.where('bill_exception.severity', '=', filter.severity);
  if (filter.state !== undefined) query = query.where('bill_exception.state', '=', filter.state);
  if (filter.inTheWay === true) {
    query = query.where('bill_exception.state', '=', 'open').where('bill_exception.severity', '<>', 'note');
  }
  if (after !== null) query = query.where('bill_exception.exception_id', '>', after);
  return query.execute();
}

export type TrialFilter = {
  readonly billRunId: string;
  readonly ruleCode?: string | undefined;
  readonly exceptionState?: BillExceptionRow['state'] | undefined;
  readonly state?: TrialBillRow['state'] | undefined;
  readonly search?: string | undefined;
};

/** Trial bills of a run in walking order. */
export async function pageTrialBills(
  db: LedgerDatabase,
  filter: TrialFilter,
  after: { readonly routePosition: number; readonly trialBillId: string } | null,
  limit: number,
) {
  const { ruleCode, exceptionState, state, search } = filter;
  let query = db
    .selectFrom('trial_bill')
    .innerJoin('service_point', 'service_point.service_point_id', 'trial_bill.service_point_id')
    .innerJoin('customer', 'customer.customer_id', 'trial_bill.customer_id')
    .selectAll('trial_bill')
    .select(['service_point.service_point_no', 'customer.account_no', 'customer.name as customer_name'])
    .where('trial_bill.bill_run_id', '=', filter.billRunId)
    .orderBy('trial_bill.route_position')
    .orderBy('trial_bill.trial_bill_id')
    .limit(limit);
  if (state !== undefined) query = query.where('trial_bill.state', '=', state);
  if (ruleCode !== undefined || exceptionState !== undefined) {
    query = query.where('trial_bill.trial_bill_id', 'in', (eb) => {
      let exceptions = eb
        .selectFrom('bill_exception')
        .select('bill_exception.trial_bill_id')
        .where('bill_exception.bill_run_id', '=', filter.billRunId);
      if (ruleCode !== undefined) exceptions = exceptions.where('rule_code', '=', ruleCode);
      if (exceptionState !== undefined) {
        exceptions = exceptions.where('bill_exception.state', '=', exceptionState);
      }
      return exceptions;
    });
  }
  if (search) {
    query = query.where((eb) =>
      eb.or([beginsWith(eb.ref('customer.account_no'), search), beginsWith(eb.ref('customer.name'), search)]),
    );
  }
  if (after !== null) {
    query = query.where((eb) =>
      eb.or([
        eb('trial_bill.route_position', '>', after.routePosition),
        eb.and([
          eb('trial_bill.route_position', '=', after.routePosition),
          eb('trial_bill.trial_bill_id', '>', after.trialBillId),
        ]),
      ]),
    );
  }
  return query.execute();
}

/** Exceptions of these trial bills with who worked them. */
export async function listExceptionsOf(db: LedgerDatabase, trialBillIds: readonly string[]) {
  if (trialBillIds.length === 0) return [];
  return db
    .selectFrom('bill_exception')
    .leftJoin('user_account', 'user_account.user_id', 'bill_exception.resolved_by')
    .selectAll('bill_exception')
    .select('user_account.display_name as resolved_by_name')
    .where('trial_bill_id', 'in', trialBillIds)
    .orderBy('exception_id')
    .execute();
}

export async function loadTrialBill(db: LedgerDatabase, trialBillId: string) {
  return db.selectFrom('trial_bill').selectAll().where('trial_bill_id', '=', trialBillId).executeTakeFirst();
}

export async function loadTrialLines(db: LedgerDatabase, trialBillId: string) {
  return db
    .selectFrom('trial_bill_line')
    .selectAll()
    .where('trial_bill_id', '=', trialBillId)
    .orderBy('line_no')
    .execute();
}

/** Names and numbers that a bill shows about its service point. */
export async function loadBillPoint(db: LedgerDatabase, servicePointId: string, customerId: string) {
  return db
    .selectFrom('service_point')
    .innerJoin('customer', (join) => join.on('customer.customer_id', '=', customerId))
    .select([
      'service_point.service_point_no',
      'service_point.address',
      'customer.account_no',
      'customer.name as customer_name',
      'customer.customer_class',
    ])
    .where('service_point.service_point_id', '=', servicePointId)
    .executeTakeFirstOrThrow();
}

export async function loadTariffFacts(db: LedgerDatabase, tariffVersionId: string | null) {
  if (tariffVersionId === null) return null;
  const row = await db
    .selectFrom('tariff_version')
    .innerJoin('tariff', 'tariff.tariff_id', 'tariff_version.tariff_id')
    .select([
      'tariff.tariff_code',
      'tariff.name',
      'tariff_version.version_no',
      'tariff_version.start_on',
      'tariff_version.document_no',
    ])
    .where('tariff_version.tariff_version_id', '=', tariffVersionId)
    .executeTakeFirstOrThrow();
  return {
    tariffCode: row.tariff_code,
    tariffName: row.name,
    versionNo: row.version_no,
    startOn: row.start_on,
    documentNo: row.document_no,
  };
}

export async function loadBill(db: LedgerDatabase, billId: string): Promise<BillRow | undefined> {
  return db.selectFrom('bill').selectAll().where('bill_id', '=', billId).executeTakeFirst();
}

export async function loadBillByNo(db: LedgerDatabase, billNo: string) {
  return db
    .selectFrom('bill')
    .innerJoin('user_account', 'user_account.user_id', 'bill.issued_by')
    .selectAll('bill')
    .select('user_account.display_name as issued_by_name')
    .where('bill_no', '=', billNo)
    .executeTakeFirst();
}

export async function loadBillLines(db: LedgerDatabase, billId: string) {
  return db.selectFrom('bill_line').selectAll().where('bill_id', '=', billId).orderBy('line_no').execute();
}

export async function loadBillReceivable(db: LedgerDatabase, billId: string) {
  return db.selectFrom('receivable').selectAll().where('bill_id', '=', billId).executeTakeFirst();
}

/** What prepaid money paid of a bill; money that a reversal or a credit gave back is not counted. */
export async function sumPrepaidUsed(db: LedgerDatabase, billId: string): Promise<number> {
  const { used } = await db
    .selectFrom('prepaid_movement')
    .select((eb) => eb.fn.sum<number>('amount_minor').as('used'))
    .where('bill_id', '=', billId)
    .where('amount_minor', '<', 0)
    .executeTakeFirstOrThrow();
  return used === null ? 0 : -minor(used);
}

/** The price versions that a bill's lines name, and that of the bill itself. */
export async function loadPriceVersions(
  db: LedgerDatabase,
  tariffVersionIds: readonly string[],
): Promise<readonly PriceVersion[]> {
  if (tariffVersionIds.length === 0) return [];
  return db
    .selectFrom('tariff_version')
    .innerJoin('tariff', 'tariff.tariff_id', 'tariff_version.tariff_id')
    .select([
      'tariff_version.tariff_version_id as tariffVersionId',
      'tariff.name as tariffName',
      'tariff_version.version_no as versionNo',
      'tariff_version.document_no as documentNo',
    ])
    .where('tariff_version.tariff_version_id', 'in', tariffVersionIds)
    .execute();
}
