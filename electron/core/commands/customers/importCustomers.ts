import { customerImport } from '#shared/contract/customers.ts';
import type { FileRefusalCode } from '#shared/contract/files.ts';
import type { LineError } from '#shared/domain/reading/meterRow.ts';
import { ok } from '#shared/lib/result.ts';
import { FirstLoad } from '../../db/repositories/customers/firstLoad.ts';
import { loadMappingProfile } from '../../db/repositories/customers/mappingProfiles.ts';
import type { CustomerFile } from '../../files/customer/readCustomerFile.ts';
import { handleCommand } from '../../rpc/handlers.ts';
import { CustomerIntake } from './customerIntake.ts';

const SHOWN_ERRORS = 1000;

export const importCustomers = handleCommand<typeof customerImport, CustomerFile>(customerImport, {
  async prepare(context, input) {
    const { profileCode, path, encoding } = input;
    const profile = await loadMappingProfile(context.db, profileCode);
    if (profile?.file_kind !== 'customer') return context.refuse('profile_not_found', { profileCode });
    const file = await context.files.readCustomerFile({
      path,
      content: JSON.parse(profile.content_json),
      encoding,
      checkpoint: context.checkpoint,
    });
    return file.ok
      ? file
      : context.refuse(file.error.code as FileRefusalCode | 'profile_not_found', file.error.detail);
  },

  async execute(context, _input, file) {
    const { tx, newId, actor, now } = context;
    const load = new FirstLoad({ newId, userId: actor.userId, now }, null);
    const intake = new CustomerIntake(context, load);
    const errors: LineError[] = [];
    const badLines = new Set<number>();
    const counts = { created: 0, updated: 0, unchanged: 0 };
    let lineCount = 0;
    for (const chunk of file.chunks()) {
      const outcomes = await intake.take(chunk.lines);
      await load.write(tx);
      lineCount += chunk.lines.length;
      for (const outcome of outcomes) {
        if (typeof outcome === 'string') counts[outcome] += 1;
        else errors.push(outcome);
      }
      lineCount += new Set(chunk.errors.map(({ lineNo }) => lineNo)).size;
      errors.push(...chunk.errors);
      await context.checkpoint(lineCount, Math.max(file.lineCount, lineCount));
    }
    await load.finish(tx);
    for (const { lineNo } of errors) badLines.add(lineNo);
    const answer = {
      lineCount,
      createdCount: counts.created,
      updatedCount: counts.updated,
      unchangedCount: counts.unchanged,
      rejectedCount: badLines.size,
      created: { ...load.created },
    };
    context.audit({ subjectType: 'customer_file', subjectId: file.fileHash, detail: answer });
    context.publish('customers');
    errors.sort((a, b) => a.lineNo - b.lineNo);
    return ok({ ...answer, errors: errors.slice(0, SHOWN_ERRORS) });
  },
});
