import {
  billExplain as billExplainContract,
  trialBillExplain as trialBillExplainContract,
} from '#shared/contract/billExplanation.ts';
import { type BillExplanation, explainBill, mirrorExplanation } from '#shared/domain/billing/explainBill.ts';
import { assert } from '#shared/lib/assert.ts';
import { ok } from '#shared/lib/result.ts';
import type { LedgerDatabase } from '../../db/database.ts';
import {
  loadBill,
  loadBillByNo,
  loadBillLines,
  loadPriceVersions,
  loadTrialBill,
  loadTrialLines,
} from '../../db/repositories/billing/billQueries.ts';
import type { BillLineRow, BillRow, TrialBillLineRow, TrialBillRow } from '../../db/schema/billing.ts';
import { handleQuery } from '../../rpc/handlers.ts';
import { billFacts } from './billFacts.ts';

export const billExplain = handleQuery(billExplainContract, async (context, input) => {
  const { db } = context;
  const bill = await loadBillByNo(db, input.billNo);
  if (!bill) return context.refuse('not_found', { billNo: input.billNo });
  return ok({ billNo: bill.bill_no, ...(await explained(db, bill, await loadBillLines(db, bill.bill_id))) });
});

export const trialBillExplain = handleQuery(trialBillExplainContract, async (context, input) => {
  const { db } = context;
  const trial = await loadTrialBill(db, input.trialBillId);
  if (!trial) return context.refuse('not_found', { trialBillId: input.trialBillId });
  return ok({ billNo: null, ...(await explained(db, trial, await loadTrialLines(db, trial.trial_bill_id))) });
});

/** The facts of a bill that its explanation is headed with, and the explanation. */
async function explained(
  db: LedgerDatabase,
  bill: BillRow | TrialBillRow,
  lines: readonly (BillLineRow | TrialBillLineRow)[],
) {
  const facts = await billFacts(db, bill, lines);
  const explanation = await explanationOf(db, bill, lines);
  const { accountNo, customerName, servicePointNo, period, startOn, endOn, totalKwh, totalMinor, taxMinor } =
    facts;
  return {
    ...{ accountNo, customerName, servicePointNo, period, startOn, endOn, totalKwh, totalMinor, taxMinor },
    isEstimated: facts.isEstimated,
    readings: [...explanation.readings],
    quantities: [...explanation.quantities],
    steps: [...explanation.steps],
    lines: explanation.lines.map((line) => ({ ...line, inputs: { ...line.inputs }, base: [...line.base] })),
    totalFormula: explanation.totalFormula,
  };
}

/** The explanation of a bill with the price versions that its lines name; of a mirror, by the bill that it takes back. */
export async function explanationOf(
  db: LedgerDatabase,
  bill: BillRow | TrialBillRow,
  lines: readonly (BillLineRow | TrialBillLineRow)[],
): Promise<BillExplanation> {
  if ('reverses_id' in bill && bill.reverses_id !== null) {
    const original = await loadBill(db, bill.reverses_id);
    assert(original !== undefined, `a mirror has its bill: ${bill.bill_id}`);
    return mirrorExplanation(await explanationOf(db, original, await loadBillLines(db, original.bill_id)));
  }
  const facts = await billFacts(db, bill, lines);
  const tariffVersionId = bill.tariff_version_id;
  const named = facts.lines.flatMap(({ trace }) => trace.version?.tariffVersionId ?? []);
  const ids = new Set([...named, ...(tariffVersionId === null ? [] : [tariffVersionId])]);
  return explainBill({ ...facts, tariffVersionId }, await loadPriceVersions(db, [...ids]));
}
