import { backupCreate } from '#shared/contract/backup.ts';
import { backupPlanOf } from '#shared/domain/backup/plan.ts';
import { ok } from '#shared/lib/result.ts';
import { backupFacts } from '../../backup/backupFacts.ts';
import type { Container } from '../../backup/container.ts';
import { handleCommand } from '../../rpc/handlers.ts';

export const createBackup = handleCommand<typeof backupCreate, Container>(backupCreate, {
  prepare: async (context, { folder, isSealed }) => {
    const { key } = backupPlanOf(JSON.parse(context.office.settings_json));
    if (isSealed && key === null) return context.refuse('no_backup_password');
    const made = await context.backUp({ folder, key: isSealed ? key : null });
    return made.ok ? made : context.refuse(made.error.code as 'disk_full', made.error.detail);
  },
  execute: async (context, _input, made) => {
    const { createdAt, auditSequence, auditHash } = made.header;
    context.audit({
      subjectType: 'backup',
      subjectId: made.path,
      detail: { createdAt, auditSequence, auditHash, sizeBytes: made.sizeBytes },
    });
    context.publish('access');
    return ok(backupFacts(made));
  },
});
