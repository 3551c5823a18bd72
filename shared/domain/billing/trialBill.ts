import {
  isPartOfMonth,
  monthsOfYear,
  type SupplyTerm,
  supplySpans,
  termOn,
} from '../customers/supplyTerms.ts';
import { addDays, type DateSpan, type LocalDate, type Period } from '../localDate.ts';
import { type Decimal, decimalText, sumMinor } from '../money.ts';
import type { QuantityStep } from '../reading/losses.ts';
import type { PowerQuantities } from '../reading/powerQuantities.ts';
import type { BilledQuantities } from '../reading/registers.ts';
import type { Segment } from '../reading/segments.ts';
import { calculateBill, type TariffPlan } from '../tariff/calculate.ts';
import type { TariffContent } from '../tariff/content.ts';
import { seasonChanges } from '../tariff/seasons.ts';
import type { BillLine, CalculationInput, MaximumDemand } from '../tariff/types.ts';
import type { QuantityTexts } from './billContent.ts';
import type { BillingSettings } from './billingSettings.ts';
import { type BillException, billException, judgeBill } from './judgeBill.ts';
import { type Behind, type MeasurePolicy, measurePoint, type SubSource } from './measurePoint.ts';
import { meteredBy } from './meteredBy.ts';
import { monthsOf } from './monthsBilled.ts';
import type { BillingInstallation } from './selectSegments.ts';
import { type MeteredBetween, splitByPriceChange } from './splitByPriceChange.ts';
import { termsInside } from './termsInside.ts';

/** A version of a tariff in force from a day on. */
export type PricedVersion = {
  readonly tariffVersionId: string;
  readonly startOn: LocalDate;
  readonly plan: TariffPlan;
};

/** Everything about a service point that its bill of a period depends on. */
export type BillingPoint = {
  readonly period: Period;
  readonly customerClass: string;
  /** What the service point says; the terms of the supply come before it. */
  readonly capacityKva: Decimal | null;
  readonly supplyTerms: readonly SupplyTerm[];
  /** The highest demand of earlier months, the latest last. */
  readonly demandHistory: CalculationInput['demandHistory'];
  readonly apparentDemandHistory: CalculationInput['apparentDemandHistory'];
  readonly householdSize: number | null;
  /** Service points behind this one's meter. */
  readonly subPoints: readonly SubSource[];
  /** Days on which what hangs behind a meter changes, and the number of the one behind. */
  readonly relationChanges: readonly { readonly on: LocalDate; readonly servicePointNo: string }[];
  /** Set where it has no meter of its own and takes a fixed part of another one's. */
  readonly behind: Behind | null;
  readonly installations: readonly BillingInstallation[];
  readonly segments: readonly Segment[];
  readonly billedUntil: LocalDate | null;
  /** Tariffs by day, the earliest first; `endOn` does not belong to them. */
  readonly assignments: readonly {
    readonly startOn: LocalDate;
    readonly endOn: LocalDate | null;
    readonly versions: readonly PricedVersion[];
  }[];
  /** kWh billed in periods of the same year before this one. */
  readonly usedThisYear: Decimal;
  readonly previous: {
    readonly period: Period;
    readonly kwh: Decimal;
    readonly totalMinor: number;
  } | null;
  readonly isFirst: boolean;
  /** `stop` and `confirm` anomalies that the reading desk has not worked. */
  readonly openAnomalyCount: number;
};

/** What prices depend on besides quantities. */
type PricedPoint = Pick<
  BillingPoint,
  | 'period'
  | 'assignments'
  | 'usedThisYear'
  | 'customerClass'
  | 'capacityKva'
  | 'supplyTerms'
  | 'demandHistory'
  | 'apparentDemandHistory'
  | 'householdSize'
> &
  Pick<BillingSettings, 'pricePartPlaces'> & {
    /** Months that the whole bill counts for. */
    readonly months: number;
  };

