import { billPage as billPageContract } from '#shared/contract/bill.ts';
import { ok } from '#shared/lib/result.ts';
import { pageBills } from '../../db/repositories/billing/billPages.ts';
import { handleQuery } from '../../rpc/handlers.ts';

export const billPage = handleQuery(billPageContract, async (context, input) => {
  const { after, limit, ...filter } = input;
  const found = await pageBills(context.db, filter, after, limit + 1);
  const rows = found.slice(0, limit);
  return ok({
    rows: rows.map((row) => ({
      billId: row.bill_id,
      billNo: row.bill_no,
      kind: row.kind,
      isReversed: row.mirror_id !== null,
      servicePointId: row.service_point_id,
      servicePointNo: row.service_point_no,
      accountNo: row.account_no,
      customerName: row.customer_name,
      customerId: row.customer_id,
      period: row.period,
      totalKwh: row.total_kwh,
      totalMinor: row.total_minor,
      issuedOn: row.issued_on,
      receivable:
        row.receivable_id === null
          ? null
          : {
              receivableId: row.receivable_id,
              amountMinor: row.amount_minor ?? 0,
              receivedMinor: row.received_minor ?? 0,
              state: row.receivable_state ?? ('owed' as const),
              dueOn: row.due_on ?? '',
            },
    })),
    next: found.length > limit ? (rows.at(-1)?.bill_no ?? null) : null,
    total: null,
  });
});
