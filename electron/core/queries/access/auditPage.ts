import { auditPage as auditPageContract } from '#shared/contract/access.ts';
import { addDays } from '#shared/domain/localDate.ts';
import { ok } from '#shared/lib/result.ts';
import { pageAudit } from '../../db/repositories/access/audit.ts';
import { handleQuery } from '../../rpc/handlers.ts';
import { startOfDay } from '../../runtime/officeDay.ts';

export const auditPage = handleQuery(auditPageContract, async (context, input) => {
  const { after, limit, fromOn, untilOn, ...filter } = input;
  const zone = context.office.time_zone;
  const rows = await pageAudit(context.db, {
    ...filter,
    before: after === null ? null : Number.parseInt(after, 10),
    limit: limit + 1,
    since: fromOn === undefined ? undefined : startOfDay(fromOn, zone),
    until: untilOn === undefined ? undefined : startOfDay(addDays(untilOn, 1), zone),
  });
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
