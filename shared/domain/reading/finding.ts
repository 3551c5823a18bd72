import type { AnomalyRule, AnomalySeverity } from './anomalyRules.ts';
import type { ReadingPolicy } from './policy.ts';
import type { RegisterCode } from './registers.ts';

/** What a rule compared, as text and whole numbers, so that a person sees why. */
export type FindingDetail = Readonly<Record<string, string | number>>;

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
