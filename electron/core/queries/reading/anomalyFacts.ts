import type { AnomalyRule } from '#shared/domain/reading/anomalyRules.ts';
import type { RegisterCode } from '#shared/domain/reading/registers.ts';
import type { AnomalyWithFacts } from '../../db/repositories/reading/worklist.ts';

/** An anomaly as the wire carries it. */
export function anomalyFacts(row: AnomalyWithFacts, monthsInARow: number) {
  const { reading_id, reading_kwh, read_on, source } = row;
  return {
    anomalyId: row.anomaly_id,
    version: row.version,
    ruleCode: row.rule_code as AnomalyRule,
    severity: row.severity,
    state: row.state,
    registerCode: row.register_code as RegisterCode,
    period: row.period,
    meterNo: row.meter_no,
    reading:
      reading_id === null || reading_kwh === null || read_on === null || source === null
        ? null
        : { readingId: reading_id, value: reading_kwh, readOn: read_on, source, batchId: row.batch_id },
    detail: JSON.parse(row.detail_json) as Record<string, unknown>,
    monthsInARow,
    resolvedByName: row.resolved_by_name,
    resolvedAt: row.resolved_at,
    resolutionReason: row.resolution_reason,
    servicePointId: row.service_point_id,
    servicePointNo: row.service_point_no,
    accountNo: row.account_no,
    customerName: row.customer_name,
    routeId: row.route_id,
    routeNo: row.route_no,
  };
}
