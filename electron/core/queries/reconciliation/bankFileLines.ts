import { bankFileLines as bankFileLinesContract } from '#shared/contract/bankFiles.ts';
import { ok } from '#shared/lib/result.ts';
import { hasBankFile, pageBankLines } from '../../db/repositories/reconciliation/bankFiles.ts';
import { handleQuery } from '../../rpc/handlers.ts';
import { shownBankLine } from './shownBankLine.ts';

export const bankFileLines = handleQuery(bankFileLinesContract, async (context, input) => {
  const { bankFileId, after, limit } = input;
  if (!(await hasBankFile(context.db, bankFileId))) return context.refuse('not_found', { bankFileId });
  const from = after === null ? 0 : Number.parseInt(after, 10);
  const rows = await pageBankLines(context.db, bankFileId, from, limit + 1);
  const shown = rows.slice(0, limit);
  return ok({
    rows: shown.map(shownBankLine),
    next: rows.length > limit ? String(shown.at(-1)?.line_no) : null,
    total: null,
  });
});