export type TrialResult = {
  readonly span: DateSpan;
  readonly segments: readonly Segment[];
  readonly quantities: BilledQuantities;
  readonly power: PowerQuantities;
  /** From metered to billed quantity, e.g. transformer loss. */
  readonly steps: readonly QuantityStep[];
  readonly isEstimated: boolean;
  /** The version that priced the last day. */
  readonly tariffVersionId: string | null;
  readonly lines: readonly BillLine[];
  readonly totalMinor: number;
  readonly exceptions: readonly BillException[];
};

/** What a bill that could not be calculated says about money. */
const UNPRICED = { tariffVersionId: null, lines: [], totalMinor: 0 } as const;

/**
 * Calculates the bill of one service point on trial. What makes a bill impossible, or lets nobody
 * issue it, is a `stop` among the exceptions; the run goes on with the others.
 */
export function trialBill(
  point: BillingPoint,
  settings: BillingSettings,
  policy: MeasurePolicy,
): TrialResult {
  const { stop, ...measured } = measurePoint(point, policy);
  if (stop !== null) return { ...UNPRICED, ...measured, exceptions: [stop] };
  const { span, segments, quantities, power, isEstimated } = measured;
  const changed = termsInside(point.supplyTerms, span, () => contentsIn(point, span));
  if (changed !== null) return { ...UNPRICED, ...measured, exceptions: [changed] };
  const months = monthsOf(point, span);
  const pricedPoint = { ...point, months, pricePartPlaces: settings.pricePartPlaces };
  const priced = priceParts(pricedPoint, span, quantities, power, meteredBy(segments));
  if ('ruleCode' in priced) return { ...UNPRICED, ...measured, exceptions: [priced] };
  const totalMinor = sumOf(priced.lines);
  const judged = judgeBill(
    {
      totalKwh: quantities.total,
      totalMinor,
      isEstimated,
      previous: point.previous,
      demandKw: power.demandKw,
      contractKw: termOn(point.supplyTerms, addDays(span.endOn, -1))?.contractKw ?? null,
      isFirst: point.isFirst,
      months,
    },
    settings,
  );
  const open = point.openAnomalyCount;
  return {
    ...measured,
    ...priced,
    totalMinor,
    exceptions: open > 0 ? [billException('open_anomaly', { count: open }), ...judged] : judged,
  };
}

const sumOf = (lines: readonly BillLine[]) => sumMinor(lines.map((line) => line.amountMinor));

/** The version that prices a day; `null` where no tariff or no version is in force. */
function versionOn(point: Pick<BillingPoint, 'assignments'>, day: LocalDate): PricedVersion | null {
  const assignment = point.assignments.findLast(
    ({ startOn, endOn }) => startOn <= day && (endOn === null || endOn > day),
  );
  return assignment?.versions.findLast(({ startOn }) => startOn <= day) ?? null;
}

/** Days inside the span on which another version, or another season of it, begins to price. */
function changesInside(point: Pick<BillingPoint, 'assignments'>, span: DateSpan): LocalDate[] {
  const days = point.assignments.flatMap(({ startOn, versions }) => [
    startOn,
    ...versions.map((version) => version.startOn),
  ]);
  const inside = [...new Set(days)].filter((day) => day > span.startOn && day < span.endOn).sort();
  const changes: LocalDate[] = [];
  let current = versionOn(point, span.startOn);
  for (const day of inside) {
    const next = versionOn(point, day);
    if (next?.tariffVersionId !== current?.tariffVersionId) changes.push(day);
    current = next;
  }
  return [...new Set([...changes, ...seasonsInside(point, span)])].sort();
}

/** The price documents that price the days of a bill. */
function contentsIn(point: Pick<BillingPoint, 'assignments'>, span: DateSpan): readonly TariffContent[] {
  const days = [span.startOn, ...changesInside(point, span)];
  return days.flatMap((day) => versionOn(point, day)?.plan.content ?? []);
}

/** Days inside the span on which the version that prices them changes its season. */
function seasonsInside(point: Pick<BillingPoint, 'assignments'>, span: DateSpan): readonly LocalDate[] {
  const versions = new Set(point.assignments.flatMap((assignment) => assignment.versions));
  return [...versions].flatMap((version) =>
    seasonChanges(version.plan.content, span).filter((day) => versionOn(point, day) === version),
  );
}

