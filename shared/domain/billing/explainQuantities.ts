import { Decimal, type DecimalText, decimalOf, decimalText } from '../money.ts';
import type { QuantityStep } from '../reading/losses.ts';
import {
  demandCodeOf,
  isReactiveCode,
  PERIOD_CODES,
  showsHighest,
  unitOfRegister,
} from '../reading/registers.ts';
import type { BillReading, QuantityTexts } from './billContent.ts';
import { evaluateFormula, sumText } from './formula.ts';

type Unit = ReturnType<typeof unitOfRegister>;

/** How one register's quantity came about: `(1234 - 1000) × 40`. */
export type ExplainedReading = BillReading & { readonly formula: string; readonly unit: Unit };

/** What was measured, what is billed, and what rounding, deductions and losses made of it. */
export type ExplainedQuantity = {
  readonly registerCode: string;
  readonly measured: DecimalText | null;
  readonly billed: DecimalText;
  readonly difference: DecimalText | null;
  readonly unit: Unit;
};

/** A step from metered to billed quantity, and what rounding added or took. */
export type ExplainedStep = QuantityStep & { readonly roundedBy: DecimalText };

type Quantities = { readonly quantities: QuantityTexts; readonly readings: readonly BillReading[] };

export function explainedReading(reading: BillReading): ExplainedReading {
  return { ...reading, formula: readingFormula(reading), unit: unitOfRegister(reading.registerCode) };
}

export function explainedStep(step: QuantityStep): ExplainedStep {
  const exact = evaluateFormula(step.formula) ?? decimalOf(step.quantity);
  return { ...step, roundedBy: decimalText(decimalOf(step.quantity).minus(exact)) };
}

/** `(99950 → 30)` with a rollover is `(30 + 100000 - 99950) × 1`: the size of the register follows from its quantity. */
function readingFormula({ registerCode, fromReading, toReading, multiplier, kwh }: BillReading): string {
  // A demand register does not count: it shows the highest power since it was set back.
  if (showsHighest(registerCode)) return `${toReading} × ${multiplier}`;
  if (fromReading === '' || toReading === '' || kwh === '') return '';
  const times = decimalOf(multiplier);
  const step = decimalOf(toReading).minus(decimalOf(fromReading));
  const turned = times.isZero() ? new Decimal(0) : decimalOf(kwh).div(times).minus(step);
  const from = turned.isZero() ? '' : ` + ${decimalText(turned)}`;
  return `(${toReading}${from} - ${fromReading}) × ${multiplier}`;
}

/** Every quantity of a bill against what its registers measured. */
export function explainedQuantities({ quantities, readings }: Quantities): readonly ExplainedQuantity[] {
  const measured = new Map<string, Decimal>();
  for (const { registerCode, kwh } of readings) {
    if (kwh === '') continue;
    const counted = isReactiveCode(registerCode) ? 'reactive' : registerCode;
    const before = measured.get(counted) ?? new Decimal(0);
    const value = decimalOf(kwh);
    measured.set(counted, showsHighest(registerCode) ? Decimal.max(before, value) : before.plus(value));
  }
  const billed: readonly (readonly [string, string])[] = [
    ['total', quantities.total],
    ...PERIOD_CODES.flatMap((code): (readonly [string, string])[] => {
      const kwh = quantities.periods[code];
      return kwh === undefined ? [] : [[code, kwh]];
    }),
    ...(quantities.reactiveKvarh === undefined ? [] : [['reactive', quantities.reactiveKvarh] as const]),
    ...(quantities.demandKw === undefined ? [] : [['demand', quantities.demandKw] as const]),
    ...(quantities.reactiveDemandKvar === undefined
      ? []
      : [['reactive_demand', quantities.reactiveDemandKvar] as const]),
    ...(quantities.apparentDemandKva === undefined
      ? []
      : [['apparent_demand', quantities.apparentDemandKva] as const]),
    ...PERIOD_CODES.flatMap((code): (readonly [string, string])[] => {
      const kw = quantities.demandPeriodsKw?.[code];
      return kw === undefined ? [] : [[demandCodeOf(code), kw]];
    }),
  ];
  return billed.map(([registerCode, quantity]) => {
    const sum = measured.get(registerCode);
    return {
      registerCode,
      measured: sum === undefined ? null : decimalText(sum),
      billed: decimalText(decimalOf(quantity)),
      difference: sum === undefined ? null : decimalText(decimalOf(quantity).minus(sum)),
      unit: unitOfRegister(registerCode),
    };
  });
}

