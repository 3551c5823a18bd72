import { officeSave } from '#shared/contract/access.ts';
import { ok } from '#shared/lib/result.ts';
import { loadOffice, settingsWith, updateOffice } from '../../db/repositories/access/office.ts';
import { handleCommand } from '../../rpc/handlers.ts';

export const saveOffice = handleCommand(officeSave, async (context, input) => {
  const { name, currentPeriod, dueAfterDays, expectedVersion } = input;
  const office = await loadOffice(context.tx);
  if (office.version !== expectedVersion) {
    return context.refuse('stale_version', { version: office.version });
  }
  const version = await updateOffice(context.tx, office, {
    name,
    current_period: currentPeriod,
    settings_json: settingsWith(office, 'billing', { dueAfterDays }),
  });
  context.audit({
    subjectType: 'office',
    subjectId: office.office_id,
    detail: { name, currentPeriod, dueAfterDays },
  });
  context.publish('access');
  context.publish('ledger');
  return ok({ version });
});
