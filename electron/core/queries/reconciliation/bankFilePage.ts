import { bankFilePage as bankFilePageContract } from '#shared/contract/bankFiles.ts';
import { ok } from '#shared/lib/result.ts';
import { pageBankFiles } from '../../db/repositories/reconciliation/bankFiles.ts';
import { handleQuery } from '../../rpc/handlers.ts';

export const bankFilePage = handleQuery(bankFilePageContract, async (context, input) => {
  const { after, limit, ...filter } = input;
  const rows = await pageBankFiles(context.db, filter, after, limit + 1);
  const shown = rows.slice(0, limit);
  return ok({
    rows: shown.map((row) => ({
      bankFileId: row.bank_file_id,
      channelCode: row.channel_code,
      channelName: row.channel_name,
      businessOn: row.business_on,
      fileName: row.file_name,
      format: row.format,
      profileCode: row.profile_code,
      lineCount: row.line_count,
      acceptedCount: row.accepted_count,
      unchangedCount: row.unchanged_count,
      rejectedCount: row.rejected_count,
      openingMinor: row.opening_minor,
      closingMinor: row.closing_minor,
      importedByName: row.imported_by_name,
      importedAt: row.imported_at,
    })),
    next: rows.length > limit ? (shown.at(-1)?.bank_file_id ?? null) : null,
    total: null,
  });
});
