import { assert } from '../../lib/assert.ts';
import { ok, type Result, refused } from '../../lib/result.ts';
import { localDate, period, periodOf } from '../localDate.ts';
import { type Decimal, decimalOf, minorToText, parseMinor, sumMinor } from '../money.ts';
import { PERIOD_CODES, type PeriodCode } from '../reading/registers.ts';
import { calculateBill, compileTariff, type TariffPlan } from './calculate.ts';
import {
  compileCalendar,
  holidaysOf,
  localClock,
  NO_OFFICE_DAYS,
  type OfficeDays,
  type SortedIntervals,
  sortIntervals,
} from './calendar/index.ts';
import { parseTariffContent, type TariffContent, type TariffError, type WorkedCase } from './content.ts';
import type { BillLine, CalculationInput, CalculationStop, MaximumDemand, SupplySpan } from './types.ts';

export type CaseResult = {
  readonly name: string;
  readonly source: string;
  readonly passed: boolean;
  /** Whether the case says what must come out; the others are only calculated. */
  readonly isCompared: boolean;
  readonly expectedTotal: string | null;
  readonly expectedStop: string | null;
  readonly totalMinor: number | null;
  readonly stop: CalculationStop | null;
  readonly lines: readonly BillLine[];
  /** Items whose amount is not what the case says. */
  readonly differences: readonly ItemDifference[];
};

/** The amount of an item as the case expects it and as it was calculated; without a line it is zero. */
export type ItemDifference = {
  readonly itemCode: string;
  readonly itemName: string;
  readonly expected: string;
  readonly calculated: string;
};

export type Trial = {
  readonly errors: readonly TariffError[];
  readonly cases: readonly CaseResult[];
  readonly passed: boolean;
};

/**
 * Reads a tariff document and calculates its worked cases against what their sources say. Intervals are sorted with what
 * the office says of days, where it is known.
 */
export function trialTariff(document: unknown, officeDays: OfficeDays = NO_OFFICE_DAYS): Trial {
  const content = parseTariffContent(document);
  if (!content.ok) return { errors: content.error, cases: [], passed: false };
  const cases = trialCases(content.value, officeDays);
  return { errors: [], cases, passed: cases.every((one) => one.passed) };
}

export function trialCases(
  content: TariffContent,
  officeDays: OfficeDays = NO_OFFICE_DAYS,
): readonly CaseResult[] {
  const plan = compileTariff(content);
  return content.cases.map((one) => trialCase(plan, one, officeDays));
}

/** The bill that a worked case states; its intervals are sorted by the calendar of the version. */
export function inputOfCase(
  content: TariffContent,
  one: WorkedCase,
  officeDays: OfficeDays = NO_OFFICE_DAYS,
): Result<CalculationInput, CalculationStop> {
  const startOn = localDate(one.startOn);
  const supply = supplyOf(one);
  const sorted = one.intervals === undefined ? null : sortCase(content, one, supply, officeDays);
  if (sorted !== null && !sorted.ok) return sorted;
  const measured = sorted?.value ?? {
    total: decimalOf(one.total ?? '0'),
    periods: decimalsByPeriod(one.periods),
  };
  return ok({
    span: { startOn, endOn: localDate(one.endOn) },
    period: periodOf(startOn),
    quantities: { total: measured.total, periods: measured.periods },
    usedThisYear: decimalOf(one.usedThisYear),
    months: one.months,
    yearMonths: one.yearMonths,
    isPartMonth: one.isPartMonth,
    householdSize: one.householdSize,
    customerClass: one.customerClass,
    supply,
    basicChargeBy: one.basicChargeBy,
    powerFactorStandard: one.powerFactorStandard,
    reactiveKvarh: decimalOrNull(one.reactiveKvarh),
    reactiveDemandKvar: decimalOrNull(one.reactiveDemandKvar),
    apparentDemandKva: decimalOrNull(one.apparentDemandKva),
    demand: one.demand === null ? (sorted?.value.demand ?? null) : demandOf(one.demand),
    demandHistory: one.demandHistory.map((month) => ({ ...demandOf(month), period: period(month.period) })),
    apparentDemandHistory: one.apparentDemandHistory.map((month) => ({
      period: period(month.period),
      kva: decimalOf(month.maxKva),
    })),
  });
}

