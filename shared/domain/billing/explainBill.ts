import { Decimal, type DecimalText, decimalOf, decimalText, minorToText } from '../money.ts';
import type { QuantityStep } from '../reading/losses.ts';
import {
  demandCodeOf,
  isReactiveCode,
  isRegisterCode,
  PERIOD_CODES,
  type PeriodCode,
  showsHighest,
} from '../reading/registers.ts';
import type { BillLine } from '../tariff/types.ts';
import type { BillReading, QuantityTexts } from './billContent.ts';

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

/** How one register's quantity came about: `(1234 - 1000) × 40`. */
export type ExplainedReading = BillReading & { readonly formula: string };

/** What was measured, what is billed, and what rounding or the share of the rest made of it. */
export type ExplainedQuantity = {
  readonly registerCode: string;
  readonly measured: DecimalText | null;
  readonly billed: DecimalText;
  readonly difference: DecimalText | null;
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
  /** Losses between the supply and the meter, each with its calculation. */
  readonly steps: readonly QuantityStep[];
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
    readings: bill.readings.map((reading) => ({ ...reading, formula: readingFormula(reading) })),
    quantities: explainedQuantities(bill),
    steps: bill.quantities.steps ?? [],
    lines: bill.lines.map((line) => explainedLine(bill, line, versions)),
    totalFormula: sumText(bill.lines.map((line) => minorToText(line.amountMinor))),
  };
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

function explainedQuantities({ quantities, readings }: BillToExplain): readonly ExplainedQuantity[] {
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
    ...PERIOD_CODES.flatMap((code): (readonly [string, string])[] => {
      const kw = quantities.demandPeriodsKw?.[code];
      return kw === undefined ? [] : [[demandCodeOf(code), kw]];
    }),
  ];
  return billed.map(([registerCode, kwh]) => {
    const sum = measured.get(registerCode);
    return {
      registerCode,
      measured: sum === undefined ? null : decimalText(sum),
      billed: decimalText(decimalOf(kwh)),
      difference: sum === undefined ? null : decimalText(decimalOf(kwh).minus(sum)),
    };
  });
}

function explainedLine(
  bill: BillToExplain,
  line: LineToExplain,
  versions: readonly PriceVersion[],
): ExplainedLine {
  const { trace } = line;
  const parts = line.itemCode.split('.').slice(1);
  const priced = trace.version ?? {
    tariffVersionId: bill.tariffVersionId ?? '',
    startOn: bill.startOn,
    endOn: bill.endOn,
  };
  const version = versions.find((one) => one.tariffVersionId === priced.tariffVersionId);
  const tier = parts.find((part) => part.startsWith('tier_'));
  const period = parts.find((part) => isRegisterCode(part) && part !== 'total');
  return {
    lineNo: line.lineNo,
    itemName: line.itemName,
    tierNo: tier === undefined ? null : Number(tier.slice('tier_'.length)),
    periodCode: (period as PeriodCode | undefined) ?? null,
    quantity: line.quantity,
    unit: line.unit,
    price: line.price,
    rule: trace.rule,
    inputs: trace.inputs,
    formula: trace.formula,
    unrounded: line.unrounded,
    roundedBy: decimalText(new Decimal(minorToText(line.amountMinor)).minus(decimalOf(line.unrounded))),
    amountMinor: line.amountMinor,
    taxMinor: line.taxMinor,
    source: trace.source ?? null,
    version: version === undefined ? null : { ...version, startOn: priced.startOn, endOn: priced.endOn },
  };
}

/** `1.00 + 2.00 - 0.50`; a single amount stands alone. */
function sumText(amounts: readonly string[]): string {
  return amounts
    .map((amount, index) => {
      if (index === 0) return amount;
      return amount.startsWith('-') ? ` - ${amount.slice(1)}` : ` + ${amount}`;
    })
    .join('');
}
