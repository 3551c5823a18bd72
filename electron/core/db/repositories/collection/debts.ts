import type { Debt } from '#shared/domain/collection/allocatePayment.ts';
import { type CollectionSettings, lateFeeRatesOf } from '#shared/domain/collection/collectionSettings.ts';
import { dueLateFee, type LateFeeCharge } from '#shared/domain/collection/lateFee.ts';
import { daysBetween, type LocalDate } from '#shared/domain/localDate.ts';
import { type DecimalText, minor, sumMinor } from '#shared/domain/money.ts';
import { groupBy } from '#shared/lib/collections.ts';
import type { LedgerDatabase } from '../../database.ts';

/** What is owed on a bill on a day, and the late fee that is not charged yet. */
export type OpenDebt = Debt & {
  readonly billNo: string;
  readonly period: string;
  readonly dueOn: LocalDate;
  readonly overdueDays: number;
  readonly amountMinor: number;
  readonly receivedMinor: number;
  /** To be charged when this bill is paid; part of `lateFeeMinor`. */
  readonly newCharges: readonly LateFeeCharge[];
};

/**
 * What a customer owes on a day, the earliest due first: unpaid principal, late fees charged and not paid,
 * and late fees that have come up to that day. Bills with nothing left to pay are not among them.
 */
export async function loadDebts(
  db: LedgerDatabase,
  customer: { readonly customer_id: string; readonly customer_class: string },
  paidOn: LocalDate,
  settings: CollectionSettings,
): Promise<readonly OpenDebt[]> {
  const rates = lateFeeRatesOf(settings, customer.customer_class);
  const charges = groupBy(await loadCharges(db, customer.customer_id), (row) => row.receivableId);
  const paidFees = new Map(
    (await loadPaidLateFees(db, customer.customer_id)).map((row) => [row.receivable_id, row.paid_minor]),
  );
  const debts = (await loadReceivables(db, customer.customer_id)).map((row): OpenDebt => {
    const charged = charges.get(row.receivable_id) ?? [];
    const principalMinor = minor(row.amount_minor - row.received_minor);
    const newCharges = dueLateFee(
      {
        dueOn: row.due_on as LocalDate,
        unpaidMinor: principalMinor,
        charged,
        rates,
        leastMinor: settings.leastLateFeeMinor,
      },
      paidOn,
    );
    const allFees = sumMinor([...charged, ...newCharges].map(({ amountMinor }) => amountMinor));
    return {
      receivableId: row.receivable_id,
      billNo: row.bill_no,
      period: row.period,
      dueOn: row.due_on as LocalDate,
      overdueDays: Math.max(0, daysBetween(row.due_on as LocalDate, paidOn)),
      amountMinor: row.amount_minor,
      receivedMinor: row.received_minor,
      principalMinor,
      lateFeeMinor: minor(allFees - minor(paidFees.get(row.receivable_id) ?? 0)),
      newCharges,
    };
  });
  return debts.filter(({ principalMinor, lateFeeMinor }) => principalMinor > 0 || lateFeeMinor > 0);
}

async function loadReceivables(db: LedgerDatabase, customerId: string) {
  return db
    .selectFrom('receivable')
    .innerJoin('bill', 'bill.bill_id', 'receivable.bill_id')
    .select([
      'receivable.receivable_id',
      'bill.bill_no',
      'receivable.period',
      'receivable.due_on',
      'receivable.amount_minor',
      'receivable.received_minor',
    ])
    .where('receivable.customer_id', '=', customerId)
    .where('receivable.state', '<>', 'written_off')
    .orderBy('receivable.due_on')
    .orderBy('receivable.period')
    .orderBy('bill.bill_no')
    .execute();
}

async function loadCharges(db: LedgerDatabase, customerId: string) {
  const rows = await db
    .selectFrom('late_fee_charge as charge')
    .innerJoin('receivable', 'receivable.receivable_id', 'charge.receivable_id')
    .select([
      'charge.receivable_id',
      'charge.from_on',
      'charge.until_on',
      'charge.base_minor',
      'charge.daily_rate',
      'charge.amount_minor',
    ])
    .where('receivable.customer_id', '=', customerId)
    .orderBy('charge.until_on')
    .execute();
  return rows.map((row) => ({
    receivableId: row.receivable_id,
    fromOn: row.from_on as LocalDate,
    untilOn: row.until_on as LocalDate,
    baseMinor: minor(row.base_minor),
    dailyRate: row.daily_rate as DecimalText,
    amountMinor: minor(row.amount_minor),
  }));
}

async function loadPaidLateFees(db: LedgerDatabase, customerId: string) {
  return db
    .selectFrom('receipt_allocation as allocation')
    .innerJoin('receivable', 'receivable.receivable_id', 'allocation.receivable_id')
    .select((eb) => [
      'allocation.receivable_id',
      eb.fn.sum<number>('allocation.amount_minor').as('paid_minor'),
    ])
    .where('receivable.customer_id', '=', customerId)
    .where('allocation.kind', '=', 'late_fee')
    .groupBy('allocation.receivable_id')
    .execute();
}
