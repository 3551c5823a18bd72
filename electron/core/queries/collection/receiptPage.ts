import { receiptPage as receiptPageContract } from '#shared/contract/collection.ts';
import { ok } from '#shared/lib/result.ts';
import { pageReceipts } from '../../db/repositories/collection/receipts.ts';
import { handleQuery } from '../../rpc/handlers.ts';
import { shownReceipt } from './shownReceipt.ts';

export const receiptPage = handleQuery(receiptPageContract, async (context, input) => {
  const { after, limit, ...filter } = input;
  const rows = await pageReceipts(context.db, filter, after, limit + 1);
  const shown = rows.slice(0, limit).map(shownReceipt);
  return ok({
    rows: shown,
    next: rows.length > limit ? (shown.at(-1)?.receiptNo ?? null) : null,
    total: null,
  });
});