/** A line of a bill between its readings and its charges. */
export type QuantityLine = {
  readonly code: 'measured' | QuantityStep['code'] | 'rounding' | 'billed';
  /** `total`, a period of the day, or `reactive`. */
  readonly registerCode: string;
  readonly of?: string;
  readonly formula: string;
  readonly quantity: DecimalText;
  readonly unit: QuantityStep['unit'];
};

/**
 * How the billed quantities follow from the readings, as a bill shows it: what was measured, what is taken off for
 * others, losses, rounding, and what is billed of it. Nothing where what was measured is what is billed.
 */
export function quantityLines(bill: Quantities): readonly QuantityLine[] {
  const all = explainedQuantities(bill);
  const [total] = all;
  if (total === undefined) return [];
  const periods = all.filter(({ registerCode }) =>
    (PERIOD_CODES as readonly string[]).includes(registerCode),
  );
  const reactive = all.filter(({ registerCode }) => registerCode === 'reactive');
  const steps = bill.quantities.steps ?? [];
  return [
    ...linesOf(total, steps),
    ...periods.flatMap((period) => periodLine(period, total, periods)),
    ...reactive.flatMap((one) => linesOf(one, steps)),
  ];
}

function linesOf(
  { registerCode, measured, billed, unit }: ExplainedQuantity,
  all: readonly QuantityStep[],
): readonly QuantityLine[] {
  const own = all.filter((step) => step.unit === unit);
  const register = { registerCode, unit: unit as QuantityStep['unit'] };
  const steps = own.map(
    (step): QuantityLine => ({ ...step, ...register, quantity: decimalText(decimalOf(step.quantity)) }),
  );
  const first: QuantityLine[] =
    measured === null ? [] : [{ code: 'measured', ...register, formula: '', quantity: measured }];
  const known = [...first, ...steps];
  // A bill of corrected kWh has neither readings nor steps: there is nothing that it could follow from.
  if (known.length === 0) return [];
  const sum = known.reduce((before, { quantity }) => before.plus(quantity), new Decimal(0));
  const rounding = decimalText(decimalOf(billed).minus(sum));
  if (steps.length === 0 && rounding === '0') return [];
  const parts: QuantityLine[] = [
    ...known,
    ...(rounding === '0'
      ? []
      : [{ code: 'rounding' as const, ...register, formula: '', quantity: rounding }]),
  ];
  const formula = sumText(parts.map(({ quantity }) => quantity));
  return [...parts, { code: 'billed', ...register, formula, quantity: billed }];
}

/** A period of the day: with its share of all that, or what the other periods leave where no register counts it. */
function periodLine(
  { registerCode, measured, difference, billed }: ExplainedQuantity,
  total: ExplainedQuantity,
  periods: readonly ExplainedQuantity[],
): readonly QuantityLine[] {
  if (difference === '0' || (measured === null && total.measured === null)) return [];
  const others = periods.filter((one) => one.registerCode !== registerCode);
  const formula =
    measured === null || difference === null
      ? [total.billed, ...others.map((one) => decimalText(decimalOf(one.billed).negated()))]
      : [measured, difference];
  return [{ code: 'billed', registerCode, formula: sumText(formula), quantity: billed, unit: 'kWh' }];
}
