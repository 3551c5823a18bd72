import { reconciliationPage as reconciliationPageContract } from '#shared/contract/reconciliation.ts';
import { ok } from '#shared/lib/result.ts';
import { pageDays } from '../../db/repositories/reconciliation/reconciliationPages.ts';
import { handleQuery } from '../../rpc/handlers.ts';
import { shownDay } from './shownDay.ts';

export const reconciliationPage = handleQuery(reconciliationPageContract, async (context, input) => {
  const { channelCode, state, onlyWithDifferences, after, limit } = input;
  const [businessOn = '', code = ''] = after?.split('|') ?? [];
  const before = after === null ? null : { businessOn, channelCode: code };
  const filter = { channelCode, state, onlyWithDifferences };
  const rows = await pageDays(context.db, filter, before, limit + 1);
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return ok({
    rows: shown.map(shownDay),
    next: rows.length > limit && last ? `${last.business_on}|${last.channel_code}` : null,
    total: null,
  });
});
