import type { Period } from '#shared/domain/localDate.ts';
import type { LedgerDatabase } from '../db/database.ts';

/** An installed meter with what its registers showed in the last two months. */
export type MeterState = {
  readonly routeId: string;
  readonly routeNo: string;
  readonly cycleDay: number;
  readonly accountNo: string;
  readonly meterNo: string;
  readonly digits: number;
  readonly multiplier: string;
  readonly registers: Map<string, { before: string; last: string }>;
};

/** The installed meters in walking order, with their readings of the months `before` and `last`. */
export async function loadMeterStates(
  db: LedgerDatabase,
  before: Period,
  last: Period,
): Promise<readonly MeterState[]> {
  const rows = await db
    .selectFrom('meter_installation as i')
    .innerJoin('meter as m', 'm.meter_id', 'i.meter_id')
    .innerJoin('service_point as p', 'p.service_point_id', 'i.service_point_id')
    .innerJoin('customer as c', 'c.customer_id', 'p.customer_id')
    .innerJoin('route as r', 'r.route_id', 'p.route_id')
    .innerJoin('reading as g', 'g.meter_id', 'm.meter_id')
    .where('i.removed_on', 'is', null)
    .where('g.period', 'in', [before, last])
    .select([
      'i.meter_id',
      'r.route_id',
      'r.route_no',
      'r.cycle_day',
      'c.account_no',
      'm.meter_no',
      'm.digits',
    ])
    .select(['m.multiplier', 'g.register_code', 'g.period', 'g.reading_kwh'])
    .orderBy('r.route_no')
    .orderBy('p.route_position')
    .orderBy('g.period')
    .execute();
  const states = new Map<string, MeterState>();
  for (const row of rows) {
    const state = states.get(row.meter_id) ?? {
      routeId: row.route_id,
      routeNo: row.route_no,
      cycleDay: row.cycle_day,
      accountNo: row.account_no,
      meterNo: row.meter_no,
      digits: row.digits,
      multiplier: row.multiplier,
      registers: new Map(),
    };
    states.set(row.meter_id, state);
    const known = state.registers.get(row.register_code);
    const value = row.reading_kwh;
    state.registers.set(row.register_code, { before: known?.last ?? value, last: value });
  }
  return [...states.values()];
}
