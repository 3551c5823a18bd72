import { tariffDrafts as tariffDraftsContract } from '#shared/contract/tariff.ts';
import { trialTariff } from '#shared/domain/tariff/index.ts';
import { groupBy } from '#shared/lib/collections.ts';
import { ok } from '#shared/lib/result.ts';
import { loadOfficeDays } from '../../db/repositories/tariff/officeDays.ts';
import { listAllVersions, listTariffs } from '../../db/repositories/tariff/tariffs.ts';
import { handleQuery } from '../../rpc/handlers.ts';
import { draftsAmong } from './tariffFacts.ts';

export const tariffDrafts = handleQuery(tariffDraftsContract, async (context) => {
  const versions = groupBy(await listAllVersions(context.db), ({ tariff_id }) => tariff_id);
  const officeDays = await loadOfficeDays(context.db);
  const tariffs = await listTariffs(context.db);
  const rows = tariffs.flatMap((tariff) =>
    draftsAmong(versions.get(tariff.tariff_id) ?? []).map((version) => {
      const { cases, passed } = trialTariff(JSON.parse(version.content_json), officeDays);
      return {
        tariffVersionId: version.tariff_version_id,
        tariffId: tariff.tariff_id,
        tariffCode: tariff.tariff_code,
        name: tariff.name,
        customerClass: tariff.customer_class,
        versionNo: version.version_no,
        startOn: version.start_on,
        documentNo: version.document_no,
        createdByName: version.created_by_name,
        isOwn: version.created_by === context.actor.userId,
        caseCount: cases.filter(({ isCompared }) => isCompared).length,
        casesPassed: passed,
      };
    }),
  );
  return ok({ rows });
});
