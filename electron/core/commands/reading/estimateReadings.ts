import { readingEstimate } from '#shared/contract/reading.ts';
import { daysBetween, type LocalDate, type Period } from '#shared/domain/localDate.ts';
import { type Decimal, decimalOf } from '#shared/domain/money.ts';
import { placeInCycle } from '#shared/domain/reading/cycle.ts';
import { estimatedValue } from '#shared/domain/reading/estimate.ts';
import type { EstimateMethod } from '#shared/domain/reading/estimateMethods.ts';
import type { MeterPlace } from '#shared/domain/reading/meterPlace.ts';
import type { RegisterCode } from '#shared/domain/reading/registers.ts';
import type { Segment } from '#shared/domain/reading/segments.ts';
import { usageHistory } from '#shared/domain/reading/usageHistory.ts';
import { ok, type Result, refused } from '#shared/lib/result.ts';
import {
  type IntakeContext,
  intakeContext,
  ReadingPolicies,
} from '../../db/repositories/reading/intakeContext.ts';
import { loadSegments } from '../../db/repositories/reading/series.ts';
import { handleCommand } from '../../rpc/handlers.ts';
import { placeOnDay, recordedAnswer, takePoint } from './takePoint.ts';

export const estimateReadings = handleCommand(readingEstimate, async (context, input) => {
  const intake = intakeContext(context);
  const { servicePointId, period, readOn, method, reason } = input;
  const place = await placeOnDay(intake, servicePointId, readOn);
  if (!place.ok) return context.refuse(place.error.code, place.error.detail);
  if (method === 'customer' && input.readings === null) return context.refuse('readings_missing');
  if (method !== 'customer' && input.readings !== null) return context.refuse('readings_not_wanted');
  const values =
    method === 'customer'
      ? ok((input.readings ?? []).map((one) => ({ ...one, value: decimalOf(one.value) })))
      : await estimates(intake, place.value, period, readOn, method);
  if (!values.ok) return context.refuse('no_history', { registerCode: values.error });
  if (values.value.length === 0) return context.refuse('already_read', { period });
  const quality = method === 'customer' ? 'customer' : 'estimated';
  const taken = await takePoint(intake, place.value, readOn, quality, values.value, {
    period,
    estimateMethod: method,
    reason,
  });
  if (!taken.ok) return context.refuse(taken.error.code, taken.error.detail);
  context.audit({
    subjectType: 'service_point',
    subjectId: servicePointId,
    detail: { period, readOn, method, reason, readings: taken.value.readings },
  });
  context.publish('reading');
  return ok(recordedAnswer(taken.value));
});

type Values = readonly { readonly registerCode: RegisterCode; readonly value: Decimal }[];

/**
 * The registers of the meter that were not read in the period, by the method; those that were keep their readings. Refused
 * with the register that has nothing to go by.
 */
async function estimates(
  context: IntakeContext,
  place: MeterPlace,
  stated: Period,
  readOn: LocalDate,
  method: Exclude<EstimateMethod, 'customer'>,
): Promise<Result<Values, RegisterCode>> {
  const policy = new ReadingPolicies(context.settingsJson).of(place.customerClass);
  const { period } = placeInCycle(readOn, stated, place.cycleDay, policy.cycleWindowDays);
  const segments = (await loadSegments(context.tx, [place.servicePointId])).get(place.servicePointId) ?? [];
  const values: { registerCode: RegisterCode; value: Decimal }[] = [];
  for (const registerCode of place.registers) {
    const ofRegister = segments.filter(
      (one) => one.registerCode === registerCode && one.meterId === place.meterId,
    );
    if (isReadIn(period, ofRegister)) continue;
    const last = ofRegister.findLast(({ to }) => to.readOn < readOn && to.kind !== 'removal')?.to;
    const history = usageHistory(segments, registerCode, { readOn, period }, policy.averagePeriods);
    const value =
      last && estimatedValue(method, last.value, history, daysBetween(last.readOn, readOn), place.meter);
    if (!value) return refused(registerCode);
    values.push({ registerCode, value });
  }
  return ok(values);
}

function isReadIn(period: Period, segments: readonly Segment[]): boolean {
  return segments.some((one) => one.period === period && one.to.kind === 'cycle');
}
