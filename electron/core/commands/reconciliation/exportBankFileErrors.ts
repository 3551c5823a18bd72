import { bankFileExportErrors } from '#shared/contract/bankFiles.ts';
import { ok } from '#shared/lib/result.ts';
import { hasBankFile, listBankFileErrors } from '../../db/repositories/reconciliation/bankFiles.ts';
import { handleCommand } from '../../rpc/handlers.ts';
import { writeLineErrors } from '../writeLineErrors.ts';
import type { WrittenLines } from '../writeLines.ts';

export const exportBankFileErrors = handleCommand<typeof bankFileExportErrors, WrittenLines>(
  bankFileExportErrors,
  {
    async prepare(context, { bankFileId, path }) {
      if (!(await hasBankFile(context.db, bankFileId))) return context.refuse('not_found', { bankFileId });
      return writeLineErrors(context, path, await listBankFileErrors(context.db, bankFileId));
    },
    async execute(context, { bankFileId }, written) {
      context.audit({ subjectType: 'bank_file', subjectId: bankFileId, detail: written });
      return ok(written);
    },
  },
);
