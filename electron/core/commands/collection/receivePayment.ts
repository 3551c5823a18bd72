import { paymentReceive } from '#shared/contract/collection.ts';
import { collectionSettingsOf } from '#shared/domain/collection/collectionSettings.ts';
import { ok } from '#shared/lib/result.ts';
import { bookPayment } from '../../db/repositories/collection/bookReceipt.ts';
import { isCounterClosed } from '../../db/repositories/collection/cashDrawers.ts';
import { loadDebts } from '../../db/repositories/collection/debts.ts';
import { loadChannel, loadPayer } from '../../db/repositories/collection/payers.ts';
import { loadPrepaidBalance } from '../../db/repositories/collection/prepaid.ts';
import { findReceiptOfSerialNo } from '../../db/repositories/collection/receipts.ts';
import { handleCommand } from '../../rpc/handlers.ts';

export const receivePayment = handleCommand(paymentReceive, async (context, input) => {
  const { tx, businessDate } = context;
  const { accountNo, channelCode, channelSerialNo } = input;
  const customer = await loadPayer(tx, accountNo);
  if (!customer) return context.refuse('account_not_found', { accountNo });
  const channel = await loadChannel(tx, channelCode);
  if (!channel) return context.refuse('channel_not_found', { channelCode });
  if (await isCounterClosed(tx, channel, context.actor.userId, businessDate)) {
    return context.refuse('drawer_closed', { businessOn: businessDate });
  }
  if (channelSerialNo !== null) {
    const receiptNo = await findReceiptOfSerialNo(tx, channelCode, channelSerialNo);
    if (receiptNo !== null) return context.refuse('serial_no_used', { channelSerialNo, receiptNo });
  }
  const settings = collectionSettingsOf(JSON.parse(context.office.settings_json));
  const stamp = {
    userId: context.actor.userId,
    now: context.now,
    businessDate,
    newId: context.newId,
  };
  const { amountMinor, method, instruction } = input;
  const booked = await bookPayment(tx, stamp, {
    customer,
    channel,
    method,
    amountMinor,
    channelSerialNo,
    instruction,
    paidOn: businessDate,
    settings,
  });
  if (!booked.ok) return context.refuse(booked.error.code, booked.error.detail);
  const { journalEntryId, ...receipt } = booked.value;
  context.audit({
    subjectType: 'receipt',
    subjectId: receipt.receiptId,
    detail: { receiptNo: receipt.receiptNo, accountNo, amountMinor, method, channelCode, journalEntryId },
  });
  context.publish('collection');
  const debts = await loadDebts(tx, customer, businessDate, settings);
  return ok({
    ...receipt,
    allocations: [...receipt.allocations],
    owedMinor: debts.reduce((sum, { principalMinor }) => sum + principalMinor, 0),
    prepaidBalanceMinor: await loadPrepaidBalance(tx, customer.customer_id),
  });
});
