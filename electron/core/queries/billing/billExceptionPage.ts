import { billExceptionPage as billExceptionPageContract } from '#shared/contract/billing.ts';
import { ok } from '#shared/lib/result.ts';
import { pageExceptions } from '../../db/repositories/billing/billQueries.ts';
import { handleQuery } from '../../rpc/handlers.ts';
import { exceptionFacts } from './billFacts.ts';

export const billExceptionPage = handleQuery(billExceptionPageContract, async (context, input) => {
  const { after, limit, ...filter } = input;
  const found = await pageExceptions(context.db, filter, after, limit + 1);
  const rows = found.slice(0, limit);
  return ok({
    rows: rows.map((row) => ({
      ...exceptionFacts(row),
      servicePointId: row.service_point_id,
      servicePointNo: row.service_point_no,
      accountNo: row.account_no,
      customerName: row.customer_name,
      trialBillId: row.trial_bill_id,
      totalKwh: row.total_kwh,
      totalMinor: row.total_minor,
      resolvedByName: row.resolved_by_name,
      resolvedAt: row.resolved_at,
      reason: row.reason,
    })),
    next: found.length > limit ? (rows.at(-1)?.exception_id ?? null) : null,
    total: null,
  });
});
