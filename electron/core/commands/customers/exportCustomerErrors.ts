import { customerExportErrors } from '#shared/contract/customers.ts';
import { ok } from '#shared/lib/result.ts';
import { handleCommand } from '../../rpc/handlers.ts';
import { writeLineErrors } from '../writeLineErrors.ts';
import type { WrittenLines } from '../writeLines.ts';
import { openCustomerFile, takeCustomerFile } from './takeCustomerFile.ts';

type Prepared = { readonly fileHash: string; readonly written: WrittenLines };

export const exportCustomerErrors = handleCommand<typeof customerExportErrors, Prepared>(
  customerExportErrors,
  {
    async prepare(context, input) {
      const file = await openCustomerFile(context, input);
      if (!file.ok) return file;
      const { errors } = await context.rehearse((tx) =>
        takeCustomerFile({ ...context, tx, audit: () => {} }, file.value),
      );
      const written = await writeLineErrors(context, input.errorsPath, errors);
      return written.ok ? ok({ fileHash: file.value.fileHash, written: written.value }) : written;
    },
    async execute(context, _input, { fileHash, written }) {
      context.audit({ subjectType: 'customer_file', subjectId: fileHash, detail: written });
      return ok(written);
    },
  },
);
