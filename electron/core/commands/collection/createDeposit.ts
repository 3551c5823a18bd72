import { depositCreate } from '#shared/contract/cashDrawer.ts';
import { postCashDeposit } from '#shared/domain/accounting/posting.ts';
import { decideDeposit } from '#shared/domain/collection/cashDrawer.ts';
import { ok } from '#shared/lib/result.ts';
import { postJournalEntries } from '../../db/repositories/accounting/journal.ts';
import { takeNumbers } from '../../db/repositories/accounting/numberSequence.ts';
import { insertDeposit, listDrawers } from '../../db/repositories/collection/cashDrawers.ts';
import { loadChannel } from '../../db/repositories/collection/payers.ts';
import { handleCommand } from '../../rpc/handlers.ts';

const DEPOSIT_NO_DIGITS = 8;

export const createDeposit = handleCommand(depositCreate, async (context, input) => {
  const { tx, actor, businessDate, now } = context;
  const { drawerIds, channelCode, referenceNo } = input;
  const drawers = await listDrawers(tx, drawerIds);
  const missing = drawerIds.find((id) => !drawers.some(({ drawer_id }) => drawer_id === id));
  if (missing !== undefined) return context.refuse('not_found', { drawerId: missing });
  const channel = await loadChannel(tx, channelCode);
  if (channel?.kind !== 'bank') return context.refuse('channel_not_found', { channelCode });
  const decision = decideDeposit(
    drawers.map((drawer) => ({
      drawerId: drawer.drawer_id,
      countedMinor: drawer.counted_minor,
      depositNo: drawer.deposit_no,
      isReopened: drawer.reopened_at !== null,
    })),
    input.seenTotalMinor,
  );
  if (!decision.ok) return context.refuse(decision.error.code, decision.error.detail);
  const amountMinor = decision.value;
  const depositId = context.newId();
  const journalEntryId = context.newId();
  const depositNo = String(await takeNumbers(tx, 'deposit')).padStart(DEPOSIT_NO_DIGITS, '0');
  await postJournalEntries(tx, [
    {
      journalEntryId,
      postedOn: businessDate,
      sourceType: 'cash_deposit',
      sourceId: depositId,
      postedBy: actor.userId,
      postedAt: now,
      posting: postCashDeposit(channel.transit_account_code, amountMinor),
    },
  ]);
  await insertDeposit(
    tx,
    {
      deposit_id: depositId,
      deposit_no: depositNo,
      channel_code: channelCode,
      reference_no: referenceNo,
      deposited_on: businessDate,
      amount_minor: amountMinor,
      journal_entry_id: journalEntryId,
      deposited_by: actor.userId,
      deposited_at: now,
    },
    drawerIds,
  );
  context.audit({
    subjectType: 'cash_deposit',
    subjectId: depositId,
    detail: { depositNo, channelCode, referenceNo, amountMinor, drawerIds },
  });
  context.publish('collection');
  return ok({ depositId, depositNo, amountMinor });
});
