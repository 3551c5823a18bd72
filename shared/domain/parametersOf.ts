import { billingSettingsOf } from './billing/billingSettings.ts';
import { ADJUSTABLE_RULES } from './billing/exceptionRules.ts';
import { collectionSettingsOf } from './collection/collectionSettings.ts';
import { readingPolicyOf } from './reading/policy.ts';
import { reconciliationSettingsOf } from './reconciliation/settings.ts';

/**
 * What holds in an office with these settings, in the form in which it would be stated: decimals are text. Readings as
 * for a class of customers that has none of its own. Of no settings: the defaults.
 */
export function parametersOf(settings: unknown): Record<string, Record<string, unknown>> {
  const billing = billingSettingsOf(settings);
  const severities = ADJUSTABLE_RULES.map((rule) => [rule, billing.severities[rule]]);
  const holding = {
    reading: readingPolicyOf(settings, ''),
    billing: { ...billing, severities: Object.fromEntries(severities) },
    collection: collectionSettingsOf(settings),
    reconciliation: reconciliationSettingsOf(settings),
  };
  return JSON.parse(JSON.stringify(holding)) as Record<string, Record<string, unknown>>;
}
