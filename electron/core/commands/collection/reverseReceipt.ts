import { receiptReverse } from '#shared/contract/collection.ts';
import { ok } from '#shared/lib/result.ts';
import { bookReversal } from '../../db/repositories/collection/bookReceipt.ts';
import { isCounterClosed } from '../../db/repositories/collection/cashDrawers.ts';
import { loadChannel } from '../../db/repositories/collection/payers.ts';
import { loadReceipt } from '../../db/repositories/collection/receipts.ts';
import { handleCommand } from '../../rpc/handlers.ts';

export const reverseReceipt = handleCommand(receiptReverse, async (context, input) => {
  const { tx, businessDate } = context;
  const original = await loadReceipt(tx, input.receiptNo);
  if (!original) return context.refuse('not_found', { receiptNo: input.receiptNo });
  const channel = await loadChannel(tx, original.channel_code);
  if (channel && (await isCounterClosed(tx, channel, context.actor.userId, businessDate))) {
    return context.refuse('drawer_closed', { businessOn: businessDate });
  }
  const stamp = { userId: context.actor.userId, now: context.now, businessDate, newId: context.newId };
  const booked = await bookReversal(tx, stamp, original, input.reason);
  if (!booked.ok) return context.refuse(booked.error.code, booked.error.detail);
  const { receiptId, receiptNo, amountMinor } = booked.value;
  context.audit({
    subjectType: 'receipt',
    subjectId: original.receipt_id,
    detail: { receiptNo: input.receiptNo, reversedByNo: receiptNo, amountMinor, reason: input.reason },
  });
  context.publish('collection');
  return ok({ receiptId, receiptNo, amountMinor });
});
