import { termOn } from '../customers/supplyTerms.ts';
import { addDays, type DateSpan, daysBetween, spanOfPeriod } from '../localDate.ts';
import { Decimal, decimalText } from '../money.ts';
import { billedQuantities } from '../reading/billedQuantities.ts';
import { type QuantityStep, withLosses } from '../reading/losses.ts';
import type { ReadingPolicy } from '../reading/policy.ts';
import { NO_POWER, type PowerQuantities, powerQuantities } from '../reading/powerQuantities.ts';
import type { BilledQuantities } from '../reading/registers.ts';
import type { Segment } from '../reading/segments.ts';
import { deductSubPoints, formulaOfSub, quantitiesOfSub, type SubPoint } from '../reading/subPoints.ts';
import { type BillException, billException } from './judgeBill.ts';
import { fixedQuantityMonths, type MonthsSource, quantityMonths } from './monthsBilled.ts';
import { type SegmentSource, selectSegments } from './selectSegments.ts';
import type { BillingPoint } from './trialBill.ts';

/** A service point behind this one's meter, as its bill knows it. */
export type SubSource =
  | { readonly servicePointNo: string; readonly kind: 'metered'; readonly meter: SegmentSource }
  | (FixedPart & Pick<BillingPoint, 'supplyTerms'>);

/** What is stated to belong to a service point without a meter of its own (定量、定比). */
export type FixedPart = { readonly servicePointNo: string } & (
  | { readonly kind: 'fixed_quantity'; readonly kwh: Decimal }
  | { readonly kind: 'fixed_ratio'; readonly percent: Decimal }
);

/** A service point without a meter of its own: what of another one's meter belongs to it. */
export type Behind = {
  readonly parentNo: string;
  readonly part: FixedPart;
  readonly meter: SegmentSource & MonthsSource;
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

/** The office's parameters that billed quantities go by. */
export type MeasurePolicy = Pick<ReadingPolicy, 'places' | 'restPeriod' | 'partMonth' | 'dayCount'>;

type Metered = Pick<Measured, 'span' | 'segments' | 'isEstimated' | 'quantities'> & {
  /** What of another meter's quantity it is. */
  readonly ownSteps: readonly QuantityStep[];
};
type MeterReading = { readonly metered: Metered; readonly stop: BillException | null };

const NOTHING = { total: new Decimal(0), periods: {} } as const;

/**
 * From readings to billed quantities: metered, less what belongs to service points behind the meter, plus losses
 * (domain rule: metered + exchange segments - children + losses).
 */
export function measurePoint(point: BillingPoint, policy: MeasurePolicy): Measured {
  const own = point.behind === null ? readMeter(point, policy) : readBehind(point, point.behind, policy);
  const { ownSteps, ...metered } = own.metered;
  const unstepped = { ...metered, power: NO_POWER, steps: [] };
  if (own.stop !== null) return { ...unstepped, stop: own.stop };
  const { segments, span } = metered;
  const changed = point.relationChanges.find(({ on }) => on > span.startOn && on < span.endOn);
  if (changed !== undefined) {
    const stop = { code: 'terms_change_inside', detail: { item: 'sub_supply', ...changed } };
    return { ...unstepped, stop: refusedBy(stop) };
  }
  const deducted = deductBehind(point, metered, policy);
  if ('ruleCode' in deducted) return { ...unstepped, stop: deducted };
  const terms = termOn(point.supplyTerms, addDays(span.endOn, -1));
  const lossy = withLosses(
    {
      quantities: deducted.quantities,
      power: powerQuantities(segments),
      days: daysBetween(span.startOn, span.endOn),
      months: quantityMonths(point, span, policy),
      capacityKva: terms?.capacityKva ?? point.capacityKva,
    },
    terms?.loss ?? null,
    policy,
  );
  if (!lossy.ok) return { ...unstepped, stop: refusedBy(lossy.error) };
  const steps = [...ownSteps, ...deducted.steps, ...lossy.value.steps];
  return { ...metered, ...lossy.value, steps, stop: null };
}

/** The readings of a meter and what they come to. */
function readMeter(source: SegmentSource, policy: MeasurePolicy): MeterReading {
  const selected = selectSegments(source);
  if (!selected.ok) {
    const metered = {
      span: spanOfPeriod(source.period),
      segments: [],
      isEstimated: false,
      quantities: NOTHING,
      ownSteps: [],
    };
    return { metered, stop: selected.error };
  }
  const { segments, span } = selected.value;
  const isEstimated = segments.some(
    ({ from, to }) => from.source === 'estimated' || to.source === 'estimated',
  );
  const quantities = billedQuantities(segments, policy);
  const metered = { span, segments, isEstimated, quantities: NOTHING, ownSteps: [] };
  if (quantities.ok) return { metered: { ...metered, quantities: quantities.value }, stop: null };
  const { code, detail } = quantities.error;
  const rule = code === 'periods_exceed_total' ? 'period_quantity_mismatch' : 'negative';
  return { metered, stop: billException(rule, { code, ...detail }) };
}

/** A fixed part of what another meter counted: its days are that meter's, readings of its own it has none. */
function readBehind(
  { supplyTerms }: BillingPoint,
  { meter, parentNo, part }: Behind,
  policy: MeasurePolicy,
): MeterReading {
  const parent = readMeter(meter, policy);
  const metered = { ...parent.metered, segments: [] };
  if (parent.stop !== null)
    return { metered: { ...metered, quantities: NOTHING }, stop: unread(parentNo, parent.stop) };
  const { quantities: counted, span } = parent.metered;
  const sub = subPointOf(part, meter, span, supplyTerms, policy);
  const quantities = quantitiesOfSub(sub, counted, policy);
  const step: QuantityStep = {
    code: sub.kind,
    of: parentNo,
    formula: formulaOfSub(sub, counted),
    quantity: decimalText(quantities.total),
    unit: 'kWh',
  };
  return { metered: { ...metered, quantities, ownSteps: [step] }, stop: null };
}

function subPointOf(
  part: FixedPart,
  meter: MonthsSource,
  span: DateSpan,
  ownTerms: MonthsSource['supplyTerms'],
  policy: MeasurePolicy,
): SubPoint {
  if (part.kind === 'fixed_ratio') return part;
  return { ...part, months: fixedQuantityMonths(meter, span, ownTerms, policy) };
}

function deductBehind(
  point: BillingPoint,
  { quantities, span }: Pick<Metered, 'quantities' | 'span'>,
  policy: MeasurePolicy,
) {
  const subPoints: SubPoint[] = [];
  for (const sub of point.subPoints) {
    if (sub.kind !== 'metered') {
      subPoints.push(subPointOf(sub, point, span, sub.supplyTerms, policy));
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
