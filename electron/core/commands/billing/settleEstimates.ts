import { estimateSettle } from '#shared/contract/billCorrection.ts';
import type { LocalDate, Period } from '#shared/domain/localDate.ts';
import { decimalText } from '#shared/domain/money.ts';
import { ESTIMATE_RULES } from '#shared/domain/reading/anomalyRules.ts';
import { REGISTER_CODES } from '#shared/domain/reading/registers.ts';
import {
  BETWEEN_READINGS,
  contradictedEstimates,
  type SettledReading,
} from '#shared/domain/reading/settleEstimates.ts';
import { assert } from '#shared/lib/assert.ts';
import { ok } from '#shared/lib/result.ts';
import { insertCorrection } from '../../db/repositories/billing/corrections.ts';
import { listIssuedMonths } from '../../db/repositories/billing/issuedMonths.ts';
import { insertMany } from '../../db/repositories/bulk.ts';
import { loadAnomaly } from '../../db/repositories/reading/anomalies.ts';
import { intakeContext } from '../../db/repositories/reading/intakeContext.ts';
import { loadLocks } from '../../db/repositories/reading/locks.ts';
import { loadMeterFacts } from '../../db/repositories/reading/meterPlaces.ts';
import { loadReading } from '../../db/repositories/reading/readings.ts';
import { recheckPoint } from '../../db/repositories/reading/recheckPoint.ts';
import { loadWholeSeries } from '../../db/repositories/reading/series.ts';
import { loadServicePoint } from '../../db/repositories/reading/servicePoints.ts';
import type { ReadingAnomalyRow } from '../../db/schema/reading.ts';
import { type CommandContext, handleCommand } from '../../rpc/handlers.ts';
import { loadCorrectableBill } from './correctableBill.ts';
import { newCorrection } from './newCorrection.ts';

type Writing = Pick<CommandContext, 'tx' | 'newId' | 'actor' | 'now'>;

export const settleEstimates = handleCommand(estimateSettle, async (context, { anomalyId, reason }) => {
  const { tx } = context;
  const anomaly = await loadAnomaly(tx, anomalyId);
  if (!anomaly) return context.refuse('not_found', { anomalyId });
  if (anomaly.state !== 'open') return context.refuse('already_resolved', { state: anomaly.state });
  const settled = ESTIMATE_RULES.includes(anomaly.rule_code) ? await estimatesBefore(context, anomaly) : [];
  if (settled.length === 0) return context.refuse('not_contradicted');
  const servicePointId = anomaly.service_point_id;
  const periods = [...new Set(settled.map(({ reading }) => reading.period))].sort();
  const issued = await listIssuedMonths(tx, servicePointId, periods[0] as Period, periods.at(-1) as Period);

  const corrections: { correctionId: string; billNo: string; period: string }[] = [];
  for (const { billNo, period } of issued.filter((month) => periods.includes(month.period))) {
    const found = await loadCorrectableBill(tx, billNo);
    if (!found.ok) return context.refuse(found.error.code, found.error.detail);
    const row = newCorrection(context, found.value, { kind: 'rebill', state: 'open', reason });
    await insertCorrection(tx, row);
    corrections.push({ correctionId: row.correction_id, billNo, period });
  }
  const point = await loadServicePoint(tx, servicePointId);
  assert(point !== null, 'an anomaly has a service point');
  const isLocked = await loadLocks(tx, [point.route_id]);
  const locked = [...periods, anomaly.period as Period].find((period) =>
    isLocked(point.route_id, period, servicePointId),
  );
  if (locked !== undefined) return context.refuse('period_locked', { period: locked });

  for (const one of settled) await supersede(context, one, reason);
  const [earliest] = settled.map(({ reading }) => reading.readOn).sort();
  assert(earliest !== undefined, 'something is settled');
  await recheckPoint(intakeContext(context), servicePointId, earliest, reason);
  const readings = settled.map(({ reading, value }) => ({
    registerCode: reading.registerCode,
    period: reading.period,
    readOn: reading.readOn,
    before: decimalText(reading.value),
    after: decimalText(value),
  }));
  context.audit({
    subjectType: 'reading_anomaly',
    subjectId: anomalyId,
    detail: { readings, corrections, reason },
  });
  context.publish('reading');
  context.publish('billing');
  return ok({ readings, corrections });
});

/** The estimates of all registers of the meter before the real reading, whose value is another one. */
async function estimatesBefore(
  { tx }: Pick<CommandContext, 'tx'>,
  anomaly: ReadingAnomalyRow,
): Promise<readonly SettledReading[]> {
  const { service_point_id: servicePointId, meter_id: meterId, reading_id: readingId } = anomaly;
  const real = readingId === null ? null : await loadReading(tx, readingId);
  const series = (await loadWholeSeries(tx, [servicePointId])).get(servicePointId);
  const meter = (await loadMeterFacts(tx, [meterId])).get(meterId);
  assert(series !== undefined && meter !== undefined, 'a finding has a meter at a service point');
  if (!real) return [];
  return REGISTER_CODES.flatMap((code) =>
    contradictedEstimates(series, meterId, code, real.read_on as LocalDate, meter.decimals),
  );
}

/** Puts the settled value in the place of the estimate, which stays to be seen. */
async function supersede(context: Writing, { reading, value }: SettledReading, reason: string) {
  const { tx, newId, actor, now } = context;
  const row = await loadReading(tx, reading.readingId);
  assert(row !== null && row !== undefined, 'an estimate is a reading');
  await insertMany(tx, 'reading', [
    {
      ...row,
      reading_id: newId(),
      reading_kwh: decimalText(value),
      estimate_method: BETWEEN_READINGS,
      supersedes_id: row.reading_id,
      reason,
      batch_id: null,
      line_no: null,
      recorded_by: actor.userId,
      recorded_at: now,
    },
  ]);
}
