import type { customerExportErrors, customerImport } from '#shared/contract/customers.ts';
import type { ParsedInputOf, RefusalOf } from '#shared/contract/define.ts';
import type { FileRefusalCode } from '#shared/contract/files.ts';
import type { LineError } from '#shared/domain/reading/meterRow.ts';
import type { Result } from '#shared/lib/result.ts';
import { FirstLoad } from '../../db/repositories/customers/firstLoad.ts';
import { loadMappingProfile } from '../../db/repositories/customers/mappingProfiles.ts';
import type { CustomerFile } from '../../files/customer/readCustomerFile.ts';
import type { CommandContext, PrepareContext, Refusal } from '../../rpc/handlers.ts';
import { CustomerIntake } from './customerIntake.ts';

type Code = Extract<RefusalOf<typeof customerImport>, RefusalOf<typeof customerExportErrors>>;

/** Reads a customer file by its layout in the ledger. */
export async function openCustomerFile(
  context: Pick<PrepareContext<Code>, 'db' | 'files' | 'refuse' | 'checkpoint'>,
  { profileCode, path, encoding }: ParsedInputOf<typeof customerImport>,
): Promise<Result<CustomerFile, Refusal>> {
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
}

type Intake = Pick<
  CommandContext,
  'tx' | 'newId' | 'actor' | 'now' | 'businessDate' | 'audit' | 'checkpoint'
>;

/** Takes the lines of a customer file part after part; bad ones are listed in the order of the file. */
export async function takeCustomerFile(context: Intake, file: CustomerFile) {
  const { tx, newId, actor, now } = context;
  const load = new FirstLoad({ newId, userId: actor.userId, now }, null);
  const intake = new CustomerIntake(context, load);
  const errors: LineError[] = [];
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
    for (const error of chunk.errors) errors.push(error);
    await context.checkpoint(lineCount, Math.max(file.lineCount, lineCount));
  }
  await load.finish(tx);
  errors.sort((a, b) => a.lineNo - b.lineNo);
  return { lineCount, counts, created: { ...load.created }, errors };
}
