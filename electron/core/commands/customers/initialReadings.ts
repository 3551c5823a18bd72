import type { MeterDescription, RegisterValue } from '#shared/domain/customers/checkMeter.ts';
import type { Period } from '#shared/domain/localDate.ts';
import { assert } from '#shared/lib/assert.ts';
import { insertMany } from '../../db/repositories/bulk.ts';
import { isInitialAt } from '../../db/repositories/customers/initialReadings.ts';
import type { MeterSpan } from '../../db/repositories/customers/meters.ts';
import { loadServicePoint } from '../../db/repositories/customers/servicePoints.ts';
import { loadLocks } from '../../db/repositories/reading/locks.ts';
import { correctedReading } from '../../db/repositories/reading/readings.ts';
import type { ReadingRow } from '../../db/schema/reading.ts';
import type { CommandContext } from '../../rpc/handlers.ts';

type Work = Pick<CommandContext, 'tx' | 'newId' | 'actor' | 'now'>;

/** The period, submitted or issued, that readings at the beginning of these registers belong to, or the first ones after them. */
export async function findLockedPeriod(
  { tx }: Work,
  place: MeterSpan,
  readings: readonly ReadingRow[],
  values: readonly RegisterValue[],
): Promise<Period | null> {
  const point = await loadServicePoint(tx, place.servicePointId);
  assert(point !== undefined, 'a meter is at a service point');
  const isLocked = await loadLocks(tx, [point.route_id]);
  const begin = beginningOf(place, readings);
  const periods = values.flatMap(({ registerCode }) => {
    const later = readings.filter(
      (one) =>
        one.service_point_id === place.servicePointId &&
        one.register_code === registerCode &&
        one.read_on > begin.read_on,
    );
    return [begin, ...later.slice(0, 1)].map(({ period }) => period as Period);
  });
  return periods.find((period) => isLocked(point.route_id, period, place.servicePointId)) ?? null;
}

/** Writes what registers showed at the beginning: anew where the meter had them not, as a version after the mistyped one else. */
export async function writeInitialReadings(
  context: Work,
  place: MeterSpan,
  readings: readonly ReadingRow[],
  values: readonly RegisterValue[],
  reason: string,
): Promise<void> {
  const begin = beginningOf(place, readings);
  const rows = values.map(({ registerCode, value }) => {
    const before = readings.find((one) => isInitialAt(place, one) && one.register_code === registerCode);
    const row = correctedReading(context, before ?? begin, value, reason);
    return before ? row : { ...row, register_code: registerCode, supersedes_id: null };
  });
  await insertMany(context.tx, 'reading', rows);
}

/** Initial readings in words of the trail: what the ledger had of the registers that are corrected. */
export function initialReadingsBefore(
  place: MeterSpan,
  readings: readonly ReadingRow[],
  { registers }: MeterDescription,
  values: readonly RegisterValue[],
) {
  const codes = values.map(({ registerCode }) => registerCode).filter((code) => registers.includes(code));
  return readings
    .filter((one) => isInitialAt(place, one) && codes.some((code) => code === one.register_code))
    .map((one) => ({ registerCode: one.register_code, value: one.reading_kwh }));
}

/** Every register of a meter begins on the same day: the total's reading tells it, and its period. */
function beginningOf(place: MeterSpan, readings: readonly ReadingRow[]): ReadingRow {
  const begin = readings.find((one) => isInitialAt(place, one) && one.register_code === 'total');
  assert(begin !== undefined, 'an installed meter has an initial reading of its total');
  return begin;
}
