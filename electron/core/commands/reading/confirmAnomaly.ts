import { anomalyConfirm } from '#shared/contract/readingAnomalies.ts';
import type { Period } from '#shared/domain/localDate.ts';
import { assert } from '#shared/lib/assert.ts';
import { ok } from '#shared/lib/result.ts';
import { loadAnomaly, markConfirmed } from '../../db/repositories/reading/anomalies.ts';
import { loadLocks } from '../../db/repositories/reading/locks.ts';
import { loadServicePoint } from '../../db/repositories/reading/servicePoints.ts';
import { handleCommand } from '../../rpc/handlers.ts';

export const confirmAnomaly = handleCommand(anomalyConfirm, async (context, input) => {
  const { tx, now } = context;
  const anomaly = await loadAnomaly(tx, input.anomalyId);
  if (!anomaly) return context.refuse('not_found', { anomalyId: input.anomalyId });
  if (anomaly.version !== input.expectedVersion) {
    return context.refuse('stale_version', { version: anomaly.version });
  }
  if (anomaly.state !== 'open') return context.refuse('already_resolved', { state: anomaly.state });
  if (anomaly.severity === 'stop') return context.refuse('must_be_corrected', { rule: anomaly.rule_code });
  const point = await loadServicePoint(tx, anomaly.service_point_id);
  assert(point !== null, 'an anomaly has a service point');
  const isLocked = await loadLocks(tx, [point.route_id]);
  if (isLocked(point.route_id, anomaly.period as Period, anomaly.service_point_id)) {
    return context.refuse('period_locked', { period: anomaly.period });
  }
  await markConfirmed(tx, anomaly, { userId: context.actor.userId, now, reason: input.reason });
  context.audit({
    subjectType: 'reading_anomaly',
    subjectId: anomaly.anomaly_id,
    detail: { rule: anomaly.rule_code, readingId: anomaly.reading_id, reason: input.reason },
  });
  context.publish('reading');
  return ok({ anomalyId: anomaly.anomaly_id, version: anomaly.version + 1, state: 'confirmed' });
});