/** Stops where the series is not whole: intervals_incomplete. */
function sortCase(
  { calendar }: TariffContent,
  { intervals, startOn, endOn, customerClass }: WorkedCase,
  supply: readonly SupplySpan[],
  officeDays: OfficeDays,
): Result<SortedIntervals, CalculationStop> {
  assert(calendar !== null && intervals !== undefined, 'a case with intervals has a calendar');
  const capacityKva = supply.at(-1)?.capacityKva ?? null;
  const plan = compileCalendar(calendar, holidaysOf(calendar, officeDays), { customerClass, capacityKva });
  if (!plan.ok) return plan;
  const clock = localClock(intervals.timeZone);
  const span = { startOn: localDate(startOn), endOn: localDate(endOn) };
  const from = clock.startOf(span.startOn);
  const { minutes } = intervals;
  const series = intervals.kwh.map((kwh, index) => ({
    startsAt: from + index * minutes * 60_000,
    minutes,
    kwh: decimalOf(kwh),
  }));
  const sorted = sortIntervals(series, span, plan.value, clock);
  if (!sorted.ok) return sorted;
  const { count, faults } = sorted.value;
  if (faults.length === 0 && count === series.length) return sorted;
  return refused({
    code: 'intervals_incomplete',
    detail: {
      on: startOn,
      found: String(series.length),
      needed: String((clock.startOf(span.endOn) - from) / (minutes * 60_000)),
    },
  });
}

function supplyOf(one: WorkedCase): readonly SupplySpan[] {
  let { capacityKva, contractKw } = one;
  const starts = [one.startOn, ...one.supplyChanges.map((change) => change.startOn)];
  return starts.map((startOn, index) => {
    const change = one.supplyChanges[index - 1];
    capacityKva = change?.capacityKva ?? capacityKva;
    contractKw = change?.contractKw ?? contractKw;
    return {
      startOn: localDate(startOn),
      endOn: localDate(starts[index + 1] ?? one.endOn),
      capacityKva: decimalOrNull(capacityKva),
      contractKw: decimalOrNull(contractKw),
    };
  });
}

function demandOf({ maxKw, periodsKw }: NonNullable<WorkedCase['demand']>): MaximumDemand {
  return { max: decimalOf(maxKw), periods: decimalsByPeriod(periodsKw) };
}

function decimalsByPeriod(texts: WorkedCase['periods']): Partial<Record<PeriodCode, Decimal>> {
  const decimals: Partial<Record<PeriodCode, Decimal>> = {};
  for (const code of PERIOD_CODES) {
    const text = texts[code];
    if (text !== undefined) decimals[code] = decimalOf(text);
  }
  return decimals;
}

function decimalOrNull(text: string | null): Decimal | null {
  return text === null ? null : decimalOf(text);
}

function trialCase(plan: TariffPlan, one: WorkedCase, officeDays: OfficeDays): CaseResult {
  const { name, source, expectedTotal, expectedLines, expectedStop } = one;
  const facts = {
    name,
    source,
    isCompared: [expectedTotal, expectedLines, expectedStop].some((expected) => expected !== undefined),
    expectedTotal: expectedTotal ?? null,
    expectedStop: expectedStop ?? null,
  };
  const input = inputOfCase(plan.content, one, officeDays);
  const bill = input.ok ? calculateBill(plan, input.value) : input;
  if (!bill.ok) {
    const passed = bill.error.code === expectedStop;
    return { ...facts, passed, totalMinor: null, stop: bill.error, lines: [], differences: [] };
  }
  const { lines, totalMinor } = bill.value;
  const totalAgrees = expectedTotal === undefined || parseMinor(expectedTotal) === totalMinor;
  const differences = differencesOf(plan.content, lines, expectedLines ?? {});
  const passed = totalAgrees && differences.length === 0 && expectedStop === undefined;
  return { ...facts, passed, totalMinor, stop: null, lines, differences };
}

function differencesOf(
  { items }: TariffContent,
  lines: readonly BillLine[],
  expectedLines: Readonly<Record<string, string>>,
): readonly ItemDifference[] {
  return Object.entries(expectedLines).flatMap(([itemCode, expected]) => {
    const calculated = minorToText(amountOf(lines, itemCode));
    if (decimalOf(calculated).eq(decimalOf(expected))) return [];
    const itemName = items.find(({ code }) => code === itemCode)?.name ?? '';
    return [{ itemCode, itemName, expected, calculated }];
  });
}

/** The amount of an item: all its lines, e.g. every period of the day. */
function amountOf(lines: readonly BillLine[], itemCode: string): number {
  const own = lines.filter((line) => line.itemCode === itemCode || line.itemCode.startsWith(`${itemCode}.`));
  return sumMinor(own.map((line) => line.amountMinor));
}
