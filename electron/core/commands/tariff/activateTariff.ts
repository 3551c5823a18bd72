import { type RefusedActivation, tariffActivate } from '#shared/contract/tariff.ts';
import { decideActivation } from '#shared/domain/tariff/decideActivation.ts';
import { ok } from '#shared/lib/result.ts';
import { loadOfficeDays } from '../../db/repositories/tariff/officeDays.ts';
import {
  findBillToChange,
  insertActivation,
  listVersions,
  loadTariff,
  loadVersion,
} from '../../db/repositories/tariff/tariffs.ts';
import { handleCommand } from '../../rpc/handlers.ts';

export const activateTariff = handleCommand(tariffActivate, async (context, { tariffVersionIds }) => {
  const { tx, actor, now } = context;
  const officeDays = await loadOfficeDays(tx);
  const versions = [];
  const refused: RefusedActivation['versions'] = [];
  const ids = [...new Set(tariffVersionIds)];
  for (const [index, tariffVersionId] of ids.entries()) {
    await context.checkpoint(index, ids.length);
    const version = await loadVersion(tx, tariffVersionId);
    if (!version) return context.refuse('not_found', { tariffVersionId });
    const tariff = await loadTariff(tx, version.tariff_id);
    const others = await listVersions(tx, version.tariff_id);
    const decision = decideActivation(
      {
        isActive: version.activated_at !== null,
        createdBy: version.created_by,
        startOn: version.start_on,
        content: JSON.parse(version.content_json),
      },
      {
        userId: actor.userId,
        // Those that this command put in force before are among them.
        activeStarts: others.filter((other) => other.activated_at !== null).map((other) => other.start_on),
        officeDays,
        billToChange: await findBillToChange(tx, version.tariff_id, version.start_on),
      },
    );
    const facts = {
      tariffVersionId,
      tariffCode: tariff?.tariff_code ?? '',
      versionNo: version.version_no,
    };
    if (!decision.ok) {
      refused.push({ ...facts, name: tariff?.name ?? '', ...decision.error });
      continue;
    }
    const { caseCount } = decision.value;
    await insertActivation(tx, {
      tariff_version_id: tariffVersionId,
      activated_by: actor.userId,
      activated_at: now,
    });
    context.audit({
      subjectType: 'tariff_version',
      subjectId: tariffVersionId,
      detail: { outcome: 'activated', caseCount },
    });
    versions.push({ ...facts, caseCount });
  }
  if (refused.length > 0) return context.refuse('not_activated', { versions: refused });
  context.publish('tariff');
  return ok({ versions });
});
