import type { AnomalyRule, AnomalySeverity } from './anomalyRules.ts';
import type { ReadingPolicy } from './policy.ts';
import type { RegisterCode } from './registers.ts';

/** What a rule compares or somebody states; a screen has a word for each of them. */
export const FINDING_FACTS = [
  'previous',
  'value',
  'quantity',
  'expected',
  'lastYear',
  'limit',
  'readOn',
  'period',
  'previousReadOn',
  'days',
  'stated',
  'ours',
  'count',
  'total',
  'valley',
  'sum',
  'difference',
  'reactive',
  'rules',
  'reason',
] as const;
export type FindingFact = (typeof FINDING_FACTS)[number];

/** What a rule compared, as text and whole numbers, so that a person sees why. */
export type FindingDetail = Readonly<Partial<Record<FindingFact, string | number>>>;

/** A check that a reading, or its absence, did not pass. */
export type Finding = {
  readonly rule: AnomalyRule;
  readonly severity: AnomalySeverity;
  readonly registerCode: RegisterCode;
  readonly detail: FindingDetail;
};

export function findingOf(
  rule: AnomalyRule,
  registerCode: RegisterCode,
  detail: FindingDetail,
  policy: ReadingPolicy,
): Finding {
  return { rule, severity: policy.severities[rule], registerCode, detail };
}
