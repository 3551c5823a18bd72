import { officeClock as officeClockContract } from '#shared/contract/access.ts';
import { clockStateOf, confirmedEntryNoOf } from '#shared/domain/accounting/postingDay.ts';
import { ok } from '#shared/lib/result.ts';
import { loadLastPosting } from '../../db/repositories/accounting/journal.ts';
import { handleQuery } from '../../rpc/handlers.ts';

export const officeClock = handleQuery(officeClockContract, async ({ db, office, businessDate }) => {
  const last = await loadLastPosting(db);
  const confirmed = confirmedEntryNoOf(JSON.parse(office.settings_json));
  return ok({
    businessDate,
    lastPostedOn: last?.postedOn ?? null,
    state: clockStateOf(businessDate, last, confirmed),
  });
});
