import { Decimal, type DecimalText, decimalOf, decimalText, minor, minorToText, sumMinor } from '../money.ts';
import type { PeriodCode } from '../reading/registers.ts';
import type { BillLine } from '../tariff/types.ts';
import { type BillReading, negatedText, type QuantityTexts } from './billContent.ts';
import {
  type ExplainedQuantity,
  type ExplainedReading,
  type ExplainedStep,
  explainedQuantities,
  explainedReading,
  explainedStep,
} from './explainQuantities.ts';
import { negatedFormula, sumText } from './formula.ts';
import { itemParts } from './itemParts.ts';

/** A price version as a bill names it. */
export type PriceVersion = {
  readonly tariffVersionId: string;
  readonly tariffName: string;
  readonly versionNo: number;
  readonly documentNo: string;
};

export type BillToExplain = {
  readonly startOn: string;
  readonly endOn: string;
  readonly tariffVersionId: string | null;
  readonly totalMinor: number;
  readonly quantities: QuantityTexts;
  readonly readings: readonly BillReading[];
  readonly lines: readonly LineToExplain[];
};

type LineToExplain = Pick<BillLine, 'lineNo' | 'itemCode' | 'itemName' | 'unit' | 'trace'> & {
  readonly quantity: string | null;
  readonly price: string | null;
  readonly unrounded: string;
  readonly amountMinor: number;
  readonly taxMinor: number;
};

export type ExplainedLine = {
  readonly lineNo: number;
  readonly itemName: string;
  readonly tierNo: number | null;
  readonly periodCode: PeriodCode | null;
  readonly quantity: string | null;
  readonly unit: string;
  readonly price: string | null;
  readonly rule: string;
  readonly inputs: Readonly<Record<string, string>>;
  /** Why the item applied, where it does not always: what it asks for, with the figures of the bill. */
  readonly condition: Readonly<Record<string, string>>;
  /** The items that the rule goes by, e.g. of a percentage, with what they came to. */
  readonly base: readonly { readonly itemName: string; readonly amountMinor: number }[];
  readonly formula: string;
  readonly unrounded: string;
  /** What rounding to the cent added or took, in major units. */
  readonly roundedBy: DecimalText;
  readonly amountMinor: number;
  readonly taxMinor: number;
  /** Where the rule is from, if the tariff says more than its document. */
  readonly source: string | null;
  readonly version: (PriceVersion & { readonly startOn: string; readonly endOn: string }) | null;
};

export type BillExplanation = {
  readonly readings: readonly ExplainedReading[];
  readonly quantities: readonly ExplainedQuantity[];
  /** What belongs to others, and losses between the supply and the meter, each with its calculation. */
  readonly steps: readonly ExplainedStep[];
  readonly lines: readonly ExplainedLine[];
  /** The lines' amounts as they are added up: `83.60 + 7.00`. */
  readonly totalFormula: string;
};

/**
 * Answers "why do I pay this": every figure of a bill followed from the readings to the cent. Says nothing that the
 * bill does not hold; words for the codes are the reader's.
 */
export function explainBill(bill: BillToExplain, versions: readonly PriceVersion[]): BillExplanation {
  return {
    readings: bill.readings.map(explainedReading),
    quantities: explainedQuantities(bill),
    steps: (bill.quantities.steps ?? []).map(explainedStep),
    lines: bill.lines.map((line) => explainedLine(bill, line, versions)),
    totalFormula: sumText(bill.lines.map((line) => minorToText(line.amountMinor))),
  };
}

/**
 * The explanation of a mirror (冲红): that of the bill which it takes back, every result with its sign turned. What went
 * into a line stays as it stands in its formula.
 */
export function mirrorExplanation({ readings, quantities, steps, lines }: BillExplanation): BillExplanation {
  const negated = (text: string | null) => (text === null ? null : negatedText(text));
  return {
    readings: readings.map((reading) => ({
      ...reading,
      formula: negatedFormula(reading.formula),
      kwh: reading.kwh === '' ? '' : negatedText(reading.kwh),
    })),
    quantities: quantities.map(({ measured, billed, difference, ...one }) => ({
      ...one,
      measured: negated(measured),
      billed: negatedText(billed),
      difference: negated(difference),
    })),
    steps: steps.map((step) => ({
      ...step,
      formula: negatedFormula(step.formula),
      quantity: negatedText(step.quantity),
      roundedBy: negatedText(step.roundedBy),
    })),
    lines: lines.map((line) => ({
      ...line,
      quantity: negated(line.quantity),
      formula: negatedFormula(line.formula),
      unrounded: negatedText(line.unrounded),
      roundedBy: negatedText(line.roundedBy),
      amountMinor: minor(-line.amountMinor),
      taxMinor: minor(-line.taxMinor),
    })),
    totalFormula: sumText(lines.map((line) => minorToText(-line.amountMinor))),
  };
}

function explainedLine(
  bill: BillToExplain,
  line: LineToExplain,
  versions: readonly PriceVersion[],
): ExplainedLine {
  const { trace } = line;
  const priced = trace.version ?? {
    tariffVersionId: bill.tariffVersionId ?? '',
    startOn: bill.startOn,
    endOn: bill.endOn,
  };
  const version = versions.find((one) => one.tariffVersionId === priced.tariffVersionId);
  return {
    lineNo: line.lineNo,
    itemName: line.itemName,
    ...itemParts(line.itemCode),
    quantity: line.quantity,
    unit: line.unit,
    price: line.price,
    rule: trace.rule,
    inputs: trace.inputs,
    condition: trace.condition ?? {},
    base: baseOf(line, bill.lines),
    formula: trace.formula,
    unrounded: line.unrounded,
    roundedBy: decimalText(new Decimal(minorToText(line.amountMinor)).minus(decimalOf(line.unrounded))),
    amountMinor: line.amountMinor,
    taxMinor: line.taxMinor,
    source: trace.source ?? null,
    version: version === undefined ? null : { ...version, startOn: priced.startOn, endOn: priced.endOn },
  };
}

/** What the items that a line goes by came to in the same part of the bill. */
function baseOf({ trace }: LineToExplain, lines: readonly LineToExplain[]): ExplainedLine['base'] {
  const codes = trace.inputs.of?.split(' + ') ?? [];
  const sameParts = lines.filter((one) => one.trace.version?.startOn === trace.version?.startOn);
  return codes.flatMap((code) => {
    const own = sameParts.filter(({ itemCode }) => itemCode.split('.')[0] === code);
    const [first] = own;
    if (first === undefined) return [];
    return [{ itemName: first.itemName, amountMinor: sumMinor(own.map((one) => minor(one.amountMinor))) }];
  });
}
