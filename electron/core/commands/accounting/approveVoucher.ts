import { voucherApprove } from '#shared/contract/accounting.ts';
import { decideVoucherApproval } from '#shared/domain/accounting/decideVoucher.ts';
import { minor } from '#shared/domain/money.ts';
import { ok } from '#shared/lib/result.ts';
import { postJournalEntries } from '../../db/repositories/accounting/journal.ts';
import { loadVoucher, loadVoucherLines, updateVoucher } from '../../db/repositories/accounting/vouchers.ts';
import { handleCommand } from '../../rpc/handlers.ts';
import { voucherAtHand } from './voucherAtHand.ts';

export const approveVoucher = handleCommand(voucherApprove, async (context, input) => {
  const { tx, actor, now, businessDate } = context;
  const voucher = await loadVoucher(tx, input.voucherId);
  if (!voucher) return context.refuse('not_found', { voucherId: input.voucherId });
  const decision = decideVoucherApproval(voucherAtHand(voucher), actor.userId, input);
  if (!decision.ok) return context.refuse(decision.error.code, decision.error.detail);
  const lines = await loadVoucherLines(tx, voucher.voucher_id);
  const journalEntryId = context.newId();
  await postJournalEntries(tx, [
    {
      journalEntryId,
      postedOn: businessDate,
      sourceType: 'voucher',
      sourceId: voucher.voucher_id,
      postedBy: actor.userId,
      postedAt: now,
      posting: {
        kind: 'voucher',
        lines: lines.map((line) => ({
          accountCode: line.account_code,
          amountMinor: minor(line.amount_minor),
          customerId: null,
        })),
      },
    },
  ]);
  const version = await updateVoucher(tx, voucher, {
    state: 'approved',
    approved_by: actor.userId,
    approved_at: now,
    journal_entry_id: journalEntryId,
  });
  context.audit({
    subjectType: 'voucher',
    subjectId: voucher.voucher_id,
    detail: { outcome: 'approved', voucherNo: voucher.voucher_no, totalMinor: voucher.total_minor },
  });
  context.publish('accounting');
  return ok({ voucherId: voucher.voucher_id, voucherNo: voucher.voucher_no, version, journalEntryId });
});
