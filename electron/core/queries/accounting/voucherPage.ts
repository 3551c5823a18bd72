import { voucherPage as voucherPageContract } from '#shared/contract/accounting.ts';
import { ok } from '#shared/lib/result.ts';
import { pageVouchers } from '../../db/repositories/accounting/vouchers.ts';
import { handleQuery } from '../../rpc/handlers.ts';
import { voucherFacts } from './voucherFacts.ts';

export const voucherPage = handleQuery(voucherPageContract, async (context, input) => {
  const { after, limit, ...filter } = input;
  const found = await pageVouchers(context.db, filter, after, limit + 1);
  const rows = found.slice(0, limit);
  return ok({
    rows: rows.map(voucherFacts),
    next: found.length > limit ? (rows.at(-1)?.voucher_no ?? null) : null,
    total: null,
  });
});
