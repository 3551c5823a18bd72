import { type Decimal, type DecimalText, decimalOf, decimalText, minor } from '../money.ts';
import type { QuantityStep } from '../reading/losses.ts';
import type { PeriodCode } from '../reading/registers.ts';
import type { BillLine } from '../tariff/types.ts';
import { negatedFormula } from './formula.ts';

/** What one register of one meter added, as a bill shows it. */
export type BillReading = {
  readonly meterNo: string;
  readonly registerCode: string;
  readonly fromOn: string;
  readonly fromReading: string;
  readonly toOn: string;
  readonly toReading: string;
  readonly multiplier: string;
  /** Empty where the register counts nothing that is billed. */
  readonly kwh: string;
  readonly isEstimated: boolean;
  readonly isRollover: boolean;
};

/** Billed kWh as a bill keeps them: the total, and the periods of the day that were counted. */
export type QuantityTexts = {
  readonly total: string;
  readonly periods: Readonly<Record<string, string>>;
  readonly reactiveKvarh?: string;
  readonly reactiveDemandKvar?: string;
  readonly apparentDemandKva?: string;
  /** The highest demand of the period. */
  readonly demandKw?: string;
  /** The highest within periods of the day. */
  readonly demandPeriodsKw?: Readonly<Partial<Record<PeriodCode, string>>>;
  /** From metered to billed quantity, e.g. transformer loss. */
  readonly steps?: readonly QuantityStep[];
};

/** Everything that a bill says about use and money, whether it is issued, proposed or on trial. */
export type BillContent = {
  readonly startOn: string;
  readonly endOn: string;
  readonly totalKwh: string;
  readonly totalMinor: number;
  readonly taxMinor: number;
  readonly isEstimated: boolean;
  readonly tariffVersionId: string | null;
  readonly quantities: QuantityTexts;
  readonly readings: readonly BillReading[];
  readonly lines: readonly BillLine[];
};

export const negatedText = (text: string): DecimalText => decimalText(decimalOf(text).negated());

/**
 * The mirror of a bill (冲红): every quantity and amount with its sign turned, line by line and to the last
 * digit, so that both together are nothing. Days, readings and prices stay as they were.
 */
export function mirrorContent(content: BillContent): BillContent {
  return {
    ...content,
    totalKwh: negatedText(content.totalKwh),
    totalMinor: minor(-content.totalMinor),
    taxMinor: minor(-content.taxMinor),
    quantities: mirrorQuantities(content.quantities),
    readings: content.readings.map((reading) => ({
      ...reading,
      kwh: reading.kwh === '' ? '' : negatedText(reading.kwh),
    })),
    lines: content.lines.map((line) => ({
      ...line,
      quantity: line.quantity === null ? null : negatedText(line.quantity),
      unrounded: negatedText(line.unrounded),
      amountMinor: minor(-line.amountMinor),
      taxMinor: minor(-line.taxMinor),
      trace: { ...line.trace, formula: negatedFormula(line.trace.formula) },
    })),
  };
}

function mirrorQuantities(quantities: QuantityTexts): QuantityTexts {
  const { reactiveKvarh, reactiveDemandKvar, apparentDemandKva, demandKw, demandPeriodsKw, steps } =
    quantities;
  const mirrorEach = (texts: Readonly<Record<string, string>>) =>
    Object.fromEntries(Object.entries(texts).map(([code, text]) => [code, negatedText(text)]));
  return {
    total: negatedText(quantities.total),
    periods: mirrorEach(quantities.periods),
    ...(reactiveKvarh === undefined ? {} : { reactiveKvarh: negatedText(reactiveKvarh) }),
    ...(reactiveDemandKvar === undefined ? {} : { reactiveDemandKvar: negatedText(reactiveDemandKvar) }),
    ...(apparentDemandKva === undefined ? {} : { apparentDemandKva: negatedText(apparentDemandKva) }),
    ...(demandKw === undefined ? {} : { demandKw: negatedText(demandKw) }),
    ...(demandPeriodsKw === undefined ? {} : { demandPeriodsKw: mirrorEach(demandPeriodsKw) }),
    ...(steps === undefined ? {} : { steps: steps.map(mirrorStep) }),
  };
}

function mirrorStep(step: QuantityStep): QuantityStep {
  return { ...step, formula: negatedFormula(step.formula), quantity: negatedText(step.quantity) };
}

/** One item at one price on two bills. */
export type ComparedItem = {
  readonly itemCode: string;
  readonly itemName: string;
  readonly unit: string;
  readonly price: string | null;
  readonly oldQuantity: string | null;
  readonly newQuantity: string | null;
  readonly oldMinor: number;
  readonly newMinor: number;
};

type ItemSum = { readonly line: BillLine; quantity: Decimal | null; amountMinor: number; taxMinor: number };

/** What the lines of each item and price come to, in the order of the bill. */
export function sumByItemAndPrice(lines: readonly BillLine[]): ReadonlyMap<string, Readonly<ItemSum>> {
  const sums = new Map<string, ItemSum>();
  for (const line of lines) {
    const key = `${line.itemCode} ${line.unit} ${line.price ?? ''}`;
    const known = sums.get(key) ?? { line, quantity: null, amountMinor: 0, taxMinor: 0 };
    if (line.quantity !== null) known.quantity = decimalOf(line.quantity).plus(known.quantity ?? 0);
    known.amountMinor += line.amountMinor;
    known.taxMinor += line.taxMinor;
    sums.set(key, known);
  }
  return sums;
}

/** Old against new, item by item; what only one of them has stands with nothing on the other side. */
export function compareContents(before: BillContent, after: BillContent): readonly ComparedItem[] {
  const [old, fresh] = [sumByItemAndPrice(before.lines), sumByItemAndPrice(after.lines)];
  const textOf = (quantity: Decimal | null | undefined) => (quantity ? decimalText(quantity) : null);
  return [...new Set([...old.keys(), ...fresh.keys()])].flatMap((key) => {
    const [from, to] = [old.get(key), fresh.get(key)];
    const line = to?.line ?? from?.line;
    if (!line) return [];
    return [
      {
        itemCode: line.itemCode,
        itemName: line.itemName,
        unit: line.unit,
        price: line.price,
        oldQuantity: textOf(from?.quantity),
        newQuantity: textOf(to?.quantity),
        oldMinor: from?.amountMinor ?? 0,
        newMinor: to?.amountMinor ?? 0,
      },
    ];
  });
}
