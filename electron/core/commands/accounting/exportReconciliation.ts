import { reconciliationExport } from '#shared/contract/accounting.ts';
import { ok } from '#shared/lib/result.ts';
import {
  listDays,
  listExportVouchers,
  streamItems,
  summariseDays,
} from '../../db/repositories/accounting/exportRows.ts';
import { handleCommand } from '../../rpc/handlers.ts';

export const exportReconciliation = handleCommand(reconciliationExport, {
  prepare: async (context, input) => {
    const { db, office, actor, now } = context;
    const days = await listDays(db, input.businessOn, input.channelCode);
    if (days.length === 0) return context.refuse('nothing_reconciled', { businessOn: input.businessOn });
    const ids = days.map((day) => day.reconciliation_id);
    const summary = await summariseDays(db, ids);
    const total = summary.reduce((sum, { count }) => sum + count, 0);
    let done = 0;
    async function* items(which: 'agreed' | 'different') {
      for await (const part of streamItems(db, ids, which)) {
        yield* part;
        done += part.length;
        await context.checkpoint(done, total);
      }
    }
    const written = await context.files.writeReconciliationWorkbook(input.path, {
      officeName: office.name,
      exportedBy: actor.displayName,
      exportedAt: now,
      businessOn: input.businessOn,
      channelCode: input.channelCode,
      days,
      summary,
      matched: () => items('agreed'),
      differences: () => items('different'),
      vouchers: await listExportVouchers(db, ids),
    });
    if (!written.ok) return context.refuse(written.error.code, { ...written.error.detail });
    return ok(written.value);
  },
  execute: async (context, input, written) => {
    context.audit({
      subjectType: 'reconciliation',
      subjectId: input.businessOn,
      detail: { exported: true, channelCode: input.channelCode, rowCount: written.rowCount },
    });
    return ok(written);
  },
});
