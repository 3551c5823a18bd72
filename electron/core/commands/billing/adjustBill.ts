import { billCorrectionAdjust } from '#shared/contract/billCorrection.ts';
import { billingSettingsOf } from '#shared/domain/billing/billingSettings.ts';
import { decimalOf } from '#shared/domain/money.ts';
import { ok } from '#shared/lib/result.ts';
import { insertCorrection } from '../../db/repositories/billing/corrections.ts';
import { handleCommand } from '../../rpc/handlers.ts';
import { canonicalJson } from '../../runtime/canonicalJson.ts';
import { calculateAdjustment } from './calculateCorrection.ts';
import { loadBillContent, loadCorrectableBill } from './correctableBill.ts';
import { newCorrection } from './newCorrection.ts';

export const adjustBill = handleCommand(billCorrectionAdjust, async (context, input) => {
  const { tx, actor, now } = context;
  const { reason, documentNo, kwh, money } = input;
  const found = await loadCorrectableBill(tx, input.billNo);
  if (!found.ok) return context.refuse(found.error.code, found.error.detail);
  const { bill, content } = await loadBillContent(tx, found.value.bill_id);
  const request = { kwh: kwh.map((one) => ({ ...one, kwh: decimalOf(one.kwh) })), money };
  const settings = billingSettingsOf(JSON.parse(context.office.settings_json));
  const calculated = await calculateAdjustment(tx, bill, content, request, settings);
  if (!calculated.ok) return context.refuse(calculated.error.code, calculated.error.detail);
  const { lines, totalKwh, totalMinor } = calculated.value;
  if (lines.length === 0) return context.refuse('nothing_changed');
  const { absurdTotalMinor: limitMinor } = settings;
  if (Math.abs(totalMinor) > limitMinor) return context.refuse('absurd_total', { totalMinor, limitMinor });
  const row = {
    ...newCorrection(context, bill, { kind: 'adjustment', state: 'submitted', reason }),
    document_no: documentNo,
    request_json: canonicalJson({ kwh, money }),
    proposed_json: canonicalJson(calculated.value),
    total_kwh: totalKwh,
    total_minor: totalMinor,
    submitted_by: actor.userId,
    submitted_at: now,
  };
  await insertCorrection(tx, row);
  const { correction_id: correctionId, version, state } = row;
  context.audit({
    subjectType: 'bill_correction',
    subjectId: correctionId,
    detail: {
      outcome: state,
      kind: row.kind,
      billNo: input.billNo,
      reason,
      documentNo,
      totalKwh,
      totalMinor,
    },
  });
  context.publish('billing');
  return ok({ correctionId, version, state, totalKwh, totalMinor });
});
