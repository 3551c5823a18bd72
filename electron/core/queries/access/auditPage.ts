import { auditPage as auditPageContract } from '#shared/contract/access.ts';
import { ok } from '#shared/lib/result.ts';
import { pageAudit } from '../../db/repositories/access/audit.ts';
import { handleQuery } from '../../rpc/handlers.ts';

export const auditPage = handleQuery(auditPageContract, async (context, input) => {
  const { userId, commandName, subjectId, limit } = input;
  const before = input.after === null ? null : Number.parseInt(input.after, 10);
  const rows = await pageAudit(context.db, { before, limit: limit + 1, userId, commandName, subjectId });
  const shown = rows.slice(0, limit);
  return ok({
    rows: shown.map((row) => ({
      sequence: row.sequence,
      recordedAt: row.recorded_at,
      userName: row.user_name,
      commandName: row.command_name,
      subjectType: row.subject_type,
      subjectId: row.subject_id,
      detail: JSON.parse(row.detail_json) as Record<string, unknown>,
    })),
    next: rows.length > limit ? String(shown.at(-1)?.sequence) : null,
    total: null,
  });
});
