import type { Period } from '#shared/domain/localDate.ts';
import type { LedgerDatabase } from '../db/database.ts';
import { selectByKeys } from '../db/repositories/byKeys.ts';

/** An installed meter with what its registers showed in the last two months. */
export type MeterState = {
  readonly accountNo: string;
  readonly meterNo: string;
  readonly digits: number;
  readonly multiplier: string;
  readonly registers: Map<string, { before: string; last: string }>;
};

/** The installed meters of a route in walking order, with their readings of the months `before` and `last`. */
export async function loadMeterStates(
  db: LedgerDatabase,
  routeId: string,
  before: Period,
  last: Period,
): Promise<readonly MeterState[]> {
  const meters = await db
    .selectFrom('service_point as p')
    .innerJoin('meter_installation as i', 'i.service_point_id', 'p.service_point_id')
    .innerJoin('meter as m', 'm.meter_id', 'i.meter_id')
    .innerJoin('customer as c', 'c.customer_id', 'p.customer_id')
    .where('p.route_id', '=', routeId)
    .where('i.removed_on', 'is', null)
    .select(['i.service_point_id', 'i.meter_id', 'c.account_no', 'm.meter_no', 'm.digits', 'm.multiplier'])
    .orderBy('p.route_position')
    .execute();
  const states = new Map<string, MeterState>();
  for (const { meter_id, account_no, meter_no, digits, multiplier } of meters) {
    states.set(meter_id, {
      accountNo: account_no,
      meterNo: meter_no,
      digits,
      multiplier,
      registers: new Map(),
    });
  }
  const readings = await selectByKeys(
    db,
    'sample_readings',
    meters.map(({ service_point_id }) => service_point_id),
    [before, last],
    (keys, [first = '', second = '']) =>
      db
        .selectFrom('reading')
        .select(['meter_id', 'register_code', 'reading_kwh'])
        .where('period', 'in', [first, second])
        .where('service_point_id', 'in', keys)
        .orderBy('service_point_id')
        .orderBy('period'),
  );
  for (const { meter_id, register_code, reading_kwh } of readings) {
    const registers = states.get(meter_id)?.registers;
    const known = registers?.get(register_code);
    registers?.set(register_code, { before: known?.last ?? reading_kwh, last: reading_kwh });
  }
  return [...states.values()];
}
