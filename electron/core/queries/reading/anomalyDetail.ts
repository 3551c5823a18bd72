import { anomalyDetail as contract } from '#shared/contract/readingAnomalies.ts';
import type { Period } from '#shared/domain/localDate.ts';
import { decimalText } from '#shared/domain/money.ts';
import type { AnomalyRule } from '#shared/domain/reading/anomalyRules.ts';
import type { RegisterCode } from '#shared/domain/reading/registers.ts';
import { assert } from '#shared/lib/assert.ts';
import { ok } from '#shared/lib/result.ts';
import { loadLocks } from '../../db/repositories/reading/locks.ts';
import { loadPlacesOfPoint } from '../../db/repositories/reading/meterPlaces.ts';
import { loadEarlierVersions, loadSeriesReadings } from '../../db/repositories/reading/readings.ts';
import { loadRecurrence } from '../../db/repositories/reading/recurrence.ts';
import { loadSegments } from '../../db/repositories/reading/series.ts';
import { loadAnomaliesOfPoint, loadAnomalyWithFacts } from '../../db/repositories/reading/worklist.ts';
import { handleQuery } from '../../rpc/handlers.ts';
import { anomalyFacts } from './anomalyFacts.ts';

/** Enough to see the same month last year beside this one. */
const HISTORY_LENGTH = 13;

export const anomalyDetail = handleQuery(contract, async (context, input) => {
  const { db } = context;
  const row = await loadAnomalyWithFacts(db, input.anomalyId);
  if (!row) return context.refuse('not_found', { anomalyId: input.anomalyId });
  const pointId = row.service_point_id;
  const places = await loadPlacesOfPoint(db, pointId);
  const place = places.find(({ meterId }) => meterId === row.meter_id);
  assert(place !== undefined, 'the meter of an anomaly was installed');
  const segments = (await loadSegments(db, [pointId])).get(pointId) ?? [];
  const segmentTo = new Map(segments.map((segment) => [segment.to.readingId, segment]));
  const readings = await loadSeriesReadings(db, pointId, row.register_code, HISTORY_LENGTH);
  const others = await loadAnomaliesOfPoint(db, pointId, row.period);
  const isLocked = await loadLocks(db, [row.route_id]);
  return ok({
    anomaly: anomalyFacts(row, (await loadRecurrence(db, [row]))(row)),
    address: row.address,
    meter: {
      meterId: place.meterId,
      meterNo: place.meterNo,
      digits: place.meter.digits,
      decimals: place.meter.decimals,
      multiplier: decimalText(place.meter.multiplier),
    },
    history: readings.map((reading) => {
      const segment = segmentTo.get(reading.reading_id);
      return {
        readingId: reading.reading_id,
        meterNo: reading.meter_no,
        readOn: reading.read_on,
        period: reading.period,
        value: reading.reading_kwh,
        kind: reading.kind,
        source: reading.source,
        estimateMethod: reading.estimate_method,
        quantity: segment?.quantity ? decimalText(segment.quantity) : null,
        isRollover: segment?.isRollover ?? false,
      };
    }),
    versions: (row.reading_id === null ? [] : await loadEarlierVersions(db, row.reading_id)).map(
      (version) => ({
        readingId: version.reading_id,
        value: version.reading_kwh,
        readOn: version.read_on,
        source: version.source,
        reason: version.reason,
        recordedByName: version.display_name,
        recordedAt: version.recorded_at,
      }),
    ),
    others: others
      .filter(({ anomaly_id }) => anomaly_id !== row.anomaly_id)
      .map((other) => ({
        anomalyId: other.anomaly_id,
        ruleCode: other.rule_code as AnomalyRule,
        severity: other.severity,
        registerCode: other.register_code as RegisterCode,
        state: other.state,
      })),
    othersReadOn:
      segments.findLast(
        ({ meterId, period, registerCode, to }) =>
          meterId === row.meter_id &&
          period === row.period &&
          registerCode !== row.register_code &&
          to.kind === 'cycle',
      )?.to.readOn ?? null,
    isLocked: isLocked(row.route_id, row.period as Period, row.service_point_id),
  });
});
