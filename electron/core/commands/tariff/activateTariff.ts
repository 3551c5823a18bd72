import { tariffActivate } from '#shared/contract/tariff.ts';
import { decideActivation } from '#shared/domain/tariff/decideActivation.ts';
import { ok } from '#shared/lib/result.ts';
import { loadOfficeDays } from '../../db/repositories/tariff/officeDays.ts';
import {
  findBillToChange,
  insertActivation,
  listVersions,
  loadVersion,
} from '../../db/repositories/tariff/tariffs.ts';
import { handleCommand } from '../../rpc/handlers.ts';

export const activateTariff = handleCommand(tariffActivate, async (context, input) => {
  const { tx, actor, now } = context;
  const version = await loadVersion(tx, input.tariffVersionId);
  if (!version) return context.refuse('not_found', { tariffVersionId: input.tariffVersionId });
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
      activeStarts: others.filter((other) => other.activated_at !== null).map((other) => other.start_on),
      officeDays: await loadOfficeDays(tx),
      billToChange: await findBillToChange(tx, version.tariff_id, version.start_on),
    },
  );
  if (!decision.ok) return context.refuse(decision.error.code, decision.error.detail);
  await insertActivation(tx, {
    tariff_version_id: version.tariff_version_id,
    activated_by: actor.userId,
    activated_at: now,
  });
  context.audit({
    subjectType: 'tariff_version',
    subjectId: version.tariff_version_id,
    detail: { outcome: 'activated', caseCount: decision.value.caseCount },
  });
  context.publish('tariff');
  return ok({ tariffVersionId: version.tariff_version_id, caseCount: decision.value.caseCount });
});
