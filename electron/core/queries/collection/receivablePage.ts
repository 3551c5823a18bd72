import { receivablePage as receivablePageContract } from '#shared/contract/collection.ts';
import { ok } from '#shared/lib/result.ts';
import { pageReceivables } from '../../db/repositories/collection/receivablePages.ts';
import { handleQuery } from '../../rpc/handlers.ts';

const DATE_LENGTH = 'yyyy-mm-dd'.length;

export const receivablePage = handleQuery(receivablePageContract, async (context, input) => {
  const { after, limit, onlyOverdue, period, state, search } = input;
  const key =
    after === null
      ? null
      : { dueOn: after.slice(0, DATE_LENGTH), receivableId: after.slice(DATE_LENGTH + 1) };
  const overdueOn = onlyOverdue ? context.businessDate : null;
  const rows = await pageReceivables(context.db, { period, state, search, overdueOn }, key, limit + 1);
  const shown = rows.slice(0, limit);
  const last = rows.length > limit ? shown.at(-1) : undefined;
  return ok({
    rows: shown.map((row) => ({
      receivableId: row.receivable_id,
      billNo: row.bill_no,
      accountNo: row.account_no,
      customerName: row.name,
      period: row.period,
      dueOn: row.due_on,
      amountMinor: row.amount_minor,
      receivedMinor: row.received_minor,
      owedMinor: row.state === 'written_off' ? 0 : row.amount_minor - row.received_minor,
      state: row.state,
    })),
    next: last ? `${last.due_on}|${last.receivable_id}` : null,
    total: null,
  });
});
