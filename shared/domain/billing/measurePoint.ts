import { termOn } from '../customers/supplyTerms.ts';
import { addDays, type DateSpan, daysBetween, spanOfPeriod } from '../localDate.ts';
import { Decimal, decimalText } from '../money.ts';
import { billedQuantities } from '../reading/billedQuantities.ts';
import { type QuantityStep, withLosses } from '../reading/losses.ts';
import type { ReadingPolicy } from '../reading/policy.ts';
import { NO_POWER, type PowerQuantities, powerQuantities } from '../reading/powerQuantities.ts';
import type { BilledQuantities } from '../reading/registers.ts';
import type { Segment } from '../reading/segments.ts';
import { deductSubPoints, quantitiesOfSub, type SubPoint } from '../reading/subPoints.ts';
import { type BillException, billException } from './judgeBill.ts';
import { type SegmentSource, selectSegments } from './selectSegments.ts';
import type { BillingPoint } from './trialBill.ts';

/** A service point behind this one's meter, as its bill knows it. */
export type SubSource =
  | { readonly servicePointNo: string; readonly kind: 'metered'; readonly meter: SegmentSource }
  | Extract<SubPoint, { kind: 'fixed_quantity' | 'fixed_ratio' }>;

/** A service point without a meter of its own: what of another one's meter belongs to it. */
export type Behind = {
  readonly parentNo: string;
  readonly share: Extract<SubPoint, { kind: 'fixed_quantity' | 'fixed_ratio' }>;
  readonly meter: SegmentSource;
};

/** What a bill is for, or what was known when it had to stop. */
export type Measured = {
  readonly span: DateSpan;
  readonly segments: readonly Segment[];
  readonly isEstimated: boolean;
  readonly quantities: BilledQuantities;
  readonly power: PowerQuantities;
  readonly steps: readonly QuantityStep[];
  readonly stop: BillException | null;
};

type Policy = Pick<ReadingPolicy, 'places' | 'restPeriod'>;
type Metered = Pick<Measured, 'span' | 'segments' | 'isEstimated' | 'quantities'>;
type MeterReading = { readonly metered: Metered; readonly stop: BillException | null };

const NOTHING = { total: new Decimal(0), periods: {} } as const;

/**
 * From readings to billed quantities: metered, less what belongs to service points behind the meter, plus losses
 * (domain rule: metered + exchange segments - children + losses).
 */
export function measurePoint(point: BillingPoint, policy: Policy): Measured {
  const own = point.behind === null ? readMeter(point, policy) : readBehind(point.behind, policy);
  const unstepped = { ...own.metered, power: NO_POWER, steps: [] };
  if (own.stop !== null) return { ...unstepped, stop: own.stop };
  const { quantities, segments, span } = own.metered;
  const ownStep = point.behind === null ? [] : [shareStep(point.behind, quantities)];
  const deducted = deductBehind(point, quantities, policy);
  if ('ruleCode' in deducted) return { ...unstepped, stop: deducted };
  const terms = termOn(point.supplyTerms, addDays(span.endOn, -1));
  const lossy = withLosses(
    {
      quantities: deducted.quantities,
      power: powerQuantities(segments),
      days: daysBetween(span.startOn, span.endOn),
    },
    terms?.loss ?? null,
    policy,
  );
  if (!lossy.ok) return { ...unstepped, stop: refusedBy(lossy.error) };
  const steps = [...ownStep, ...deducted.steps, ...lossy.value.steps];
  return { ...own.metered, ...lossy.value, steps, stop: null };
}

/** The readings of a meter and what they come to. */
function readMeter(source: SegmentSource, policy: Policy): MeterReading {
  const selected = selectSegments(source);
  if (!selected.ok) {
    const metered = {
      span: spanOfPeriod(source.period),
      segments: [],
      isEstimated: false,
      quantities: NOTHING,
    };
    return { metered, stop: selected.error };
  }
  const { segments, span } = selected.value;
  const isEstimated = segments.some(
    ({ from, to }) => from.source === 'estimated' || to.source === 'estimated',
  );
  const quantities = billedQuantities(segments, policy);
  if (quantities.ok)
    return { metered: { span, segments, isEstimated, quantities: quantities.value }, stop: null };
  const { code, detail } = quantities.error;
  const rule = code === 'periods_exceed_total' ? 'period_quantity_mismatch' : 'negative';
  const metered = { span, segments, isEstimated, quantities: NOTHING };
  return { metered, stop: billException(rule, { code, ...detail }) };
}

/** A fixed part of what another meter counted: its days are that meter's, readings of its own it has none. */
function readBehind({ meter, parentNo, share }: Behind, policy: Policy): MeterReading {
  const parent = readMeter(meter, policy);
  const metered = { ...parent.metered, segments: [] };
  if (parent.stop !== null)
    return { metered: { ...metered, quantities: NOTHING }, stop: unread(parentNo, parent.stop) };
  return {
    metered: { ...metered, quantities: quantitiesOfSub(share, parent.metered.quantities, policy) },
    stop: null,
  };
}

function shareStep({ parentNo, share }: Behind, quantities: BilledQuantities): QuantityStep {
  const quantity = decimalText(quantities.total);
  return { code: share.kind, of: parentNo, formula: quantity, quantity, unit: 'kWh' };
}

function deductBehind(point: BillingPoint, quantities: BilledQuantities, policy: Policy) {
  const subPoints: SubPoint[] = [];
  for (const sub of point.subPoints) {
    if (sub.kind !== 'metered') {
      subPoints.push(sub);
      continue;
    }
    const read = readMeter(sub.meter, policy);
    if (read.stop !== null) return unread(sub.servicePointNo, read.stop);
    const { servicePointNo, kind } = sub;
    subPoints.push({ servicePointNo, kind, quantities: read.metered.quantities });
  }
  const deducted = deductSubPoints(quantities, subPoints, policy);
  return deducted.ok ? deducted.value : refusedBy(deducted.error);
}

function unread(servicePointNo: string, { ruleCode }: BillException): BillException {
  return billException('calculation_refused', { code: 'sub_point_unread', servicePointNo, rule: ruleCode });
}

function refusedBy({
  code,
  detail,
}: {
  readonly code: string;
  readonly detail: Readonly<Record<string, string>>;
}) {
  return billException('calculation_refused', { code, ...detail });
}
