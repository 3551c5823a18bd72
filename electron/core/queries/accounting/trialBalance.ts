import { trialBalance as trialBalanceContract } from '#shared/contract/accounting.ts';
import { periodOf } from '#shared/domain/localDate.ts';
import { sumMinor } from '#shared/domain/money.ts';
import { ok } from '#shared/lib/result.ts';
import { loadLastPosting } from '../../db/repositories/accounting/journal.ts';
import { listBalances } from '../../db/repositories/accounting/turnover.ts';
import { handleQuery } from '../../rpc/handlers.ts';

export const trialBalance = handleQuery(trialBalanceContract, async ({ db, businessDate }, input) => {
  const today = periodOf(businessDate);
  const last = await loadLastPosting(db);
  const latest = last && periodOf(last.postedOn) > today ? periodOf(last.postedOn) : today;
  const period = input.period ?? latest;
  const rows = await listBalances(db, period);
  return ok({ period, rows, totalMinor: sumMinor(rows.map(({ balanceMinor }) => balanceMinor)) });
});
