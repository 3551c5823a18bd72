import { readingKey } from '#shared/contract/reading.ts';
import { decimalOf } from '#shared/domain/money.ts';
import { ok } from '#shared/lib/result.ts';
import { intakeContext } from '../../db/repositories/reading/intakeContext.ts';
import { handleCommand } from '../../rpc/handlers.ts';
import { placeOnDay, recordedAnswer, takePoint } from './takePoint.ts';

export const keyReadings = handleCommand(readingKey, async (context, input) => {
  const intake = intakeContext(context);
  const { servicePointId, period, readOn, quality } = input;
  const place = await placeOnDay(intake, servicePointId, readOn);
  if (!place.ok) return context.refuse(place.error.code, place.error.detail);
  const values = input.readings.map(({ registerCode, value }) => ({ registerCode, value: decimalOf(value) }));
  const taken = await takePoint(intake, place.value, readOn, quality, values, {
    period,
    estimateMethod: '',
    reason: null,
  });
  if (!taken.ok) return context.refuse(taken.error.code, taken.error.detail);
  context.audit({
    subjectType: 'service_point',
    subjectId: servicePointId,
    detail: { period, readOn, quality, readings: taken.value.readings },
  });
  context.publish('reading');
  return ok(recordedAnswer(taken.value));
});
