import { addMonths, type Period } from '../localDate.ts';
import type { AnomalyRule } from './anomalyRules.ts';
import type { Finding } from './finding.ts';
import type { ReadingPolicy } from './policy.ts';

/** What is no sign of anything however often it comes: the office is on the road as it is. */
const NEVER_ESCALATED: readonly AnomalyRule[] = ['rollover', 'other_period', 'other_route'];

/** The months in a row, this one among them, in which the same was found. */
export function monthsInARow(period: Period, earlier: ReadonlySet<string>): number {
  let months = 1;
  while (earlier.has(addMonths(period, -months))) months += 1;
  return months;
}

/** A note that comes back month after month has to be looked at by a person in the end. */
export function escalatedSeverity(
  { rule, severity }: Pick<Finding, 'rule' | 'severity'>,
  months: number,
  policy: Pick<ReadingPolicy, 'escalateAfterMonths'>,
): Finding['severity'] {
  const isDue = months >= policy.escalateAfterMonths && !NEVER_ESCALATED.includes(rule);
  return severity === 'note' && isDue ? 'confirm' : severity;
}
