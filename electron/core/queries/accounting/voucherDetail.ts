import { voucherDetail as voucherDetailContract } from '#shared/contract/accounting.ts';
import { ok } from '#shared/lib/result.ts';
import { loadVoucherLines, pageVouchers } from '../../db/repositories/accounting/vouchers.ts';
import { handleQuery } from '../../rpc/handlers.ts';
import { voucherFacts } from './voucherFacts.ts';

export const voucherDetail = handleQuery(voucherDetailContract, async (context, input) => {
  const [voucher] = await pageVouchers(context.db, { voucherId: input.voucherId }, null, 1);
  if (!voucher) return context.refuse('not_found', { voucherId: input.voucherId });
  const lines = await loadVoucherLines(context.db, voucher.voucher_id);
  return ok({
    ...voucherFacts(voucher),
    lines: lines.map((line) => ({
      lineNo: line.line_no,
      accountCode: line.account_code,
      accountName: line.account_name,
      amountMinor: line.amount_minor,
      memoCode: line.memo_code,
    })),
  });
});
