import { billCorrectionAdjust, billCorrectionApprove } from '#shared/contract/billCorrection.ts';
import { decideCorrectionApproval } from '#shared/domain/billing/billCorrection.ts';
import { billingSettingsOf } from '#shared/domain/billing/billingSettings.ts';
import { addDays } from '#shared/domain/localDate.ts';
import { decimalOf } from '#shared/domain/money.ts';
import { ok } from '#shared/lib/result.ts';
import type { LedgerDatabase } from '../../db/database.ts';
import { loadBillReceivable } from '../../db/repositories/billing/billQueries.ts';
import {
  correctionAtHand,
  loadCorrection,
  updateCorrection,
} from '../../db/repositories/billing/corrections.ts';
import {
  type IssueStamp,
  issueAdjustment,
  issueRebill,
  issueReversal,
} from '../../db/repositories/billing/issueCorrection.ts';
import { loadPrepaidBalance } from '../../db/repositories/collection/prepaid.ts';
import type { BillCorrectionRow } from '../../db/schema/billing.ts';
import { type CommandContext, handleCommand } from '../../rpc/handlers.ts';
import { canonicalJson } from '../../runtime/canonicalJson.ts';
import { calculateAdjustment, recalculateBill } from './calculateCorrection.ts';
import { isWrittenOff, loadBillContent } from './correctableBill.ts';

type Old = Awaited<ReturnType<typeof loadBillContent>>;

export const approveBillCorrection = handleCommand(billCorrectionApprove, async (context, input) => {
  const { tx, actor, now } = context;
  const { correctionId } = input;
  const correction = await loadCorrection(tx, correctionId);
  if (!correction) return context.refuse('not_found', { correctionId });
  const decision = decideCorrectionApproval(correctionAtHand(correction), actor.userId, input);
  if (!decision.ok) return context.refuse(decision.error.code, decision.error.detail);
  const old = await loadBillContent(tx, correction.bill_id);
  if (await isWrittenOff(tx, correction.bill_id)) {
    return context.refuse('written_off', { billNo: old.bill.bill_no });
  }
  const settings: unknown = JSON.parse(context.office.settings_json);
  const content = await calculateAgain(tx, settings, correction, old);
  if (content === null || canonicalJson(content) !== correction.proposed_json) {
    return context.refuse('calculation_changed', content ? { totalMinor: content.totalMinor } : {});
  }

  const issued = await issue(context, settings, correction, old, content);
  const version = await updateCorrection(tx, correction, {
    state: decision.value,
    decided_by: actor.userId,
    decided_at: now,
    reversal_bill_id: issued.reversal?.billId ?? null,
    result_bill_id: issued.bill.billId,
  });
  const answer = {
    correctionId,
    version,
    state: decision.value,
    reversalBillNo: issued.reversal?.billNo ?? null,
    billNo: issued.bill.billNo,
    totalMinor: content.totalMinor,
    freedMinor: issued.freedMinor,
    prepaidMinor: issued.bill.prepaidMinor,
    prepaidBalanceMinor: await loadPrepaidBalance(tx, old.bill.customer_id),
  };
  context.audit({
    subjectType: 'bill_correction',
    subjectId: correctionId,
    detail: { ...answer, outcome: decision.value, corrects: old.bill.bill_no, reason: correction.reason },
  });
  context.publish('billing');
  context.publish('collection');
  return ok(answer);
});

/** The bill as it would come out now; `null` where something has come in the way. */
async function calculateAgain(
  db: LedgerDatabase,
  settings: unknown,
  correction: BillCorrectionRow,
  { bill, content }: Old,
) {
  if (correction.kind === 'rebill') {
    const { outcome } = await recalculateBill(db, settings, bill);
    return outcome.ok ? outcome.value : null;
  }
  const { kwh, money } = billCorrectionAdjust.input
    .pick({ kwh: true, money: true })
    .parse(JSON.parse(correction.request_json));
  const request = { kwh: kwh.map((one) => ({ ...one, kwh: decimalOf(one.kwh) })), money };
  const calculated = await calculateAdjustment(db, bill, content, request, billingSettingsOf(settings));
  return calculated.ok ? calculated.value : null;
}

async function issue(
  { tx, actor, now, businessDate, newId }: Omit<CommandContext, 'refuse'>,
  settings: unknown,
  { kind }: BillCorrectionRow,
  { bill, content }: Old,
  proposed: Old['content'],
) {
  const stamp: IssueStamp = {
    userId: actor.userId,
    now,
    newId,
    today: businessDate,
    dueOn: addDays(businessDate, billingSettingsOf(settings).dueAfterDays),
  };
  if (kind === 'adjustment') {
    const adjustment = await issueAdjustment(tx, stamp, bill, proposed);
    return { reversal: null, bill: adjustment, freedMinor: Math.max(0, -proposed.totalMinor) };
  }
  const freedMinor = (await loadBillReceivable(tx, bill.bill_id))?.received_minor ?? 0;
  const reversal = await issueReversal(tx, stamp, bill, content);
  return { reversal, bill: await issueRebill(tx, stamp, bill, proposed), freedMinor };
}
