import { reconciliationDetail as reconciliationDetailContract } from '#shared/contract/reconciliation.ts';
import { ok } from '#shared/lib/result.ts';
import { countUnseen, pageDays } from '../../db/repositories/reconciliation/reconciliationPages.ts';
import { summarise } from '../../db/repositories/reconciliation/reconciliations.ts';
import { handleQuery } from '../../rpc/handlers.ts';
import { shownDay } from './shownDay.ts';

export const reconciliationDetail = handleQuery(reconciliationDetailContract, async (context, input) => {
  const { reconciliationId } = input;
  const [row] = await pageDays(context.db, { reconciliationId, onlyWithDifferences: false }, null, 1);
  if (!row) return context.refuse('not_found', { reconciliationId });
  const day = shownDay(row);
  const unseen = await countUnseen(context.db, day);
  const summary = await summarise(context.db, reconciliationId);
  return ok({
    ...day,
    summary: summary.map((one) => ({
      itemClass: one.item_class,
      state: one.state,
      count: one.count,
      bankMinor: one.bank_minor,
      oursMinor: one.ours_minor,
    })),
    unseenBankLineCount: unseen.bankLines,
    unseenReceiptCount: unseen.receipts,
    canSignOff:
      day.state === 'open' && day.openCount + day.proposedCount + unseen.bankLines + unseen.receipts === 0,
  });
});
