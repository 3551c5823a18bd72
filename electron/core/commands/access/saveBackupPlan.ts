import { backupPlanSave } from '#shared/contract/backup.ts';
import { type BackupKey, backupPlanOf } from '#shared/domain/backup/plan.ts';
import { ok } from '#shared/lib/result.ts';
import { createBackupKey } from '../../backup/sealing.ts';
import { loadOffice, settingsWith, updateOffice } from '../../db/repositories/access/office.ts';
import { handleCommand } from '../../rpc/handlers.ts';

type Prepared = { readonly folder: string | null; readonly key: BackupKey | null };

export const saveBackupPlan = handleCommand<typeof backupPlanSave, Prepared>(backupPlanSave, {
  prepare: async (context, { folder, password }) => {
    const checked = folder === null ? ok(null) : context.files.checkFolder(folder);
    if (!checked.ok) return context.refuse(checked.error.code, checked.error.detail);
    const { key } = backupPlanOf(JSON.parse(context.office.settings_json));
    if (password === undefined) return ok({ folder: checked.value, key });
    return ok({ folder: checked.value, key: password === null ? null : await createBackupKey(password) });
  },
  execute: async (context, { everyHours, keep }, { folder, key }) => {
    const office = await loadOffice(context.tx);
    const settings_json = settingsWith(office, 'backup', { folder, everyHours, keep, key });
    await updateOffice(context.tx, office, { settings_json });
    const isSealed = key !== null;
    context.audit({
      subjectType: 'backup_plan',
      subjectId: context.office.office_id,
      detail: { folder, everyHours, keep, isSealed },
    });
    context.publish('access');
    return ok({ isSealed });
  },
});
