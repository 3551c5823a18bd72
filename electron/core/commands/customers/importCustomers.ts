import { customerImport } from '#shared/contract/customers.ts';
import { ok } from '#shared/lib/result.ts';
import type { CustomerFile } from '../../files/customer/readCustomerFile.ts';
import { handleCommand } from '../../rpc/handlers.ts';
import { openCustomerFile, takeCustomerFile } from './takeCustomerFile.ts';

/** Enough to see what is wrong with a file; `customer.exportErrors` writes all of them. */
const SHOWN_ERRORS = 1000;

export const importCustomers = handleCommand<typeof customerImport, CustomerFile>(customerImport, {
  prepare: openCustomerFile,

  async execute(context, _input, file) {
    const { lineCount, counts, created, errors } = await takeCustomerFile(context, file);
    const answer = {
      lineCount,
      createdCount: counts.created,
      updatedCount: counts.updated,
      unchangedCount: counts.unchanged,
      rejectedCount: new Set(errors.map(({ lineNo }) => lineNo)).size,
      created,
    };
    context.audit({ subjectType: 'customer_file', subjectId: file.fileHash, detail: answer });
    context.publish('customers');
    return ok({ ...answer, errors: errors.slice(0, SHOWN_ERRORS) });
  },
});
