import { Decimal, parseDecimal } from '../money.ts';
import { settingsPart } from '../settings.ts';
import { DAY_COUNTS, PART_MONTHS, type PartMonthPolicy } from '../tariff/items/monthShare.ts';
import {
  ANOMALY_SEVERITIES,
  ANOMALY_SEVERITY_BY_RULE,
  type AnomalyRule,
  type AnomalySeverity,
} from './anomalyRules.ts';
import { PERIOD_CODES, type PeriodCode } from './registers.ts';

/** Limits for service points whose expected quantity of the period is at most `upTo` kWh. */
export type ConsumptionBand = {
  /** `null`: without limit. */
  readonly upTo: Decimal | null;
  /** More than this percentage above what was expected is high. */
  readonly highPercent: Decimal;
  /** More than this percentage below is low. */
  readonly lowPercent: Decimal;
};

/** The office's parameters of readings and their checks, for one class of customers. */
export type ReadingPolicy = {
  /** Decimal places of billed kWh. */
  readonly places: number;
  /** The period that gets what the metered periods leave of the total. */
  readonly restPeriod: PeriodCode;
  /** How quantities that are stated for a month count in a first or final month that is not whole (定量、变损表). */
  readonly partMonth: PartMonthPolicy['partMonth'];
  /** What a day of such a month is: a thirtieth (供电营业规则), or a part of its calendar month. */
  readonly dayCount: PartMonthPolicy['dayCount'];
  /** A rollover of at most this many times the expected quantity needs no person. */
  readonly rolloverFactor: Decimal;
  /** Billing periods that an average is taken over. */
  readonly averagePeriods: number;
  readonly bands: readonly ConsumptionBand[];
  /** Smaller differences, in kWh, are neither high nor low, and smaller use is not missed as zero. */
  readonly floorKwh: Decimal;
  /** Share of the valley in the total above which it is noted. */
  readonly valleySharePercent: Decimal;
  /** Days before and after the cycle day that belong to it. */
  readonly cycleWindowDays: number;
  readonly maximumGapDays: number;
  /** Estimates in a row that need no person. */
  readonly estimatesAllowed: number;
  /** In this month in a row a note has to be confirmed by a person. */
  readonly escalateAfterMonths: number;
  readonly severities: Readonly<Record<AnomalyRule, AnomalySeverity>>;
};

export const DEFAULT_READING_POLICY: ReadingPolicy = {
  places: 0,
  restPeriod: 'flat',
  partMonth: 'days',
  dayCount: 'month_days',
  rolloverFactor: new Decimal(2),
  averagePeriods: 3,
  bands: [
    { upTo: new Decimal(100), highPercent: new Decimal(200), lowPercent: new Decimal(90) },
    { upTo: new Decimal(2000), highPercent: new Decimal(100), lowPercent: new Decimal(70) },
    { upTo: null, highPercent: new Decimal(60), lowPercent: new Decimal(60) },
  ],
  floorKwh: new Decimal(50),
  valleySharePercent: new Decimal(80),
  cycleWindowDays: 7,
  maximumGapDays: 62,
  estimatesAllowed: 2,
  escalateAfterMonths: 3,
  severities: ANOMALY_SEVERITY_BY_RULE,
};

/**
 * The policy for a class of customers: the defaults, changed by the reading part of the office's settings, changed by
 * those of the class (`{"reading": {"places": 2, "classes": {"household": {...}}}}`). What a setting does
 * not state, or states in a way that makes no sense, stays as it was.
 */
export function readingPolicyOf(settings: unknown, customerClass: string): ReadingPolicy {
  const office = settingsPart(settings, 'reading');
  const ofClass = recordOf(recordOf(office.classes)[customerClass]);
  return changed(changed(DEFAULT_READING_POLICY, office), ofClass);
}

function changed(policy: ReadingPolicy, settings: Readonly<Record<string, unknown>>): ReadingPolicy {
  const severities = recordOf(settings.severities);
  return {
    places: wholeOf(settings.places, policy.places),
    restPeriod: PERIOD_CODES.find((code) => code === settings.restPeriod) ?? policy.restPeriod,
    partMonth: PART_MONTHS.find((way) => way === settings.partMonth) ?? policy.partMonth,
    dayCount: DAY_COUNTS.find((way) => way === settings.dayCount) ?? policy.dayCount,
    rolloverFactor: decimalSetting(settings.rolloverFactor, policy.rolloverFactor),
    averagePeriods: Math.max(1, wholeOf(settings.averagePeriods, policy.averagePeriods)),
    bands: bandsOf(settings.bands) ?? policy.bands,
    floorKwh: decimalSetting(settings.floorKwh, policy.floorKwh),
    valleySharePercent: decimalSetting(settings.valleySharePercent, policy.valleySharePercent),
    // Wider windows of neighbouring cycle days would overlap.
    cycleWindowDays: Math.min(13, wholeOf(settings.cycleWindowDays, policy.cycleWindowDays)),
    maximumGapDays: wholeOf(settings.maximumGapDays, policy.maximumGapDays),
    estimatesAllowed: wholeOf(settings.estimatesAllowed, policy.estimatesAllowed),
    escalateAfterMonths: Math.max(2, wholeOf(settings.escalateAfterMonths, policy.escalateAfterMonths)),
    severities: Object.fromEntries(
      Object.entries(policy.severities).map(([rule, severity]) => [
        rule,
        ANOMALY_SEVERITIES.find((known) => known === severities[rule]) ?? severity,
      ]),
    ) as Record<AnomalyRule, AnomalySeverity>,
  };
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : {};
}

function wholeOf(value: unknown, otherwise: number): number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 ? value : otherwise;
}

function decimalSetting(value: unknown, otherwise: Decimal): Decimal {
  const parsed = typeof value === 'string' ? parseDecimal(value) : null;
  return parsed !== null && !parsed.isNegative() ? parsed : otherwise;
}

function bandsOf(value: unknown): ConsumptionBand[] | null {
  if (!Array.isArray(value) || value.length === 0) return null;
  const open = new Decimal(0);
  return value.map((one: unknown) => {
    const band = recordOf(one);
    return {
      upTo: typeof band.upTo === 'string' ? parseDecimal(band.upTo) : null,
      highPercent: decimalSetting(band.highPercent, open),
      lowPercent: decimalSetting(band.lowPercent, open),
    };
  });
}
