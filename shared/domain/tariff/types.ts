import type { DateSpan, Period } from '../localDate.ts';
import type { Decimal, DecimalText, Minor } from '../money.ts';
import type { BilledQuantities } from '../reading/registers.ts';

/** What one bill, or its part under one price version, is calculated from. */
export type CalculationInput = {
  readonly span: DateSpan;
  readonly period: Period;
  readonly quantities: BilledQuantities;
  /** kWh billed since 1 January before `span`; yearly tiers go on from here. */
  readonly usedThisYear: Decimal;
  readonly capacityKva: Decimal | null;
  readonly householdSize: number | null;
  /** The whole bill, where `span` is only its part under one price; monthly items go by days of it. */
  readonly wholeSpan?: DateSpan;
};

/** How a line came about, for the person who asks: every figure that went in. */
export type BillTrace = {
  /** The rule of this engine that made the line, e.g. `tier_increment.year`. */
  readonly rule: string;
  /** The calculation with its numbers, e.g. `140 × 0.05`. */
  readonly formula: string;
  readonly inputs: Readonly<Record<string, string>>;
};

export type BillLine = {
  readonly lineNo: number;
  readonly itemCode: string;
  readonly itemName: string;
  readonly kind: string;
  readonly account: 'revenue' | 'surcharge' | 'tax';
  readonly quantity: DecimalText | null;
  /** `kWh`, `kVA`, `month`, `day`, `%` or empty. */
  readonly unit: string;
  readonly price: DecimalText | null;
  readonly unrounded: DecimalText;
  readonly amountMinor: Minor;
  /** The part of the amount that is tax. */
  readonly taxMinor: Minor;
  readonly trace: BillTrace;
};

export type CalculatedBill = { readonly lines: readonly BillLine[]; readonly totalMinor: Minor };

/** Why a bill stops: the run goes on without it. */
export type CalculationStop = {
  readonly code:
    | 'negative_quantity'
    | 'no_price_for_period'
    | 'periods_missing'
    | 'periods_differ_from_total'
    | 'capacity_missing'
    | 'quantity_too_large'
    | 'amount_too_large'
    | 'period_of_no_days';
  readonly detail: Readonly<Record<string, string>>;
};

/** A line before it is numbered and its tax is known. */
export type DraftLine = {
  readonly quantity: Decimal | null;
  readonly unit: string;
  readonly price: DecimalText | null;
  readonly unrounded: Decimal;
  readonly trace: BillTrace;
  /** Added to the item's name, e.g. the period of the day or the number of the tier. */
  readonly part?: string;
};
