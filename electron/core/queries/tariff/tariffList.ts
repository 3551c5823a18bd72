import { tariffList as tariffListContract } from '#shared/contract/tariff.ts';
import { groupBy } from '#shared/lib/collections.ts';
import { ok } from '#shared/lib/result.ts';
import { countAssigned, listAllVersions, listTariffs } from '../../db/repositories/tariff/tariffs.ts';
import { handleQuery } from '../../rpc/handlers.ts';
import { draftsAmong, versionFacts } from './tariffFacts.ts';

export const tariffList = handleQuery(tariffListContract, async (context) => {
  const versions = groupBy(await listAllVersions(context.db), (version) => version.tariff_id);
  const assigned = await countAssigned(context.db);
  const tariffs = await listTariffs(context.db);
  return ok({
    rows: tariffs.map((tariff) => {
      const own = versions.get(tariff.tariff_id) ?? [];
      const inForce = own
        .filter((version) => version.activated_at !== null && version.start_on <= context.businessDate)
        .sort((a, b) => (a.start_on < b.start_on ? -1 : 1));
      const current = inForce.at(-1);
      return {
        tariffId: tariff.tariff_id,
        tariffCode: tariff.tariff_code,
        name: tariff.name,
        customerClass: tariff.customer_class,
        current: current ? versionFacts(current) : null,
        versionCount: own.length,
        draftCount: draftsAmong(own).length,
        servicePointCount: assigned.get(tariff.tariff_id) ?? 0,
      };
    }),
  });
});
