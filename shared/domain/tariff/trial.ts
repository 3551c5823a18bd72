import { localDate, periodOf } from '../localDate.ts';
import { type Decimal, decimalOf, minorToText, parseMinor, sumMinor } from '../money.ts';
import { PERIOD_CODES, type PeriodCode } from '../reading/registers.ts';
import { calculateBill, compileTariff, type TariffPlan } from './calculate.ts';
import { parseTariffContent, type TariffContent, type TariffError, type WorkedCase } from './content.ts';
import type { BillLine, CalculationInput, CalculationStop } from './types.ts';

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

function inputOf(one: WorkedCase): CalculationInput {
  const periods: Partial<Record<PeriodCode, Decimal>> = {};
  for (const code of PERIOD_CODES) {
    const kwh = one.periods[code];
    if (kwh !== undefined) periods[code] = decimalOf(kwh);
  }
  const startOn = localDate(one.startOn);
  return {
    span: { startOn, endOn: localDate(one.endOn) },
    period: periodOf(startOn),
    quantities: { total: decimalOf(one.total), periods },
    usedThisYear: decimalOf(one.usedThisYear),
    capacityKva: one.capacityKva === null ? null : decimalOf(one.capacityKva),
    householdSize: one.householdSize,
  };
}

function trialCase(plan: TariffPlan, one: WorkedCase): CaseResult {
  const { name, source, expectedTotal, expectedLines } = one;
  const facts = {
    name,
    source,
    isCompared: expectedTotal !== undefined || expectedLines !== undefined,
    expectedTotal: expectedTotal ?? null,
  };
  const bill = calculateBill(plan, inputOf(one));
  if (!bill.ok) return { ...facts, passed: false, totalMinor: null, stop: bill.error, lines: [] };
  const { lines, totalMinor } = bill.value;
  const totalAgrees = expectedTotal === undefined || parseMinor(expectedTotal) === totalMinor;
  const linesAgree = Object.entries(expectedLines ?? {}).every(([itemCode, expected]) =>
    decimalOf(minorToText(amountOf(lines, itemCode))).eq(decimalOf(expected)),
  );
  return { ...facts, passed: totalAgrees && linesAgree, totalMinor, stop: null, lines };
}

/** The amount of an item: all its lines, e.g. every period of the day. */
function amountOf(lines: readonly BillLine[], itemCode: string): number {
  const own = lines.filter((line) => line.itemCode === itemCode || line.itemCode.startsWith(`${itemCode}.`));
  return sumMinor(own.map((line) => line.amountMinor));
}
