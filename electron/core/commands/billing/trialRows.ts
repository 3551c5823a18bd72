import type { BillReading } from '#shared/domain/billing/billContent.ts';
import { type BillingPoint, quantitiesFacts, type TrialResult } from '#shared/domain/billing/trialBill.ts';
import { decimalText } from '#shared/domain/money.ts';
import { REGISTER_CODES } from '#shared/domain/reading/registers.ts';
import type { Segment } from '#shared/domain/reading/segments.ts';
import { assert } from '#shared/lib/assert.ts';
import type { AcceptedBefore } from '../../db/repositories/billing/exceptions.ts';
import { lineColumns } from '../../db/repositories/billing/lineColumns.ts';
import type { RoutePoint } from '../../db/repositories/billing/points.ts';
import type { TrialRows } from '../../db/repositories/billing/trialBills.ts';

const NOT_WORKED = { state: 'open', resolved_by: null, resolved_at: null, reason: null } as const;

/** Adds the rows of one trial bill; a `stop` exception leaves it without anything to issue. */
export function trialRows(
  rows: TrialRows,
  run: { readonly billRunId: string; readonly period: string; readonly acceptedBefore: AcceptedBefore },
  point: RoutePoint,
  source: BillingPoint,
  result: TrialResult,
  newId: () => string,
): 'calculated' | 'stopped' {
  const stop = result.exceptions.find(({ severity }) => severity === 'stop');
  const state = stop ? 'stopped' : 'calculated';
  const trialBillId = newId();
  rows.bills.push({
    trial_bill_id: trialBillId,
    bill_run_id: run.billRunId,
    service_point_id: point.service_point_id,
    customer_id: point.customer_id,
    period: run.period,
    start_on: result.span.startOn,
    end_on: result.span.endOn,
    total_kwh: decimalText(result.quantities.total),
    total_minor: result.totalMinor,
    tax_minor: result.lines.reduce((sum, line) => sum + line.taxMinor, 0),
    is_estimated: result.isEstimated ? 1 : 0,
    tariff_version_id: result.tariffVersionId,
    quantities_json: JSON.stringify(quantitiesFacts(result.quantities, result.power, result.steps)),
    readings_json: JSON.stringify(readingFacts(source, result)),
    state,
    stop_code: stop?.ruleCode ?? null,
    stop_detail_json: stop ? JSON.stringify(stop.detail) : null,
    previous_kwh: source.previous === null ? null : decimalText(source.previous.kwh),
    previous_minor: source.previous?.totalMinor ?? null,
    route_position: point.route_position,
  });
  for (const line of result.lines) rows.lines.push({ trial_bill_id: trialBillId, ...lineColumns(line) });
  for (const exception of result.exceptions) {
    const facts = {
      service_point_id: point.service_point_id,
      rule_code: exception.ruleCode,
      detail_json: JSON.stringify(exception.detail),
    };
    rows.exceptions.push({
      exception_id: newId(),
      bill_run_id: run.billRunId,
      trial_bill_id: trialBillId,
      ...facts,
      severity: exception.severity,
      ...(run.acceptedBefore(facts) ?? NOT_WORKED),
      version: 1,
    });
  }
  return state;
}

/** What each register of each meter added, as the bill shows it. */
export function readingFacts(
  { installations }: BillingPoint,
  { segments }: TrialResult,
): readonly BillReading[] {
  return inReadingOrder(segments, installations).map((segment) => {
    const meter = installations.find(({ meterId }) => meterId === segment.meterId);
    assert(meter !== undefined, `a segment has an installed meter: ${segment.meterId}`);
    return {
      meterNo: meter.meterNo,
      registerCode: segment.registerCode,
      fromOn: segment.from.readOn,
      fromReading: decimalText(segment.from.value),
      toOn: segment.to.readOn,
      toReading: decimalText(segment.to.value),
      multiplier: decimalText(segment.meter.multiplier),
      kwh: segment.quantity === null ? '' : decimalText(segment.quantity),
      isEstimated: segment.from.source === 'estimated' || segment.to.source === 'estimated',
      isRollover: segment.isRollover,
    };
  });
}

/** As people read a bill: one meter after the other, each with its total first, then 尖 峰 平 谷. */
function inReadingOrder(segments: readonly Segment[], installations: BillingPoint['installations']) {
  const meters = installations
    .toSorted((left, right) => (left.installedOn <= right.installedOn ? -1 : 1))
    .map(({ meterId }) => meterId);
  const placeOf = ({ meterId, registerCode }: Segment) =>
    meters.indexOf(meterId) * REGISTER_CODES.length + REGISTER_CODES.indexOf(registerCode);
  // Sorting is stable: segments of one register stay in the order of time.
  return segments.toSorted((left, right) => placeOf(left) - placeOf(right));
}
