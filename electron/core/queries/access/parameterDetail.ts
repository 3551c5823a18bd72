import { PARAMETER_PARTS, parameterDetail as parameterDetailContract } from '#shared/contract/parameters.ts';
import { parametersOf } from '#shared/domain/parametersOf.ts';
import { settingsPart } from '#shared/domain/settings.ts';
import { ok } from '#shared/lib/result.ts';
import { handleQuery } from '../../rpc/handlers.ts';

export const parameterDetail = handleQuery(parameterDetailContract, async ({ office }) => {
  const settings: unknown = JSON.parse(office.settings_json);
  const parts = PARAMETER_PARTS.map((part) => [part, settingsPart(settings, part)] as const);
  return ok({
    stated: Object.fromEntries(parts.filter(([, stated]) => Object.keys(stated).length > 0)),
    current: parametersOf(settings),
    version: office.version,
  });
});
