import { addDays, type LocalDate, type Period, spanOfPeriod } from '#shared/domain/localDate.ts';
import type { LedgerDatabase } from '../../database.ts';
import type { MeterSpan } from '../customers/meters.ts';
import { listSubSupplies, subSuppliesOn } from '../customers/subSupplies.ts';

/**
 * The number of a bill that was made of a meter's readings, `null` where there is none: a bill of where it was installed, of
 * a service point whose bill takes off what the meter behind counted, or of one that has a share of what this meter counted.
 */
export async function findBillOfMeter(
  db: LedgerDatabase,
  places: readonly MeterSpan[],
): Promise<string | null> {
  for (const { servicePointId, installedOn, removedOn } of places) {
    const stated = await listSubSupplies(db, [servicePointId]);
    const around = stated.flatMap(({ child_id, parent_id }) => [child_id, parent_id ?? []].flat());
    let query = db
      .selectFrom('bill')
      .select(['bill_no', 'service_point_id', 'period'])
      .where('service_point_id', 'in', [...new Set([servicePointId, ...around])])
      .where('end_on', '>', installedOn)
      .orderBy('bill_no');
    if (removedOn !== null) query = query.where('start_on', '<', removedOn);
    const bills = await query.execute();
    const isMadeOfIt = (bill: (typeof bills)[number]) =>
      bill.service_point_id === servicePointId ||
      subSuppliesOn(stated, lastDayOf(bill.period as Period)).some(({ child_id, parent_id, kind }) =>
        kind === 'metered'
          ? child_id === servicePointId && parent_id === bill.service_point_id
          : parent_id === servicePointId && child_id === bill.service_point_id,
      );
    const found = bills.find(isMadeOfIt);
    if (found) return found.bill_no;
  }
  return null;
}

const lastDayOf = (period: Period): LocalDate => addDays(spanOfPeriod(period).endOn, -1);
