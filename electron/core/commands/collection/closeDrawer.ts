import { drawerClose } from '#shared/contract/cashDrawer.ts';
import { postCashDifference } from '#shared/domain/accounting/posting.ts';
import { decideClosing } from '#shared/domain/collection/cashDrawer.ts';
import { ok } from '#shared/lib/result.ts';
import { postJournalEntries } from '../../db/repositories/accounting/journal.ts';
import {
  countClosings,
  findDrawer,
  insertDrawer,
  listTakings,
} from '../../db/repositories/collection/cashDrawers.ts';
import { handleCommand } from '../../rpc/handlers.ts';

export const closeDrawer = handleCommand(drawerClose, async (context, input) => {
  const { tx, actor, businessDate, now } = context;
  const { businessOn, note } = input;
  const takings = await listTakings(tx, actor.userId, businessOn);
  const isClosed = (await findDrawer(tx, actor.userId, businessOn)) !== undefined;
  const decision = decideClosing({ isClosed, today: businessDate, takings }, input);
  if (!decision.ok) return context.refuse(decision.error.code, decision.error.detail);
  const { expectedMinor, countedMinor, differenceMinor } = decision.value;
  const drawerId = context.newId();
  const journalEntryId = differenceMinor === 0 ? null : context.newId();
  if (journalEntryId !== null) {
    await postJournalEntries(tx, [
      {
        journalEntryId,
        postedOn: businessDate,
        sourceType: 'cash_drawer',
        sourceId: drawerId,
        postedBy: actor.userId,
        postedAt: now,
        posting: postCashDifference(differenceMinor),
      },
    ]);
  }
  await insertDrawer(tx, {
    drawer_id: drawerId,
    cashier_id: actor.userId,
    business_on: businessOn,
    receipt_count: takings.receiptCount,
    expected_minor: expectedMinor,
    counted_minor: countedMinor,
    difference_minor: differenceMinor,
    counts_json: JSON.stringify(input.counts),
    note: note.trim(),
    journal_entry_id: journalEntryId,
    closed_at: now,
    closing_no: (await countClosings(tx, actor.userId, businessOn)) + 1,
  });
  context.audit({
    subjectType: 'cash_drawer',
    subjectId: drawerId,
    detail: { businessOn, expectedMinor, countedMinor, differenceMinor, note },
  });
  context.publish('collection');
  return ok({ drawerId, expectedMinor, countedMinor, differenceMinor, journalEntryId });
});
