import { differenceApprove } from '#shared/contract/differences.ts';
import { decideApproval } from '#shared/domain/reconciliation/decideResolution.ts';
import { ok } from '#shared/lib/result.ts';
import { carryOutResolution } from '../../db/repositories/reconciliation/carryOutResolution.ts';
import { updateItem } from '../../db/repositories/reconciliation/reconciliations.ts';
import { loadItemAtWork } from '../../db/repositories/reconciliation/workedItem.ts';
import { handleCommand } from '../../rpc/handlers.ts';

export const approveDifference = handleCommand(differenceApprove, async (context, input) => {
  const { tx, actor, now, businessDate, newId } = context;
  const { itemId } = input;
  const item = await loadItemAtWork(tx, itemId);
  if (!item) return context.refuse('not_found', { itemId });
  const decided = decideApproval(item.worked, input.expectedVersion, actor.userId);
  if (!decided.ok) return context.refuse(decided.error.code, decided.error.detail);
  const stamp = { userId: actor.userId, now, businessDate, newId };
  const done = await carryOutResolution(tx, stamp, item, JSON.parse(context.office.settings_json));
  if (!done.ok) return context.refuse(done.error.code, done.error.detail);
  const { receiptNos, journalEntryId, postedMinor } = done.value;
  const version = item.row.version + 1;
  await updateItem(tx, itemId, {
    state: 'resolved',
    ours_minor: item.row.ours_minor + postedMinor,
    approved_by: actor.userId,
    approved_at: now,
    result_json: JSON.stringify(done.value),
    version,
  });
  context.audit({
    subjectType: 'reconciliation_item',
    subjectId: itemId,
    detail: { action: item.row.action, ...done.value },
  });
  context.publish('reconciliation');
  context.publish('collection');
  return ok({ itemId, version, state: 'resolved' as const, receiptNos: [...receiptNos], journalEntryId });
});
