import type { InputOf } from '#shared/contract/define.ts';
import type { tariffCreate } from '#shared/contract/tariff.ts';
import type { TariffContent } from '#shared/domain/tariff/index.ts';
import { ok, type Result, refused } from '#shared/lib/result.ts';
import {
  findBillToChange,
  insertTariff,
  insertVersion,
  listVersions,
  loadTariffByCode,
} from '../../db/repositories/tariff/tariffs.ts';
import type { CommandContext } from '../../rpc/handlers.ts';
import { canonicalJson, sha256 } from '../../runtime/canonicalJson.ts';

type NewVersion = Omit<InputOf<typeof tariffCreate>, 'content'>;
type Unfit = {
  readonly code: 'class_differs' | 'content_unchanged' | 'bills_issued';
  readonly detail: Readonly<Record<string, unknown>>;
};

/** Adds the version, and the tariff where its code is new. */
export async function storeVersion(
  context: Pick<CommandContext, 'tx' | 'now' | 'newId' | 'actor' | 'audit' | 'publish'>,
  input: NewVersion,
  content: TariffContent,
): Promise<Result<{ tariffId: string; tariffVersionId: string; versionNo: number }, Unfit>> {
  const { tx, now } = context;
  const known = await loadTariffByCode(tx, input.tariffCode);
  if (known && known.customer_class !== input.customerClass) {
    return refused({ code: 'class_differs', detail: { customerClass: known.customer_class } });
  }
  const earlier = known ? await listVersions(tx, known.tariff_id) : [];
  const contentHash = sha256(canonicalJson([input.startOn, input.documentNo, content]));
  const [latest] = earlier;
  if (latest?.content_hash === contentHash) {
    return refused({ code: 'content_unchanged', detail: { versionNo: latest.version_no } });
  }
  const billNo = known ? await findBillToChange(tx, known.tariff_id, input.startOn) : null;
  if (billNo !== null) return refused({ code: 'bills_issued', detail: { startOn: input.startOn, billNo } });
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
    content_json: JSON.stringify(content),
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
}
