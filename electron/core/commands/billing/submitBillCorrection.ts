import { billCorrectionSubmit } from '#shared/contract/billCorrection.ts';
import { decideHandOver } from '#shared/domain/billing/billCorrection.ts';
import { ok } from '#shared/lib/result.ts';
import {
  correctionAtHand,
  loadCorrection,
  updateCorrection,
} from '../../db/repositories/billing/corrections.ts';
import { handleCommand } from '../../rpc/handlers.ts';
import { canonicalJson } from '../../runtime/canonicalJson.ts';
import { recalculateBill } from './calculateCorrection.ts';
import { loadBillContent } from './correctableBill.ts';

export const submitBillCorrection = handleCommand(billCorrectionSubmit, async (context, input) => {
  const { tx, actor, now } = context;
  const { correctionId } = input;
  const correction = await loadCorrection(tx, correctionId);
  if (!correction) return context.refuse('not_found', { correctionId });
  const decision = decideHandOver(correctionAtHand(correction), input.expectedVersion);
  if (!decision.ok) return context.refuse(decision.error.code, decision.error.detail);
  const { bill, content } = await loadBillContent(tx, correction.bill_id);
  const { outcome } = await recalculateBill(tx, JSON.parse(context.office.settings_json), bill);
  if (!outcome.ok) {
    return context.refuse('calculation_stopped', { rule: outcome.error.rule, ...outcome.error.detail });
  }
  const { startOn, endOn, totalKwh, totalMinor } = outcome.value;
  if (startOn !== content.startOn || endOn !== content.endOn) {
    return context.refuse('bounds_differ', { startOn, endOn });
  }
  const proposedJson = canonicalJson(outcome.value);
  if (proposedJson === canonicalJson(content)) return context.refuse('nothing_changed');
  const version = await updateCorrection(tx, correction, {
    state: decision.value,
    proposed_json: proposedJson,
    total_kwh: totalKwh,
    total_minor: totalMinor,
    submitted_by: actor.userId,
    submitted_at: now,
  });
  context.audit({
    subjectType: 'bill_correction',
    subjectId: correctionId,
    detail: { outcome: decision.value, oldMinor: content.totalMinor, newMinor: totalMinor },
  });
  context.publish('billing');
  return ok({ correctionId, version, state: decision.value, totalKwh, totalMinor });
});
