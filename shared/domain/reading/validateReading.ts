import { daysBetween, type LocalDate, type Period } from '../localDate.ts';
import { type Decimal, decimalText } from '../money.ts';
import type { AnomalyRule } from './anomalyRules.ts';
import type { PlaceInCycle } from './cycle.ts';
import { type Finding, type FindingDetail, findingOf } from './finding.ts';
import type { MeterFacts } from './meterFacts.ts';
import type { ReadingPolicy } from './policy.ts';
import type { RegisterCode } from './registers.ts';
import { judgeRollover, segmentQuantity } from './segmentQuantity.ts';
import type { UsageHistory } from './usageHistory.ts';
import { expectedUsage, isHigh, isLow, usageDetail } from './usageLimits.ts';

/** One reading with all that its checks look at. */
export type ReadingToCheck = {
  readonly registerCode: RegisterCode;
  readonly readOn: LocalDate;
  readonly statedPeriod: Period;
  readonly value: Decimal;
  readonly meter: MeterFacts;
  readonly previous: {
    readonly value: Decimal;
    readonly readOn: LocalDate;
    readonly isEstimated: boolean;
  } | null;
  readonly history: UsageHistory;
  readonly place: PlaceInCycle;
  /** Estimates in a row, this one included; 0 for a reading that was taken. */
  readonly estimatesInARow: number;
  /** This reading was taken, and estimates before it do not lie on the line between it and the one that was taken last. */
  readonly hasEstimatesToSettle: boolean;
  /** What the file said for comparison; `null` where it did not. */
  readonly stated: { readonly multiplier: Decimal | null; readonly previous: Decimal | null };
  /** The file was imported for a route that is not the meter's. */
  readonly isOtherRoute: boolean;
};

type Facts = ReadingToCheck & {
  readonly days: number;
  /** kWh since the previous reading, with one rollover where it went back; `null` without previous. */
  readonly quantity: Decimal | null;
  readonly rollover: ReturnType<typeof judgeRollover> | null;
  /** What the history lets expect for the days since the previous reading. */
  readonly expected: Decimal | null;
};

type Rule = {
  readonly rule: AnomalyRule;
  /** Checked on the total register only, where use as a whole is meant. */
  readonly onTotal?: true;
  readonly check: (facts: Facts, policy: ReadingPolicy) => FindingDetail | null;
};

const isBack = (facts: Facts) => facts.rollover !== null;
const backDetail = (facts: Facts): FindingDetail => ({
  previous: textOf(facts.previous?.value),
  value: decimalText(facts.value),
  ...usageDetail(facts.quantity, facts.expected),
});

