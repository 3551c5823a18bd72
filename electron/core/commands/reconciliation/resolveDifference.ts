import { differenceResolve } from '#shared/contract/differences.ts';
import { decideProposal, transferTargetOf } from '#shared/domain/reconciliation/decideResolution.ts';
import { ok } from '#shared/lib/result.ts';
import { findOnlyAwaitedDeposit, loadArrival } from '../../db/repositories/collection/depositArrivals.ts';
import { loadPayer } from '../../db/repositories/collection/payers.ts';
import { loadReceipt } from '../../db/repositories/collection/receipts.ts';
import { findPayment } from '../../db/repositories/reconciliation/paymentReferences.ts';
import { updateItem } from '../../db/repositories/reconciliation/reconciliations.ts';
import { loadItemAtWork } from '../../db/repositories/reconciliation/workedItem.ts';
import { handleCommand } from '../../rpc/handlers.ts';

export const resolveDifference = handleCommand(differenceResolve, async (context, input) => {
  const { tx } = context;
  const { itemId, action, reason } = input;
  const item = await loadItemAtWork(tx, itemId);
  if (!item) return context.refuse('not_found', { itemId });
  const decided = decideProposal(item.worked, input.expectedVersion, action);
  if (!decided.ok) return context.refuse(decided.error.code, decided.error.detail);

  let accountNo: string | null = null;
  if (action === 'post_missing_receipt') {
    const named = item.lines.find((line) => line.account_no !== null)?.account_no ?? null;
    accountNo = input.accountNo ?? named ?? item.receipts[0]?.account_no ?? null;
    if (accountNo === null) return context.refuse('account_no_needed', { action });
    if (!(await loadPayer(tx, accountNo))) return context.refuse('account_not_found', { accountNo });
  }
  let receiptNo: string | null = null;
  if (action === 'reverse_receipt' || action === 'replace_receipt') {
    const held = item.receipts.find((one) => one.kind === 'payment' && one.reversed_by_no === null);
    const line = item.lines[0];
    const named =
      line && (line.serial_no !== null || line.our_reference !== null)
        ? await findPayment(tx, item.row.channel_code, line.serial_no, line.our_reference)
        : undefined;
    receiptNo = held?.receipt_no ?? input.receiptNo ?? named?.receipt_no ?? null;
    if (receiptNo === null) return context.refuse('receipt_no_needed', { action });
    const receipt = await loadReceipt(tx, receiptNo);
    if (receipt?.kind !== 'payment' || receipt.channel_code !== item.row.channel_code) {
      return context.refuse('receipt_not_found', { receiptNo });
    }
    if (receipt.reversed_by_no !== null) {
      return context.refuse('receipt_already_reversed', { receiptNo, reversedByNo: receipt.reversed_by_no });
    }
    const oursAfterMinor = item.row.ours_minor - receipt.amount_minor;
    if (action === 'reverse_receipt' && oursAfterMinor !== item.row.bank_minor) {
      return context.refuse('amount_not_equal', {
        receiptNo,
        oursAfterMinor,
        bankMinor: item.row.bank_minor,
      });
    }
  }
  let depositNo: string | null = null;
  if (action === 'match_deposit') {
    const { channel_code: channelCode, bank_minor: bankMinor } = item.row;
    depositNo = input.depositNo ?? (await findOnlyAwaitedDeposit(tx, channelCode, bankMinor));
    if (depositNo === null) return context.refuse('deposit_no_needed', { action });
    const deposit = await loadArrival(tx, depositNo);
    if (deposit?.channel_code !== channelCode) return context.refuse('deposit_not_found', { depositNo });
    if (deposit.arrived_item_id !== null) return context.refuse('deposit_arrived', { depositNo });
    if (deposit.amount_minor !== bankMinor) {
      return context.refuse('amount_not_equal', { depositNo, amountMinor: deposit.amount_minor, bankMinor });
    }
  }
  const transferTarget =
    action === 'transfer_to_account' ? (input.transferTarget ?? transferTargetOf(item.worked)) : null;
  const version = item.row.version + 1;
  await updateItem(tx, itemId, {
    state: 'proposed',
    action,
    action_input_json: JSON.stringify({ accountNo, receiptNo, depositNo, transferTarget }),
    reason,
    proposed_by: context.actor.userId,
    proposed_at: context.now,
    version,
  });
  context.audit({
    subjectType: 'reconciliation_item',
    subjectId: itemId,
    detail: { action, reason, accountNo, receiptNo, depositNo, transferTarget },
  });
  context.publish('reconciliation');
  return ok({ itemId, version, state: 'proposed' as const });
});
