import { depositPrint } from '#shared/contract/cashDrawer.ts';
import type { CashCount } from '#shared/domain/collection/cashDrawer.ts';
import { ok } from '#shared/lib/result.ts';
import { loadDeposit } from '../../db/repositories/collection/cashDrawers.ts';
import { handleCommand } from '../../rpc/handlers.ts';

export const printDeposit = handleCommand(depositPrint, {
  prepare: async (context, { depositNo, path }) => {
    const found = await loadDeposit(context.db, depositNo);
    if (!found) return context.refuse('not_found', { depositNo });
    const { deposit, drawers } = found;
    const written = await context.files.writeDepositDocument(path, {
      officeName: context.office.name,
      depositNo,
      channelName: deposit.channel_name,
      referenceNo: deposit.reference_no,
      depositedOn: deposit.deposited_on,
      depositedAt: deposit.deposited_at,
      depositedByName: deposit.deposited_by_name,
      amountMinor: deposit.amount_minor,
      drawers: drawers.map((drawer) => ({
        businessOn: drawer.business_on,
        cashierName: drawer.cashier_name,
        receiptCount: drawer.receipt_count,
        expectedMinor: drawer.expected_minor,
        countedMinor: drawer.counted_minor,
        differenceMinor: drawer.difference_minor,
        counts: JSON.parse(drawer.counts_json) as CashCount,
      })),
    });
    if (!written.ok) return context.refuse(written.error.code, written.error.detail);
    return ok({ ...written.value, depositId: deposit.deposit_id });
  },
  execute: async (context, { depositNo }, { path, byteCount, depositId }) => {
    context.audit({
      subjectType: 'cash_deposit',
      subjectId: depositId,
      detail: { depositNo, printed: true },
    });
    return ok({ depositNo, path, byteCount });
  },
});
