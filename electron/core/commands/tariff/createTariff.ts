import { tariffCreate } from '#shared/contract/tariff.ts';
import { parseTariffContent } from '#shared/domain/tariff/index.ts';
import { ok } from '#shared/lib/result.ts';
import {
  insertTariff,
  insertVersion,
  listVersions,
  loadTariffByCode,
} from '../../db/repositories/tariff/tariffs.ts';
import { handleCommand } from '../../rpc/handlers.ts';
import { canonicalJson, sha256 } from '../../runtime/canonicalJson.ts';

export const createTariff = handleCommand(tariffCreate, async (context, input) => {
  const { tx, now } = context;
  const content = parseTariffContent(input.content);
  if (!content.ok) return context.refuse('content_invalid', { errors: content.error });
  const known = await loadTariffByCode(tx, input.tariffCode);
  if (known && known.customer_class !== input.customerClass) {
    return context.refuse('class_differs', { customerClass: known.customer_class });
  }
  const earlier = known ? await listVersions(tx, known.tariff_id) : [];
  const contentHash = sha256(canonicalJson([input.startOn, input.documentNo, content.value]));
  const [latest] = earlier;
  if (latest?.content_hash === contentHash) {
    return context.refuse('content_unchanged', { versionNo: latest.version_no });
  }
  const tariffId = known?.tariff_id ?? context.newId();
  if (!known) {
    await insertTariff(tx, {
      tariff_id: tariffId,
      tariff_code: input.tariffCode,
      name: input.name,
      customer_class: input.customerClass,
      version: 1,
      created_at: now,
    });
  }
  const tariffVersionId = context.newId();
  const versionNo = (latest?.version_no ?? 0) + 1;
  await insertVersion(tx, {
    tariff_version_id: tariffVersionId,
    tariff_id: tariffId,
    version_no: versionNo,
    start_on: input.startOn,
    document_no: input.documentNo,
    content_json: JSON.stringify(content.value),
    content_hash: contentHash,
    created_by: context.actor.userId,
    created_at: now,
  });
  context.audit({
    subjectType: 'tariff_version',
    subjectId: tariffVersionId,
    detail: { tariffCode: input.tariffCode, versionNo, startOn: input.startOn, documentNo: input.documentNo },
  });
  context.publish('tariff');
  return ok({ tariffId, tariffVersionId, versionNo });
});
