/**
 * `stop`: the service point is not billed until the cause is gone. `confirm`: a person confirms it
 * with a reason, or corrects it. `note`: shown, never in the way.
 */
export const ANOMALY_SEVERITIES = ['stop', 'confirm', 'note'] as const;
export type AnomalySeverity = (typeof ANOMALY_SEVERITIES)[number];

/** `noted` is the resting state of a note; `corrected`: the cause is gone. */
export const ANOMALY_STATES = ['open', 'noted', 'confirmed', 'corrected'] as const;
export type AnomalyState = (typeof ANOMALY_STATES)[number];

/** Checks of readings (VEE) in the order in which they are shown, with their default severity. */
export const ANOMALY_SEVERITY_BY_RULE = {
  /** No reading of the period, or a register of the meter was left out. */
  missing: 'stop',
  /** Lower than the estimate before it: the estimate was too high, no rollover. */
  below_estimate: 'stop',
  /** Far more or less since the estimate before it than was to be expected: the estimate was wrong, and so is its bill. */
  contradicts_estimate: 'confirm',
  /** The register rolled over more than once, or could have: the quantity is unknown. */
  several_rollovers: 'stop',
  /** Lower than the reading before it; confirming it says that the register rolled over. */
  negative: 'confirm',
  /** Nothing was used though the history shows use. */
  zero: 'confirm',
  high: 'confirm',
  low: 'confirm',
  /** Sharp, peak, flat and valley do not add up to the total register. */
  period_sum: 'confirm',
  date_outside_cycle: 'confirm',
  /** The reading before it is older than the cycle. */
  gap: 'confirm',
  /** The file states another multiplier than the meter has. */
  multiplier_differs: 'confirm',
  /** The file states another previous reading than the ledger has. */
  previous_differs: 'confirm',
  /** More estimates in a row than the office allows. */
  consecutive_estimates: 'confirm',
  /** The checker of the bills asks to look again; the reason is in the detail. */
  sent_back: 'confirm',
  /** Rolled over once, with a quantity that the history makes plausible. */
  rollover: 'note',
  /** Same as the reading before it, without history to compare: perhaps not read. */
  equals_previous: 'note',
  /** More of the use fell into the valley than is usual. */
  valley_share: 'note',
  reactive_without_active: 'note',
  /** Read on a cycle day of the neighbouring period, and counted there. */
  other_period: 'note',
  /** The meter belongs to another route than the one that the file was imported for. */
  other_route: 'note',
} as const satisfies Record<string, AnomalySeverity>;

/** Findings that are settled by putting the estimates right (清算估抄). */
export const ESTIMATE_RULES: readonly string[] = [
  'below_estimate',
  'contradicts_estimate',
] satisfies AnomalyRule[];

/** Said once for a meter and day, not for each of its registers. */
export const WHOLE_METER_RULES: readonly string[] = [
  'gap',
  'date_outside_cycle',
  'other_period',
  'other_route',
  'multiplier_differs',
] satisfies AnomalyRule[];

export type AnomalyRule = keyof typeof ANOMALY_SEVERITY_BY_RULE;
export const ANOMALY_RULES = Object.keys(ANOMALY_SEVERITY_BY_RULE) as [AnomalyRule, ...AnomalyRule[]];