/**
 * Prices quantities over a span: each version bills its part once, and the yearly consumption goes on from
 * part to part. What makes that impossible is a `stop`.
 */
export function priceParts(
  point: PricedPoint,
  span: DateSpan,
  quantities: BilledQuantities,
  power: PowerQuantities,
  meteredBetween?: MeteredBetween,
): { readonly lines: readonly BillLine[]; readonly tariffVersionId: string } | BillException {
  const lines: BillLine[] = [];
  let usedThisYear = point.usedThisYear;
  const supply = supplySpans(point.supplyTerms, span, point.capacityKva);
  const terms = termOn(point.supplyTerms, addDays(span.endOn, -1));
  let tariffVersionId = '';
  const changesOn = changesInside(point, span);
  const parts = splitByPriceChange(span, quantities, changesOn, point.pricePartPlaces, meteredBetween);
  for (const part of parts) {
    const version = versionOn(point, part.span.startOn);
    if (version === null) return billException('tariff_missing', { on: part.span.startOn });
    const bill = calculateBill(version.plan, {
      span: part.span,
      period: point.period,
      quantities: part.quantities,
      usedThisYear,
      householdSize: point.householdSize,
      months: point.months,
      yearMonths: monthsOfYear(point.supplyTerms, point.period),
      isPartMonth: isPartOfMonth(point.supplyTerms, span),
      customerClass: point.customerClass,
      supply,
      basicChargeBy: terms?.basicChargeBy ?? null,
      powerFactorStandard: terms?.powerFactorStandard ?? null,
      reactiveKvarh: power.reactiveKvarh,
      reactiveDemandKvar: power.reactiveDemandKvar,
      apparentDemandKva: power.apparentDemandKva,
      demand: maximumDemand(power),
      demandHistory: point.demandHistory,
      apparentDemandHistory: point.apparentDemandHistory,
      ...(parts.length > 1 ? { whole: { span, total: quantities.total, billedBefore: sumOf(lines) } } : {}),
    });
    if (!bill.ok)
      return billException('calculation_refused', { ...bill.error.detail, code: bill.error.code });
    const priced = { tariffVersionId: version.tariffVersionId, ...part.span };
    for (const line of bill.value.lines) {
      lines.push({ ...line, lineNo: lines.length + 1, trace: { ...line.trace, version: priced } });
    }
    usedThisYear = usedThisYear.plus(part.quantities.total);
    tariffVersionId = version.tariffVersionId;
  }
  return { lines, tariffVersionId };
}

/** Demand as tariffs ask for it; `null` where no register takes it. */
export function maximumDemand({ demandKw, demandPeriodsKw }: PowerQuantities): MaximumDemand | null {
  return demandKw === null ? null : { max: demandKw, periods: demandPeriodsKw };
}

/** Billed kWh by period of the day, reactive consumption and demand, as stored with a bill. */
export function quantitiesFacts(
  { total, periods }: BilledQuantities,
  { reactiveKvarh, reactiveDemandKvar, apparentDemandKva, demandKw, demandPeriodsKw }: PowerQuantities,
  steps: readonly QuantityStep[],
): QuantityTexts {
  const textsOf = (values: object) =>
    Object.fromEntries(Object.entries(values).map(([code, value]) => [code, decimalText(value)]));
  return {
    total: decimalText(total),
    periods: textsOf(periods),
    ...(reactiveKvarh === null ? {} : { reactiveKvarh: decimalText(reactiveKvarh) }),
    ...(reactiveDemandKvar === null ? {} : { reactiveDemandKvar: decimalText(reactiveDemandKvar) }),
    ...(apparentDemandKva === null ? {} : { apparentDemandKva: decimalText(apparentDemandKva) }),
    ...(demandKw === null ? {} : { demandKw: decimalText(demandKw) }),
    ...(Object.keys(demandPeriodsKw).length === 0 ? {} : { demandPeriodsKw: textsOf(demandPeriodsKw) }),
    ...(steps.length === 0 ? {} : { steps: [...steps] }),
  };
}
