import { trialBillPage as trialBillPageContract } from '#shared/contract/billing.ts';
import { groupBy } from '#shared/lib/collections.ts';
import { ok } from '#shared/lib/result.ts';
import { listExceptionsOf, pageTrialBills } from '../../db/repositories/billing/billQueries.ts';
import { decodeKeyset, encodeKeyset } from '../../db/repositories/keyset.ts';
import { handleQuery } from '../../rpc/handlers.ts';
import { exceptionFacts } from './billFacts.ts';

export const trialBillPage = handleQuery(trialBillPageContract, async (context, input) => {
  const { after, limit, ...filter } = input;
  const key = decodeKeyset(after, 2);
  const from =
    key === null ? null : { routePosition: Number.parseInt(key[0] ?? '0', 10), trialBillId: key[1] ?? '' };
  const found = await pageTrialBills(context.db, filter, from, limit + 1);
  const rows = found.slice(0, limit);
  const exceptions = groupBy(
    await listExceptionsOf(
      context.db,
      rows.map((row) => row.trial_bill_id),
    ),
    (exception) => exception.trial_bill_id,
  );
  const last = rows.at(-1);
  return ok({
    rows: rows.map((row) => ({
      trialBillId: row.trial_bill_id,
      servicePointId: row.service_point_id,
      servicePointNo: row.service_point_no,
      accountNo: row.account_no,
      customerName: row.customer_name,
      routePosition: row.route_position,
      state: row.state,
      stopCode: row.stop_code,
      totalKwh: row.total_kwh,
      totalMinor: row.total_minor,
      previousKwh: row.previous_kwh,
      previousMinor: row.previous_minor,
      isEstimated: row.is_estimated === 1,
      exceptions: (exceptions.get(row.trial_bill_id) ?? []).map(exceptionFacts),
    })),
    next:
      found.length > limit && last ? encodeKeyset([String(last.route_position), last.trial_bill_id]) : null,
    total: null,
  });
});
