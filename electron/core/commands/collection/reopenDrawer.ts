import { drawerReopen } from '#shared/contract/cashDrawer.ts';
import { mirrored, postCashDifference } from '#shared/domain/accounting/posting.ts';
import { decideReopening } from '#shared/domain/collection/cashDrawer.ts';
import { minor } from '#shared/domain/money.ts';
import { ok } from '#shared/lib/result.ts';
import { isPeriodClosed } from '../../db/repositories/accounting/closedPeriods.ts';
import { postJournalEntries } from '../../db/repositories/accounting/journal.ts';
import { insertReopening, listDrawers } from '../../db/repositories/collection/cashDrawers.ts';
import { handleCommand } from '../../rpc/handlers.ts';

export const reopenDrawer = handleCommand(drawerReopen, async (context, input) => {
  const { tx, actor, businessDate, now } = context;
  const { drawerId, reason } = input;
  const [drawer] = await listDrawers(tx, [drawerId]);
  if (!drawer) return context.refuse('not_found', { drawerId });
  const period = drawer.business_on.slice(0, 7);
  if (await isPeriodClosed(tx, period)) return context.refuse('period_closed', { period });
  const decision = decideReopening(
    { cashierId: drawer.cashier_id, depositNo: drawer.deposit_no, isReopened: drawer.reopened_at !== null },
    actor.userId,
  );
  if (!decision.ok) return context.refuse(decision.error.code, decision.error.detail);
  let journalEntryId: string | null = null;
  if (drawer.journal_entry_id !== null) {
    journalEntryId = context.newId();
    const { lines } = postCashDifference(minor(drawer.difference_minor));
    await postJournalEntries(tx, [
      {
        journalEntryId,
        postedOn: businessDate,
        sourceType: 'cash_drawer',
        sourceId: drawerId,
        reversesId: drawer.journal_entry_id,
        postedBy: actor.userId,
        postedAt: now,
        posting: mirrored('cash_difference', lines),
      },
    ]);
  }
  await insertReopening(tx, {
    drawer_id: drawerId,
    reason: reason.trim(),
    journal_entry_id: journalEntryId,
    reopened_by: actor.userId,
    reopened_at: now,
  });
  const { business_on: businessOn, cashier_name: cashierName } = drawer;
  context.audit({
    subjectType: 'cash_drawer',
    subjectId: drawerId,
    detail: { businessOn, cashierName, reason, journalEntryId },
  });
  context.publish('collection');
  return ok({ drawerId, businessOn, cashierName, journalEntryId });
});
