import { officeConfirmDay } from '#shared/contract/access.ts';
import { clockStateOf, confirmedEntryNoOf } from '#shared/domain/accounting/postingDay.ts';
import { ok } from '#shared/lib/result.ts';
import { loadOffice, settingsWith, updateOffice } from '../../db/repositories/access/office.ts';
import { loadLastPosting } from '../../db/repositories/accounting/journal.ts';
import { handleCommand } from '../../rpc/handlers.ts';

export const confirmDay = handleCommand(officeConfirmDay, async (context, input) => {
  const { tx, businessDate } = context;
  if (input.businessDate !== businessDate) return context.refuse('day_differs', { businessDate });
  const office = await loadOffice(tx);
  const last = await loadLastPosting(tx);
  const confirmed = confirmedEntryNoOf(JSON.parse(office.settings_json));
  if (last === null || clockStateOf(businessDate, last, confirmed) === 'plausible') {
    return context.refuse('nothing_to_confirm');
  }
  await updateOffice(tx, office, {
    settings_json: settingsWith(office, 'clock', { confirmedEntryNo: last.entryNo }),
  });
  context.audit({
    subjectType: 'office',
    subjectId: office.office_id,
    detail: { businessDate, lastPostedOn: last.postedOn, confirmedEntryNo: last.entryNo },
  });
  context.publish('access');
  return ok({ businessDate });
});
