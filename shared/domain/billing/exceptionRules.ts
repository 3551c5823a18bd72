/**
 * What a checker has to look at before a run is submitted. `stop`: there is no bill until the cause
 * is gone, accepting it leaves the service point out of this run. `confirm`: the bill stands once a
 * person accepted it with a reason. `note`: shown, never in the way.
 */
export const EXCEPTION_SEVERITIES = ['stop', 'confirm', 'note'] as const;
export type ExceptionSeverity = (typeof EXCEPTION_SEVERITIES)[number];

/** Rules of trial bills in the order in which they are shown. */
export const EXCEPTION_SEVERITY_BY_RULE = {
  /** No meter was installed in the period. */
  meter_missing: 'stop',
  /** A register has no accepted reading of the period, or none to count from. */
  reading_missing: 'stop',
  /** A register went back and nobody confirmed a rollover. */
  negative: 'stop',
  /** Sharp, peak, flat and valley are more than the total register, beyond its last digit. */
  period_quantity_mismatch: 'stop',
  /** No activated tariff version covers the whole span. */
  tariff_missing: 'stop',
  /** The tariff needs something the service point has not (capacity, household ...). */
  calculation_refused: 'stop',
  /** Above what the office lets any bill be. */
  absurd_total: 'stop',
  /** Below zero: nobody can owe that. */
  negative_total: 'stop',
  /** The reading desk has not finished with this service point. */
  open_anomaly: 'stop',
  /** Nothing was used though the bill before shows use. */
  zero: 'confirm',
  high: 'confirm',
  low: 'confirm',
  /** The meter showed more kW than the contract has: rightly so, or read wrong. */
  demand_above_contract: 'confirm',
  first_bill: 'note',
  /** Counts the limits and amounts of more than one month: every other month, or one that nobody billed. */
  several_months: 'note',
  estimated: 'note',
} as const satisfies Record<string, ExceptionSeverity>;

/** Rules that an office may take more or less seriously; where there is no bill, or none that anybody could owe, it may not. */
export const ADJUSTABLE_RULES = [
  'zero',
  'high',
  'low',
  'demand_above_contract',
  'first_bill',
  'several_months',
  'estimated',
] as const satisfies readonly (keyof typeof EXCEPTION_SEVERITY_BY_RULE)[];

export type ExceptionRule = keyof typeof EXCEPTION_SEVERITY_BY_RULE;
export const EXCEPTION_RULES = Object.keys(EXCEPTION_SEVERITY_BY_RULE) as [ExceptionRule, ...ExceptionRule[]];

export const EXCEPTION_STATES = ['open', 'accepted', 'sent_back'] as const;
export type ExceptionState = (typeof EXCEPTION_STATES)[number];
