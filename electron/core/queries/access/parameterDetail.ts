import { PARAMETER_PARTS, parameterDetail as parameterDetailContract } from '#shared/contract/parameters.ts';
import { billingSettingsOf } from '#shared/domain/billing/billingSettings.ts';
import { ADJUSTABLE_RULES } from '#shared/domain/billing/exceptionRules.ts';
import { collectionSettingsOf } from '#shared/domain/collection/collectionSettings.ts';
import { readingPolicyOf } from '#shared/domain/reading/policy.ts';
import { reconciliationSettingsOf } from '#shared/domain/reconciliation/settings.ts';
import { settingsPart } from '#shared/domain/settings.ts';
import { ok } from '#shared/lib/result.ts';
import { handleQuery } from '../../rpc/handlers.ts';

export const parameterDetail = handleQuery(parameterDetailContract, async ({ office }) => {
  const settings: unknown = JSON.parse(office.settings_json);
  const parts = PARAMETER_PARTS.map((part) => [part, settingsPart(settings, part)] as const);
  return ok({
    stated: Object.fromEntries(parts.filter(([, stated]) => Object.keys(stated).length > 0)),
    current: currentParameters(settings),
    version: office.version,
  });
});

/** What holds, in the form in which it would be stated: decimals are text. */
function currentParameters(settings: unknown): Record<string, unknown> {
  const billing = billingSettingsOf(settings);
  const severities = ADJUSTABLE_RULES.map((rule) => [rule, billing.severities[rule]]);
  const current = {
    reading: readingPolicyOf(settings, ''),
    billing: { ...billing, severities: Object.fromEntries(severities) },
    collection: collectionSettingsOf(settings),
    reconciliation: reconciliationSettingsOf(settings),
  };
  return JSON.parse(JSON.stringify(current)) as Record<string, unknown>;
}
