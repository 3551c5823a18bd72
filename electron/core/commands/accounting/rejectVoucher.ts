import { voucherReject } from '#shared/contract/accounting.ts';
import { decideVoucherStep } from '#shared/domain/accounting/decideVoucher.ts';
import { ok } from '#shared/lib/result.ts';
import { loadVoucher, updateVoucher } from '../../db/repositories/accounting/vouchers.ts';
import { handleCommand } from '../../rpc/handlers.ts';
import { voucherAtHand } from './voucherAtHand.ts';

export const rejectVoucher = handleCommand(voucherReject, async (context, input) => {
  const { tx, actor } = context;
  const voucher = await loadVoucher(tx, input.voucherId);
  if (!voucher) return context.refuse('not_found', { voucherId: input.voucherId });
  const decision = decideVoucherStep(voucherAtHand(voucher), actor.userId, input.expectedVersion);
  if (!decision.ok) return context.refuse(decision.error.code, decision.error.detail);
  const version = await updateVoucher(tx, voucher, { state: 'rejected' });
  context.audit({
    subjectType: 'voucher',
    subjectId: voucher.voucher_id,
    detail: { outcome: 'rejected', voucherNo: voucher.voucher_no, reason: input.reason },
  });
  context.publish('accounting');
  return ok({ voucherId: voucher.voucher_id, version });
});
