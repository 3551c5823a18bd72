import { billCorrectionReturn, billCorrectionWithdraw } from '#shared/contract/billCorrection.ts';
import type { BillReading } from '#shared/domain/billing/billContent.ts';
import { decideCorrectionReturn, decideWithdrawal } from '#shared/domain/billing/billCorrection.ts';
import { ok } from '#shared/lib/result.ts';
import type { LedgerDatabase } from '../../db/database.ts';
import {
  correctionAtHand,
  loadCorrection,
  updateCorrection,
} from '../../db/repositories/billing/corrections.ts';
import type { BillCorrectionRow } from '../../db/schema/billing.ts';
import { type CommandContext, handleCommand } from '../../rpc/handlers.ts';
import { canonicalJson } from '../../runtime/canonicalJson.ts';
import { recalculateBill } from './calculateCorrection.ts';
import { loadBillContent } from './correctableBill.ts';

export const returnBillCorrection = handleCommand(billCorrectionReturn, async (context, input) => {
  const { correctionId, expectedVersion, reason } = input;
  const correction = await loadCorrection(context.tx, correctionId);
  if (!correction) return context.refuse('not_found', { correctionId });
  const decision = decideCorrectionReturn(correctionAtHand(correction), expectedVersion);
  if (!decision.ok) return context.refuse(decision.error.code, decision.error.detail);
  const notProposed =
    decision.value === 'open'
      ? { proposed_json: null, total_kwh: '0', total_minor: 0, submitted_by: null, submitted_at: null }
      : {};
  return ok(await record(context, correction, decision.value, reason, notProposed));
});

export const withdrawBillCorrection = handleCommand(billCorrectionWithdraw, async (context, input) => {
  const { correctionId, expectedVersion, reason } = input;
  const correction = await loadCorrection(context.tx, correctionId);
  if (!correction) return context.refuse('not_found', { correctionId });
  const readingsDiffer = await doReadingsDiffer(context.tx, context.office.settings_json, correction);
  const decision = decideWithdrawal(correctionAtHand(correction), { expectedVersion, readingsDiffer });
  if (!decision.ok) return context.refuse(decision.error.code, decision.error.detail);
  return ok(await record(context, correction, decision.value, reason, {}));
});

/** Whether the bill would rest on other readings than those that it was issued with. */
async function doReadingsDiffer(db: LedgerDatabase, settingsJson: string, correction: BillCorrectionRow) {
  if (correction.kind === 'adjustment') return false;
  const { bill, content } = await loadBillContent(db, correction.bill_id);
  const { readings } = await recalculateBill(db, JSON.parse(settingsJson), bill);
  return canonicalJson(readings.map(withoutNumber)) !== canonicalJson(content.readings.map(withoutNumber));
}

/** A meter whose number was corrected since has the same readings; the bill keeps the number that it was issued with. */
const withoutNumber = ({ meterNo: _, ...reading }: BillReading) => reading;

/** Writes what was decided instead of issuing, and why. */
async function record(
  { tx, actor, now, audit, publish }: Omit<CommandContext, 'refuse'>,
  correction: BillCorrectionRow,
  state: BillCorrectionRow['state'],
  reason: string,
  more: Partial<BillCorrectionRow>,
) {
  const correctionId = correction.correction_id;
  const version = await updateCorrection(tx, correction, {
    ...more,
    state,
    decided_by: actor.userId,
    decided_at: now,
    decision_reason: reason,
  });
  audit({ subjectType: 'bill_correction', subjectId: correctionId, detail: { outcome: state, reason } });
  publish('billing');
  return { correctionId, version, state };
}
