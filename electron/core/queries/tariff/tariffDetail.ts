import { tariffDetail as tariffDetailContract } from '#shared/contract/tariff.ts';
import { trialTariff } from '#shared/domain/tariff/index.ts';
import { ok } from '#shared/lib/result.ts';
import { loadOfficeDays } from '../../db/repositories/tariff/officeDays.ts';
import { listVersions, loadTariff } from '../../db/repositories/tariff/tariffs.ts';
import { handleQuery } from '../../rpc/handlers.ts';
import { caseFacts, versionFacts } from './tariffFacts.ts';

export const tariffDetail = handleQuery(tariffDetailContract, async (context, input) => {
  const tariff = await loadTariff(context.db, input.tariffId);
  if (!tariff) return context.refuse('not_found', { tariffId: input.tariffId });
  const officeDays = await loadOfficeDays(context.db);
  const versions = await listVersions(context.db, tariff.tariff_id);
  return ok({
    tariffId: tariff.tariff_id,
    tariffCode: tariff.tariff_code,
    name: tariff.name,
    customerClass: tariff.customer_class,
    versions: versions.map((version) => {
      const content = JSON.parse(version.content_json) as Record<string, unknown>;
      return {
        ...versionFacts(version),
        isOwn: version.created_by === context.actor.userId,
        content,
        cases: trialTariff(content, officeDays).cases.map(caseFacts),
      };
    }),
  });
});
