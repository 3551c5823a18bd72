import { accountingPeriodDetail as contract } from '#shared/contract/accounting.ts';
import { periodOf } from '#shared/domain/localDate.ts';
import { ok } from '#shared/lib/result.ts';
import { listClosings } from '../../db/repositories/accounting/closedPeriods.ts';
import { listBlockers } from '../../db/repositories/accounting/closingBlockers.ts';
import { listTurnover } from '../../db/repositories/accounting/turnover.ts';
import { handleQuery } from '../../rpc/handlers.ts';

export const accountingPeriodDetail = handleQuery(contract, async (context, { period }) => {
  const { db, businessDate } = context;
  const closing = (await listClosings(db)).find((row) => row.period === period);
  return ok({
    period,
    isClosed: closing !== undefined,
    isOver: period < periodOf(businessDate),
    closedByName: closing?.closed_by_name ?? null,
    closedAt: closing?.closed_at ?? null,
    blockers: [...(await listBlockers(db, period))],
    turnover: await listTurnover(db, period),
  });
});
