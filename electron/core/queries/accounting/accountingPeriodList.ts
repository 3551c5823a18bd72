import { accountingPeriodList as contract } from '#shared/contract/accounting.ts';
import { addMonths, type Period, periodOf } from '#shared/domain/localDate.ts';
import { ok } from '#shared/lib/result.ts';
import { findFirstPeriod, listClosings } from '../../db/repositories/accounting/closedPeriods.ts';
import { handleQuery } from '../../rpc/handlers.ts';

export const accountingPeriodList = handleQuery(contract, async (context) => {
  const { db, businessDate } = context;
  const closings = new Map((await listClosings(db)).map((row) => [row.period, row]));
  const current = periodOf(businessDate);
  const first = (await findFirstPeriod(db)) ?? current;
  const periods: Period[] = [];
  for (let period = current; period >= first; period = addMonths(period, -1)) periods.push(period);
  return ok({
    rows: periods.map((period) => {
      const closing = closings.get(period);
      return {
        period,
        isClosed: closing !== undefined,
        isOver: period < current,
        closedByName: closing?.closed_by_name ?? null,
        closedAt: closing?.closed_at ?? null,
      };
    }),
  });
});
