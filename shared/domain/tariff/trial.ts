import { localDate, period, periodOf } from '../localDate.ts';
import { type Decimal, decimalOf, minorToText, parseMinor, sumMinor } from '../money.ts';
import { PERIOD_CODES, type PeriodCode } from '../reading/registers.ts';
import { calculateBill, compileTariff, type TariffPlan } from './calculate.ts';
import { parseTariffContent, type TariffContent, type TariffError, type WorkedCase } from './content.ts';
import type { BillLine, CalculationInput, CalculationStop, MaximumDemand, SupplySpan } from './types.ts';

export type CaseResult = {
  readonly name: string;
  readonly source: string;
  readonly passed: boolean;
  /** Whether the case says what must come out; the others are only calculated. */
  readonly isCompared: boolean;
  readonly expectedTotal: string | null;
  readonly totalMinor: number | null;
  readonly stop: CalculationStop | null;
  readonly lines: readonly BillLine[];
};

export type Trial = {
  readonly errors: readonly TariffError[];
  readonly cases: readonly CaseResult[];
  readonly passed: boolean;
};

/** Reads a tariff document and calculates its worked cases against what their sources say. */
export function trialTariff(document: unknown): Trial {
  const content = parseTariffContent(document);
  if (!content.ok) return { errors: content.error, cases: [], passed: false };
  const cases = trialCases(content.value);
  return { errors: [], cases, passed: cases.every((one) => one.passed) };
}

export function trialCases(content: TariffContent): readonly CaseResult[] {
  const plan = compileTariff(content);
  return content.cases.map((one) => trialCase(plan, one));
}

/** The bill that a worked case states. */
export function inputOfCase(one: WorkedCase): CalculationInput {
  const startOn = localDate(one.startOn);
  return {
    span: { startOn, endOn: localDate(one.endOn) },
    period: periodOf(startOn),
    quantities: { total: decimalOf(one.total), periods: decimalsByPeriod(one.periods) },
    usedThisYear: decimalOf(one.usedThisYear),
    months: one.months,
    yearMonths: one.yearMonths,
    isPartMonth: one.isPartMonth,
    householdSize: one.householdSize,
    customerClass: one.customerClass,
    supply: supplyOf(one),
    basicChargeBy: one.basicChargeBy,
    powerFactorStandard: one.powerFactorStandard,
    reactiveKvarh: decimalOrNull(one.reactiveKvarh),
    demand: one.demand === null ? null : demandOf(one.demand),
    demandHistory: one.demandHistory.map((month) => ({ ...demandOf(month), period: period(month.period) })),
  };
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

function trialCase(plan: TariffPlan, one: WorkedCase): CaseResult {
  const { name, source, expectedTotal, expectedLines, expectedStop } = one;
  const facts = {
    name,
    source,
    isCompared: [expectedTotal, expectedLines, expectedStop].some((expected) => expected !== undefined),
    expectedTotal: expectedTotal ?? null,
  };
  const bill = calculateBill(plan, inputOfCase(one));
  if (!bill.ok) {
    const passed = bill.error.code === expectedStop;
    return { ...facts, passed, totalMinor: null, stop: bill.error, lines: [] };
  }
  const { lines, totalMinor } = bill.value;
  const totalAgrees = expectedTotal === undefined || parseMinor(expectedTotal) === totalMinor;
  const linesAgree = Object.entries(expectedLines ?? {}).every(([itemCode, expected]) =>
    decimalOf(minorToText(amountOf(lines, itemCode))).eq(decimalOf(expected)),
  );
  const passed = totalAgrees && linesAgree && expectedStop === undefined;
  return { ...facts, passed, totalMinor, stop: null, lines };
}

/** The amount of an item: all its lines, e.g. every period of the day. */
function amountOf(lines: readonly BillLine[], itemCode: string): number {
  const own = lines.filter((line) => line.itemCode === itemCode || line.itemCode.startsWith(`${itemCode}.`));
  return sumMinor(own.map((line) => line.amountMinor));
}
