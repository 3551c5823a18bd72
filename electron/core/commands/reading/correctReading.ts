import { readingCorrect } from '#shared/contract/reading.ts';
import type { LocalDate, Period } from '#shared/domain/localDate.ts';
import { decimalOf } from '#shared/domain/money.ts';
import { unfitValue } from '#shared/domain/reading/meterFacts.ts';
import type { RegisterCode } from '#shared/domain/reading/registers.ts';
import { assert } from '#shared/lib/assert.ts';
import { ok } from '#shared/lib/result.ts';
import { insertMany } from '../../db/repositories/bulk.ts';
import { intakeContext } from '../../db/repositories/reading/intakeContext.ts';
import { loadLocks } from '../../db/repositories/reading/locks.ts';
import { loadMeterFacts } from '../../db/repositories/reading/meterPlaces.ts';
import { correctedReading, loadReading, loadReplacement } from '../../db/repositories/reading/readings.ts';
import { recheckPoint } from '../../db/repositories/reading/recheckPoint.ts';
import { loadWholeSeries } from '../../db/repositories/reading/series.ts';
import { loadServicePoint } from '../../db/repositories/reading/servicePoints.ts';
import { handleCommand } from '../../rpc/handlers.ts';
import { recordedAnswer } from './takePoint.ts';

export const correctReading = handleCommand(readingCorrect, async (context, input) => {
  const { tx } = context;
  const reading = await loadReading(tx, input.readingId);
  if (!reading) return context.refuse('not_found', { readingId: input.readingId });
  const replacement = await loadReplacement(tx, reading.reading_id);
  if (replacement) return context.refuse('superseded', { readingId: replacement.reading_id });
  const registerCode = reading.register_code as RegisterCode;
  const readOn = reading.read_on as LocalDate;

  // The reading after it counts from this one, so its period changes with it.
  const series = (await loadWholeSeries(tx, [reading.service_point_id])).get(reading.service_point_id);
  const later = series?.hasLater(reading.meter_id, registerCode, readOn);
  const point = await loadServicePoint(tx, reading.service_point_id);
  assert(point !== null, 'a reading has a service point');
  const isLocked = await loadLocks(tx, [point.route_id]);
  const periods = [reading.period as Period, ...(later ? [later.period] : [])];
  const locked = periods.find((period) => isLocked(point.route_id, period, point.service_point_id));
  if (locked !== undefined) return context.refuse('period_locked', { period: locked });

  const value = decimalOf(input.value);
  if (value.eq(decimalOf(reading.reading_kwh))) return context.refuse('value_unchanged');
  const meter = (await loadMeterFacts(tx, [reading.meter_id])).get(reading.meter_id);
  assert(meter !== undefined, 'a reading has a meter');
  const unfit = unfitValue(value, meter);
  if (unfit === 'value_negative' || unfit === 'digit_overflow' || unfit === 'too_many_decimals') {
    return context.refuse(unfit, { registerCode, value: input.value });
  }

  const corrected = correctedReading(context, reading, input.value, input.reason);
  const readingId = corrected.reading_id;
  await insertMany(tx, 'reading', [corrected]);
  const anomalies = await recheckPoint(
    intakeContext(context),
    reading.service_point_id,
    readOn,
    input.reason,
  );
  context.audit({
    subjectType: 'reading',
    subjectId: readingId,
    detail: {
      supersedes: reading.reading_id,
      before: reading.reading_kwh,
      after: input.value,
      reason: input.reason,
    },
  });
  context.publish('reading');
  return ok(recordedAnswer({ readings: [{ readingId, registerCode, value: input.value }], anomalies }));
});
