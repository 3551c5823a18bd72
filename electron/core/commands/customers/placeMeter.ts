import type { KnownMeter, MeterDescription, RegisterValue } from '#shared/domain/customers/checkMeter.ts';
import type { Surroundings } from '#shared/domain/customers/decideMeterChange.ts';
import type { LocalDate, Period } from '#shared/domain/localDate.ts';
import { assert } from '#shared/lib/assert.ts';
import { insertMany } from '../../db/repositories/bulk.ts';
import {
  boundaryReadings,
  installationRow,
  meterRow,
  registerRows,
} from '../../db/repositories/customers/meterRows.ts';
import { loadKnownMeter, loadLastReading } from '../../db/repositories/customers/meters.ts';
import { loadRoute } from '../../db/repositories/customers/routes.ts';
import { loadLocks } from '../../db/repositories/reading/locks.ts';
import type { ServicePointRow } from '../../db/schema/customers.ts';
import type { CommandContext } from '../../rpc/handlers.ts';

type Work = Pick<CommandContext, 'tx' | 'newId' | 'actor' | 'now' | 'businessDate'>;

/** What a change of meters at a service point is decided by. */
export async function loadSurroundings(context: Work, point: ServicePointRow, meterNo: string) {
  const { tx } = context;
  const route = await loadRoute(tx, point.route_id);
  assert(route !== undefined, 'a service point has a route');
  const isLocked = await loadLocks(tx, [point.route_id]);
  const { lastOfMeter, ...last } = await loadLastReading(tx, point.service_point_id);
  const known = await loadKnownMeter(tx, meterNo);
  const around: Surroundings = {
    ...last,
    today: context.businessDate,
    cycleDay: route.cycle_day,
    known,
    isLocked: (period) => isLocked(point.route_id, period),
  };
  return { around, known, lastOfMeter };
}

type Placing = {
  readonly servicePointId: string;
  readonly meter: MeterDescription;
  readonly known: (KnownMeter & { readonly meterId: string }) | null;
  readonly installedOn: LocalDate;
  readonly period: Period;
  readonly readings: readonly RegisterValue[];
  readonly reason: string | null;
};

/** Writes a meter's place at a service point and the readings that its counting begins with. */
export async function placeMeter(context: Work, placing: Placing) {
  const { tx, newId, actor, now } = context;
  const { servicePointId, meter, known, installedOn, period, reason } = placing;
  const meterId = known?.meterId ?? newId();
  const installationId = newId();
  if (!known) {
    await insertMany(tx, 'meter', [meterRow(meterId, meter)]);
    await insertMany(tx, 'meter_register', registerRows(meterId, meter));
  }
  await insertMany(tx, 'meter_installation', [
    installationRow(installationId, servicePointId, meterId, installedOn),
  ]);
  const rows = boundaryReadings(
    { newId, userId: actor.userId, now },
    { servicePointId, meterId },
    { readOn: installedOn, period },
    'installation',
    placing.readings,
    { source: 'keyed', batchId: null, reason },
  );
  await insertMany(tx, 'reading', rows);
  return { installationId, meterId };
}
