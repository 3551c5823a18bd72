import { bankFileErrors as bankFileErrorsContract } from '#shared/contract/bankFiles.ts';
import { ok } from '#shared/lib/result.ts';
import { hasBankFile, pageBankFileErrors } from '../../db/repositories/reconciliation/bankFiles.ts';
import { handleQuery } from '../../rpc/handlers.ts';

export const bankFileErrors = handleQuery(bankFileErrorsContract, async (context, input) => {
  const { bankFileId, after, limit } = input;
  if (!(await hasBankFile(context.db, bankFileId))) return context.refuse('not_found', { bankFileId });
  const from = after === null ? 0 : Number.parseInt(after, 10);
  const rows = await pageBankFileErrors(context.db, bankFileId, from, limit + 1);
  const shown = rows.slice(0, limit);
  return ok({
    rows: shown.map((row) => ({
      lineNo: row.line_no,
      code: row.code,
      field: row.field,
      value: row.value,
      rawText: row.raw_text,
    })),
    next: rows.length > limit ? String(shown.at(-1)?.error_no) : null,
    total: null,
  });
});
