import { voucherPrepare } from '#shared/contract/accounting.ts';
import { dayVouchers } from '#shared/domain/accounting/dayVouchers.ts';
import { ok } from '#shared/lib/result.ts';
import { takeNumbers } from '../../db/repositories/accounting/numberSequence.ts';
import {
  insertVoucher,
  listStandingVouchers,
  loadDay,
  sumDay,
} from '../../db/repositories/accounting/vouchers.ts';
import { handleCommand } from '../../rpc/handlers.ts';

const NUMBER_DIGITS = 8;

export const prepareVoucher = handleCommand(voucherPrepare, async (context, input) => {
  const { tx, actor, now } = context;
  const day = await loadDay(tx, input.reconciliationId);
  if (!day) return context.refuse('not_found', { reconciliationId: input.reconciliationId });
  if (day.state !== 'signed_off') return context.refuse('not_signed_off');
  const all = dayVouchers(day.transit_account_code, await sumDay(tx, day.reconciliation_id));
  if (all.length === 0) return context.refuse('nothing_to_post');
  // One voucher of a day may be given back while the other stands: only what is missing is prepared.
  const standing = await listStandingVouchers(tx, day.reconciliation_id);
  const drafts = all.filter(({ kind }) => !standing.some((voucher) => voucher.kind === kind));
  if (drafts.length === 0) {
    return context.refuse('already_prepared', { voucherNos: standing.map((voucher) => voucher.voucher_no) });
  }
  const first = await takeNumbers(tx, 'voucher', drafts.length);
  const vouchers = drafts.map((draft, index) => ({
    ...draft,
    voucherId: context.newId(),
    voucherNo: String(first + index).padStart(NUMBER_DIGITS, '0'),
  }));
  for (const { voucherId, voucherNo, kind, totalMinor, lines } of vouchers) {
    await insertVoucher(
      tx,
      {
        voucher_id: voucherId,
        voucher_no: voucherNo,
        reconciliation_id: day.reconciliation_id,
        kind,
        state: 'prepared',
        total_minor: totalMinor,
        prepared_by: actor.userId,
        prepared_at: now,
        approved_by: null,
        approved_at: null,
        journal_entry_id: null,
        version: 1,
      },
      lines.map((line, index) => ({
        voucher_id: voucherId,
        line_no: index + 1,
        account_code: line.accountCode,
        amount_minor: line.amountMinor,
        memo_code: line.memoCode,
      })),
    );
    context.audit({ subjectType: 'voucher', subjectId: voucherId, detail: { voucherNo, kind, totalMinor } });
  }
  context.publish('accounting');
  return ok({
    vouchers: vouchers.map(({ voucherId, voucherNo, kind, totalMinor }) => ({
      voucherId,
      voucherNo,
      kind,
      totalMinor,
    })),
  });
});
