import { billCorrectionDetail as contract } from '#shared/contract/billCorrection.ts';
import { type BillContent, compareContents } from '#shared/domain/billing/billContent.ts';
import { preparedCorrectionPart } from '#shared/domain/billing/billCorrection.ts';
import { ok } from '#shared/lib/result.ts';
import { recalculateBill, type Stop } from '../../commands/billing/calculateCorrection.ts';
import { loadBillContent } from '../../commands/billing/correctableBill.ts';
import { loadBillReceivable } from '../../db/repositories/billing/billQueries.ts';
import {
  correctionAtHand,
  countLaterBills,
  loadBillRelations,
  pageCorrections,
} from '../../db/repositories/billing/corrections.ts';
import { handleQuery } from '../../rpc/handlers.ts';
import { correctionFacts } from './correctionFacts.ts';

export const billCorrectionDetail = handleQuery(contract, async (context, input) => {
  const { db, actor } = context;
  const { correctionId } = input;
  const [row] = await pageCorrections(db, { correctionId }, null, 1);
  if (!row) return context.refuse('not_found', { correctionId });
  const { bill, content } = await loadBillContent(db, row.bill_id);
  let after = row.proposed_json === null ? null : (JSON.parse(row.proposed_json) as BillContent);
  let stop: Stop | null = null;
  if (row.state === 'open') {
    const { outcome } = await recalculateBill(db, JSON.parse(context.office.settings_json), bill);
    if (outcome.ok) after = outcome.value;
    else stop = outcome.error;
  }
  const sum =
    row.kind === 'adjustment' && after ? { ...after, lines: [...content.lines, ...after.lines] } : after;
  return ok({
    correction: correctionFacts(row),
    before: shown(content),
    after: after && shown(after),
    stop: stop && { rule: stop.rule, detail: { ...stop.detail } },
    items: sum ? [...compareContents(content, sum)] : [],
    receivedMinor: (await loadBillReceivable(db, bill.bill_id))?.received_minor ?? 0,
    laterBillCount: await countLaterBills(db, bill),
    adjustmentNos: (await loadBillRelations(db, bill)).adjustmentNos,
    samePersonAs: preparedCorrectionPart(correctionAtHand(row), actor.userId),
  });
});

function shown({ tariffVersionId: _, quantities, readings, lines, ...facts }: BillContent) {
  return {
    ...facts,
    quantities: { total: quantities.total, periods: { ...quantities.periods } },
    readings: [...readings],
    lines: lines.map((line) => ({ ...line, trace: { ...line.trace } })),
  };
}
