import type { QuantityTexts } from '#shared/domain/billing/billContent.ts';
import type { IssuedMonth } from '#shared/domain/billing/whatIf.ts';
import type { LocalDate, Period } from '#shared/domain/localDate.ts';
import type { LedgerDatabase } from '../../database.ts';

/** Bills that charge for a month and were not taken back: no mirrors, no adjustments, nothing that was mirrored. */
export function standingBills(db: LedgerDatabase) {
  return db
    .selectFrom('bill')
    .where('kind', 'in', ['regular', 'rebill'])
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('bill as mirror')
            .select('mirror.bill_id')
            .whereRef('mirror.reverses_id', '=', 'bill.bill_id'),
        ),
      ),
    );
}

/** The bills of a service point that stand, of some months, in their order; mirrors and adjustments are not among them. */
export async function listIssuedMonths(
  db: LedgerDatabase,
  servicePointId: string,
  from: Period,
  until: Period,
): Promise<readonly IssuedMonth[]> {
  const rows = await standingBills(db)
    .select(['bill_no', 'period', 'start_on', 'end_on', 'quantities_json', 'total_minor'])
    .where('service_point_id', '=', servicePointId)
    .where('period', '>=', from)
    .where('period', '<=', until)
    .orderBy('period')
    .execute();
  return rows.map((row) => ({
    billNo: row.bill_no,
    period: row.period as Period,
    span: { startOn: row.start_on as LocalDate, endOn: row.end_on as LocalDate },
    quantities: JSON.parse(row.quantities_json) as QuantityTexts,
    totalMinor: row.total_minor,
  }));
}
