import { trialBalance as trialBalanceContract } from '#shared/contract/accounting.ts';
import { ok } from '#shared/lib/result.ts';
import { listBalances } from '../../db/repositories/accounting/books.ts';
import { handleQuery } from '../../rpc/handlers.ts';

export const trialBalance = handleQuery(trialBalanceContract, async (context) => {
  const rows = await listBalances(context.db);
  return ok({ rows, totalMinor: rows.reduce((sum, row) => sum + row.balanceMinor, 0) });
});
