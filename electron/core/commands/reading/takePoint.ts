import type { LocalDate, Period } from '#shared/domain/localDate.ts';
import { type Decimal, decimalText } from '#shared/domain/money.ts';
import type { AnomalyRule } from '#shared/domain/reading/anomalyRules.ts';
import { type Candidate, type MeterPlace, unfitReading } from '#shared/domain/reading/meterPlace.ts';
import type { RegisterCode } from '#shared/domain/reading/registers.ts';
import { ok, type Result, refused } from '#shared/lib/result.ts';
import { ReadingIntake } from '../../db/repositories/reading/intake.ts';
import type { IntakeContext, IntakeSource } from '../../db/repositories/reading/intakeContext.ts';
import { loadPlacesOfPoint } from '../../db/repositories/reading/meterPlaces.ts';
import { loadServicePoint } from '../../db/repositories/reading/servicePoints.ts';
import type { ReadingAnomalyRow } from '../../db/schema/reading.ts';

/** Refusals that taking the readings of one service point by hand shares, whatever their origin. */
export type PointRefusal = {
  readonly code:
    | 'not_found'
    | 'date_in_future'
    | 'meter_not_installed'
    | 'period_locked'
    | 'already_read'
    | 'before_opening'
    | 'register_not_on_meter'
    | 'value_negative'
    | 'digit_overflow'
    | 'too_many_decimals';
  readonly detail: Readonly<Record<string, unknown>>;
};

export type RecordedReadings = {
  readonly readings: readonly { readingId: string; registerCode: RegisterCode; value: string }[];
  readonly anomalies: readonly ReadingAnomalyRow[];
};

/** The meter that was at a service point on a day. */
export async function placeOnDay(
  context: IntakeContext,
  servicePointId: string,
  readOn: LocalDate,
): Promise<Result<MeterPlace, PointRefusal>> {
  const { tx, businessDate } = context;
  if (!(await loadServicePoint(tx, servicePointId))) {
    return refused({ code: 'not_found', detail: { servicePointId } });
  }
  if (readOn > businessDate) return refused({ code: 'date_in_future', detail: { businessDate } });
  const places = await loadPlacesOfPoint(tx, servicePointId);
  const place = places.findLast(
    ({ installedOn, removedOn }) => installedOn <= readOn && (removedOn === null || readOn <= removedOn),
  );
  return place ? ok(place) : refused({ code: 'meter_not_installed', detail: { servicePointId, readOn } });
}

/** Takes readings of one meter on one day, all of them or none. */
export async function takePoint(
  context: IntakeContext,
  place: MeterPlace,
  readOn: LocalDate,
  quality: Candidate['quality'],
  values: readonly { readonly registerCode: RegisterCode; readonly value: Decimal }[],
  source: Pick<IntakeSource, 'period' | 'estimateMethod' | 'reason'>,
): Promise<Result<RecordedReadings, PointRefusal>> {
  for (const { registerCode, value } of values) {
    const unfit = unfitReading(place, registerCode, readOn, value, context.businessDate);
    if (unfit) {
      const detail = { registerCode, value: decimalText(value) };
      return refused({ code: unfit.code as PointRefusal['code'], detail });
    }
  }
  const intake = await ReadingIntake.begin(context, {
    ...source,
    batchId: null,
    revisedBatches: new Set(),
    routeId: null,
    source: 'keyed',
  });
  const stated = { multiplier: null, previous: null };
  const outcomes = await intake.take(
    values.map(({ registerCode, value }) => ({
      candidate: { place, registerCode, readOn, value, quality, stated },
      lineNo: null,
    })),
  );
  const readings: { readingId: string; registerCode: RegisterCode; value: string }[] = [];
  for (const [index, outcome] of outcomes.entries()) {
    const one = values[index];
    if (!one) continue;
    const { registerCode, value } = one;
    if (outcome.state !== 'accepted') return refused(refusalOf(outcome, registerCode, readOn));
    readings.push({ readingId: outcome.readingId, registerCode, value: decimalText(value) });
  }
  await intake.finish();
  return ok({ readings, anomalies: intake.found });
}

type NotTaken = Exclude<Awaited<ReturnType<ReadingIntake['take']>>[number], { state: 'accepted' }>;

function refusalOf(outcome: NotTaken, registerCode: RegisterCode, readOn: LocalDate): PointRefusal {
  if (outcome.state !== 'rejected') return { code: 'already_read', detail: { registerCode, readOn } };
  const { code, value } = outcome;
  if (code === 'period_locked') return { code, detail: { period: value as Period } };
  if (code === 'before_opening') return { code, detail: { registerCode, openedOn: value } };
  return { code: 'already_read', detail: { registerCode, readOn, value } };
}

/** The answer of commands that record readings. */
export function recordedAnswer({ readings, anomalies }: RecordedReadings) {
  return {
    readings: [...readings],
    anomalies: anomalies.map((row) => ({
      anomalyId: row.anomaly_id,
      ruleCode: row.rule_code as AnomalyRule,
      severity: row.severity,
      registerCode: row.register_code as RegisterCode,
    })),
  };
}
