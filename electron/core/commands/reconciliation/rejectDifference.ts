import { differenceReject } from '#shared/contract/differences.ts';
import { decideApproval } from '#shared/domain/reconciliation/decideResolution.ts';
import { ok } from '#shared/lib/result.ts';
import { updateItem } from '../../db/repositories/reconciliation/reconciliations.ts';
import { loadItemAtWork } from '../../db/repositories/reconciliation/workedItem.ts';
import { handleCommand } from '../../rpc/handlers.ts';

export const rejectDifference = handleCommand(differenceReject, async (context, input) => {
  const { itemId, reason } = input;
  const item = await loadItemAtWork(context.tx, itemId);
  if (!item) return context.refuse('not_found', { itemId });
  const decided = decideApproval(item.worked, input.expectedVersion, context.actor.userId);
  if (!decided.ok) return context.refuse(decided.error.code, decided.error.detail);
  const version = item.row.version + 1;
  await updateItem(context.tx, itemId, {
    state: 'open',
    action: null,
    action_input_json: null,
    reason: null,
    proposed_by: null,
    proposed_at: null,
    version,
  });
  context.audit({
    subjectType: 'reconciliation_item',
    subjectId: itemId,
    detail: { rejected: item.row.action, proposedBy: item.row.proposed_by, reason },
  });
  context.publish('reconciliation');
  return ok({ itemId, version, state: 'open' as const });
});
