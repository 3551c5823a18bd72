import { billCorrectionOpen } from '#shared/contract/billCorrection.ts';
import { ok } from '#shared/lib/result.ts';
import { insertCorrection } from '../../db/repositories/billing/corrections.ts';
import { handleCommand } from '../../rpc/handlers.ts';
import { loadCorrectableBill } from './correctableBill.ts';
import { newCorrection } from './newCorrection.ts';

export const openBillCorrection = handleCommand(billCorrectionOpen, async (context, input) => {
  const found = await loadCorrectableBill(context.tx, input.billNo);
  if (!found.ok) return context.refuse(found.error.code, found.error.detail);
  const row = newCorrection(context, found.value, { kind: 'rebill', state: 'open', reason: input.reason });
  await insertCorrection(context.tx, row);
  context.audit({
    subjectType: 'bill_correction',
    subjectId: row.correction_id,
    detail: { outcome: row.state, kind: row.kind, billNo: input.billNo, reason: input.reason },
  });
  context.publish('billing');
  return ok({ correctionId: row.correction_id, version: row.version, state: row.state });
});