/** The rules of domain rule 2.6 that look at one reading. Severities and limits are the policy's. */
const RULES: readonly Rule[] = [
  {
    rule: 'below_estimate',
    check: (facts) => (isBack(facts) && facts.previous?.isEstimated ? backDetail(facts) : null),
  },
  { rule: 'contradicts_estimate', onTotal: true, check: contradiction },
  {
    rule: 'several_rollovers',
    check: (facts) =>
      facts.rollover === 'several' && !facts.previous?.isEstimated ? backDetail(facts) : null,
  },
  {
    rule: 'negative',
    check: (facts) =>
      facts.rollover === 'doubtful' && !facts.previous?.isEstimated ? backDetail(facts) : null,
  },
  {
    rule: 'rollover',
    check: (facts) =>
      facts.rollover === 'plausible' && !facts.previous?.isEstimated ? backDetail(facts) : null,
  },
  {
    rule: 'zero',
    onTotal: true,
    check: (facts, policy) => (contradiction(facts, policy) === null ? isZero(facts, policy) : null),
  },
  {
    rule: 'equals_previous',
    onTotal: true,
    check: ({ quantity, expected }) =>
      quantity?.isZero() && expected === null ? usageDetail(quantity, expected) : null,
  },
  {
    rule: 'high',
    onTotal: true,
    check: (facts, policy) =>
      isJudged(facts) && contradiction(facts, policy) === null ? isHigh(facts.quantity, facts, policy) : null,
  },
  {
    rule: 'low',
    onTotal: true,
    check: (facts, policy) =>
      isJudged(facts) && contradiction(facts, policy) === null ? isLow(facts.quantity, facts, policy) : null,
  },
  {
    rule: 'date_outside_cycle',
    check: ({ place, readOn }) => (place.isOutsideCycle ? { readOn, period: place.period } : null),
  },
  {
    rule: 'gap',
    check: ({ previous, days }, policy) =>
      previous && days > policy.maximumGapDays
        ? { days, previousReadOn: previous.readOn, limit: policy.maximumGapDays }
        : null,
  },
  {
    rule: 'multiplier_differs',
    check: ({ stated, meter }) =>
      stated.multiplier && !stated.multiplier.eq(meter.multiplier)
        ? { stated: decimalText(stated.multiplier), ours: decimalText(meter.multiplier) }
        : null,
  },
  {
    rule: 'previous_differs',
    check: ({ stated, previous }) =>
      stated.previous && previous && !stated.previous.eq(previous.value)
        ? { stated: decimalText(stated.previous), ours: decimalText(previous.value) }
        : null,
  },
  {
    rule: 'consecutive_estimates',
    check: ({ estimatesInARow }, policy) =>
      estimatesInARow > policy.estimatesAllowed
        ? { count: estimatesInARow, limit: policy.estimatesAllowed }
        : null,
  },
  {
    rule: 'other_period',
    check: ({ place, statedPeriod }) =>
      place.isOtherPeriod ? { stated: statedPeriod, period: place.period } : null,
  },
  { rule: 'other_route', check: ({ isOtherRoute }) => (isOtherRoute ? {} : null) },
];

/**
 * Domain rule 2.5: what was used since an estimate is far more or less than was to be expected. Then some of it, or more
 * than there was, stands on the bill of the estimate, whose tiers were those of another month.
 */
function contradiction(facts: Facts, policy: ReadingPolicy): FindingDetail | null {
  if (!facts.hasEstimatesToSettle || !isJudged(facts)) return null;
  const { quantity } = facts;
  return isZero(facts, policy) ?? isHigh(quantity, facts, policy) ?? isLow(quantity, facts, policy);
}

function isZero({ quantity, expected }: Facts, policy: ReadingPolicy): FindingDetail | null {
  return quantity?.isZero() && expected?.gte(policy.floorKwh) ? usageDetail(quantity, expected) : null;
}

function isJudged(facts: Facts): facts is Facts & { readonly quantity: Decimal } {
  return facts.quantity !== null && (facts.rollover === null || facts.rollover === 'plausible');
}

function textOf(value: Decimal | undefined): string {
  return value ? decimalText(value) : '';
}

/** Runs every rule that looks at one reading; in the order in which findings are shown. */
export function validateReading(reading: ReadingToCheck, policy: ReadingPolicy): Finding[] {
  const facts = factsOf(reading, policy);
  const findings: Finding[] = [];
  for (const { rule, onTotal, check } of RULES) {
    if (onTotal && reading.registerCode !== 'total') continue;
    const detail = check(facts, policy);
    if (detail) findings.push(findingOf(rule, reading.registerCode, detail, policy));
  }
  return findings;
}

function factsOf(reading: ReadingToCheck, policy: ReadingPolicy): Facts {
  const { previous, value, meter, history } = reading;
  const days = previous ? daysBetween(previous.readOn, reading.readOn) : 0;
  const segment = previous ? segmentQuantity(reading.registerCode, previous.value, value, meter) : null;
  const expected = expectedUsage(history, days);
  return {
    ...reading,
    days,
    quantity: segment?.quantity ?? null,
    expected,
    rollover: segment?.isBack
      ? judgeRollover(segment.quantity, meter, expected, policy.rolloverFactor)
      : null,
  };
}
