import { reconciliationSignOff } from '#shared/contract/reconciliation.ts';
import { ok } from '#shared/lib/result.ts';
import { countUnseen } from '../../db/repositories/reconciliation/reconciliationPages.ts';
import {
  loadReconciliation,
  summarise,
  updateReconciliation,
} from '../../db/repositories/reconciliation/reconciliations.ts';
import { handleCommand } from '../../rpc/handlers.ts';

export const signOffReconciliation = handleCommand(reconciliationSignOff, async (context, input) => {
  const { tx } = context;
  const { reconciliationId } = input;
  const day = await loadReconciliation(tx, reconciliationId);
  if (!day) return context.refuse('not_found', { reconciliationId });
  if (day.version !== input.expectedVersion) return context.refuse('stale_version', { version: day.version });
  if (day.state === 'signed_off') return context.refuse('signed_off', { reconciliationId });
  const unseen = await countUnseen(tx, { channelCode: day.channel_code, businessOn: day.business_on });
  if (unseen.bankLines + unseen.receipts > 0) return context.refuse('run_again', unseen);
  const summary = await summarise(tx, reconciliationId);
  const countOf = (state: string) =>
    summary.reduce((sum, row) => sum + (row.state === state ? row.count : 0), 0);
  const [openCount, proposedCount] = [countOf('open'), countOf('proposed')];
  if (openCount + proposedCount > 0) {
    return context.refuse('differences_open', { openCount, proposedCount });
  }
  const version = day.version + 1;
  await updateReconciliation(tx, reconciliationId, {
    state: 'signed_off',
    version,
    signed_off_by: context.actor.userId,
    signed_off_at: context.now,
  });
  context.audit({
    subjectType: 'reconciliation',
    subjectId: reconciliationId,
    detail: { channelCode: day.channel_code, businessOn: day.business_on, summary },
  });
  context.publish('reconciliation');
  return ok({ reconciliationId, version });
});
