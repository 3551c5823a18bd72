import type { DateSpan, Period } from '../localDate.ts';
import type { Decimal, DecimalText, Minor } from '../money.ts';
import type { BilledQuantities, PeriodCode } from '../reading/registers.ts';
import type { BasicChargeWay, PowerFactorStandard } from './content/fields.ts';

/** Capacity and contracted demand over some days of a bill. */
export type SupplySpan = DateSpan & {
  readonly capacityKva: Decimal | null;
  readonly contractKw: Decimal | null;
};

/** The highest demand in kW, of all and within periods of the day. */
export type MaximumDemand = {
  readonly max: Decimal;
  readonly periods: Readonly<Partial<Record<PeriodCode, Decimal>>>;
};

/** What one bill, or its part under one price version, is calculated from. */
export type CalculationInput = {
  readonly span: DateSpan;
  readonly period: Period;
  /** The whole bill, where `span` is only its part under one price; monthly items go by days of it. */
  readonly whole?: {
    readonly span: DateSpan;
    readonly total: Decimal;
    /** What the parts before come to: the last part rounds the total of all. */
    readonly billedBefore?: Minor;
  };
  readonly quantities: BilledQuantities;
  /** kWh billed since 1 January before `span`; yearly tiers go on from here. */
  readonly usedThisYear: Decimal;
  /** Months that the whole bill covers, for monthly amounts and limits: 1, or 2 where it is every other month. */
  readonly months: number;
  /** Months of the calendar year in which the account exists, for yearly limits: 12, fewer in a part year. */
  readonly yearMonths: number;
  /** A first or final bill that covers only a part of its month. */
  readonly isPartMonth: boolean;
  readonly householdSize: number | null;
  readonly customerClass: string | null;
  /** Over the whole bill, adjoining, the earliest first; empty where nothing is known. */
  readonly supply: readonly SupplySpan[];
  readonly basicChargeBy: BasicChargeWay | null;
  readonly powerFactorStandard: PowerFactorStandard | null;
  /** Reactive consumption of the whole bill; `null` where no register counts it. */
  readonly reactiveKvarh: Decimal | null;
  /** The highest reactive demand of the whole bill; `null` where no register takes it. */
  readonly reactiveDemandKvar: Decimal | null;
  /** The highest apparent demand of the whole bill; `null` where no register takes it. */
  readonly apparentDemandKva: Decimal | null;
  readonly demand: MaximumDemand | null;
  /** Demand of the months before, the latest last. */
  readonly demandHistory: readonly (MaximumDemand & { readonly period: Period })[];
  /** The same of apparent demand. */
  readonly apparentDemandHistory: readonly { readonly period: Period; readonly kva: Decimal }[];
};

/** How a line came about, for the person who asks: every figure that went in. */
export type BillTrace = {
  /** The rule of this engine that made the line, e.g. `tier_increment.year`. */
  readonly rule: string;
  /**
   * The calculation with its numbers, e.g. `140 × 0.05`: numbers, `×`, `÷`, `+`, `-`, brackets and a percent
   * sign behind a number. Evaluated from left to right it is the unrounded amount.
   */
  readonly formula: string;
  readonly inputs: Readonly<Record<string, string>>;
  /** Why an item applied that does not always: what it asks for, with the figures of the bill. */
  readonly condition?: Readonly<Record<string, string>>;
  /** Where the rule of the item is from, if it says so. */
  readonly source?: string;
  /** The price version and the days it priced; stated where the line is put on a bill. */
  readonly version?: {
    readonly tariffVersionId: string;
    readonly startOn: string;
    readonly endOn: string;
  };
};

export type BillLine = {
  readonly lineNo: number;
  /** The item's code, with its part behind a point: `energy.peak`, `tier.tier_2`, `tier.tier_2.peak`. */
  readonly itemCode: string;
  readonly itemName: string;
  readonly kind: string;
  readonly account: 'revenue' | 'surcharge' | 'tax';
  /** For display, to six places; what was calculated with stands in the trace. */
  readonly quantity: DecimalText | null;
  /** `kWh`, `kvarh`, `kVA`, `kW`, `kvar`, `month`, `day`, `%` or empty. */
  readonly unit: string;
  readonly price: DecimalText | null;
  readonly unrounded: DecimalText;
  readonly amountMinor: Minor;
  /** The part of the amount that is tax. */
  readonly taxMinor: Minor;
  readonly trace: BillTrace;
};

export type CalculatedBill = { readonly lines: readonly BillLine[]; readonly totalMinor: Minor };

/** Codes with which a bill stops: what is missing or impossible. */
export const CALCULATION_STOPS = [
  'negative_quantity',
  'no_price_for_period',
  'energy_unpriced',
  'periods_missing',
  'periods_differ_from_total',
  'capacity_missing',
  'contract_missing',
  'demand_missing',
  'apparent_demand_missing',
  'reactive_missing',
  'reactive_demand_missing',
  'standard_missing',
  'basic_charge_way_missing',
  'customer_class_missing',
  'power_factor_undefined',
  'holidays_unknown',
  'calendar_not_for_customer',
  'intervals_incomplete',
  'loss_table_exceeded',
  'negative_remainder',
  'sub_point_unread',
  'terms_change_inside',
  'quantity_too_large',
  'amount_too_large',
  'period_of_no_days',
] as const;

export type CalculationStopCode = (typeof CALCULATION_STOPS)[number];

/** Why a bill stops: the run goes on without it. */
export type CalculationStop = {
  readonly code: CalculationStopCode;
  readonly detail: Readonly<Record<string, string>>;
};

/** A line before it is numbered and its tax is known. */
export type DraftLine = {
  readonly quantity: Decimal | null;
  readonly unit: string;
  readonly price: DecimalText | null;
  readonly unrounded: Decimal;
  readonly rule: string;
  readonly formula: string;
  readonly inputs: Readonly<Record<string, string>>;
  /** Behind the item's code, e.g. the period of the day or the number of the tier. */
  readonly part?: string;
};
