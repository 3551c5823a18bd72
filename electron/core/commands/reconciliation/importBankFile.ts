import { bankFileImport } from '#shared/contract/bankFiles.ts';
import { type BankLine, identityKeys } from '#shared/domain/reconciliation/bankLine.ts';
import { chunked } from '#shared/lib/collections.ts';
import { ok } from '#shared/lib/result.ts';
import { loadChannel } from '../../db/repositories/collection/payers.ts';
import {
  findIdentityKeys,
  findSameFile,
  insertBankFile,
  insertBankLines,
  loadMappingProfile,
} from '../../db/repositories/reconciliation/bankFiles.ts';
import type { BankLineRow } from '../../db/schema/reconciliation.ts';
import type { BankFile } from '../../files/bank/bankFile.ts';
import { handleCommand } from '../../rpc/handlers.ts';

const SHOWN_ERRORS = 1000;
const LINES_A_PART = 2_000;

type Prepared = { readonly file: BankFile; readonly profileCode: string | null };

export const importBankFile = handleCommand<typeof bankFileImport, Prepared>(bankFileImport, {
  prepare: async (context, input) => {
    const channel = await loadChannel(context.db, input.channelCode);
    if (channel?.kind !== 'bank')
      return context.refuse('channel_not_found', { channelCode: input.channelCode });
    const profileCode = input.profileCode ?? channel.profile_code;
    const stored = profileCode === null ? undefined : await loadMappingProfile(context.db, profileCode);
    if (profileCode !== null && !stored) return context.refuse('profile_not_found', { profileCode });
    const file = await context.files.readStoredBankFile({
      path: input.path,
      profile: stored ? { profileCode: stored.profile_code, content: JSON.parse(stored.content_json) } : null,
      encoding: input.encoding,
      checkpoint: context.checkpoint,
    });
    if (!file.ok) return context.refuse(file.error.code, file.error.detail);
    const other = file.value.currencies.find((currency) => currency !== context.office.currency);
    if (other !== undefined) {
      return context.refuse('currency_differs', { currency: other, ours: context.office.currency });
    }
    const isTable = !file.value.format.startsWith('camt');
    return ok({ file: file.value, profileCode: isTable ? profileCode : null });
  },
  execute: async (context, input, { file, profileCode }) => {
    const { channelCode, businessOn } = input;
    const { lines, errors, fileHash } = file;
    const shown = {
      format: file.format,
      lineCount: lines.length + errors.length,
      rejectedCount: errors.length,
      otherDayCount: lines.filter((line) => line.bookedOn !== businessOn).length,
      totalMinor: lines.reduce((sum, line) => sum + line.amountMinor, 0),
      openingMinor: file.openingMinor,
      closingMinor: file.closingMinor,
      errors: errors.slice(0, SHOWN_ERRORS).map((error) => ({ ...error })),
    };
    const before = await findSameFile(context.tx, { channelCode, fileHash, profileCode });
    if (before) {
      return ok({
        bankFileId: before.bank_file_id,
        ...shown,
        acceptedCount: 0,
        unchangedCount: lines.length,
      });
    }
    const keys = identityKeys(lines);
    const known = await findIdentityKeys(context.tx, channelCode, keys);
    const bankFileId = context.newId();
    const fresh = lines.flatMap((line, index): NewLine[] => {
      const identityKey = keys[index] ?? '';
      return known.has(identityKey) ? [] : [{ line, identityKey }];
    });
    const counts = { acceptedCount: fresh.length, unchangedCount: lines.length - fresh.length };
    await insertBankFile(
      context.tx,
      {
        bank_file_id: bankFileId,
        channel_code: channelCode,
        business_on: businessOn,
        file_name: input.path.split(/[\\/]/).at(-1) ?? input.path,
        file_hash: fileHash,
        format: file.format,
        profile_code: profileCode,
        line_count: shown.lineCount,
        accepted_count: counts.acceptedCount,
        unchanged_count: counts.unchangedCount,
        rejected_count: errors.length,
        opening_minor: file.openingMinor,
        closing_minor: file.closingMinor,
        imported_by: context.actor.userId,
        imported_at: context.now,
      },
      errors.map((error, index) => ({
        bank_file_id: bankFileId,
        line_no: error.lineNo,
        error_no: index + 1,
        code: error.code,
        field: error.field,
        value: error.value,
        raw_text: error.rawText,
      })),
    );
    let done = 0;
    for (const part of chunked(fresh, LINES_A_PART)) {
      const rows = part.map((one) => bankLineRow(one, context.newId(), bankFileId, channelCode));
      await insertBankLines(context.tx, rows);
      done += rows.length;
      await context.checkpoint(done, fresh.length);
    }
    context.audit({
      subjectType: 'bank_file',
      subjectId: bankFileId,
      detail: { channelCode, businessOn, fileHash, ...counts, rejectedCount: errors.length },
    });
    context.publish('reconciliation');
    return ok({ bankFileId, ...shown, ...counts });
  },
});

type NewLine = { readonly line: BankLine; readonly identityKey: string };

function bankLineRow(
  { line, identityKey }: NewLine,
  bankLineId: string,
  bankFileId: string,
  channelCode: string,
): BankLineRow {
  return {
    bank_line_id: bankLineId,
    bank_file_id: bankFileId,
    channel_code: channelCode,
    line_no: line.lineNo,
    booked_on: line.bookedOn,
    value_on: line.valueOn,
    amount_minor: line.amountMinor,
    serial_no: line.serialNo,
    counterparty_name: line.counterpartyName,
    counterparty_account: line.counterpartyAccount,
    purpose: line.purpose,
    our_reference: line.ourReference,
    identity_key: identityKey,
    raw_text: line.rawText,
  };
}
