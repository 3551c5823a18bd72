import { officeDetail as officeDetailContract } from '#shared/contract/access.ts';
import { billingSettingsOf } from '#shared/domain/billing/billingSettings.ts';
import { ok } from '#shared/lib/result.ts';
import { handleQuery } from '../../rpc/handlers.ts';

export const officeDetail = handleQuery(officeDetailContract, async ({ office }) =>
  ok({
    name: office.name,
    currency: office.currency,
    timeZone: office.time_zone,
    currentPeriod: office.current_period,
    dueAfterDays: billingSettingsOf(JSON.parse(office.settings_json)).dueAfterDays,
    version: office.version,
  }),
);
