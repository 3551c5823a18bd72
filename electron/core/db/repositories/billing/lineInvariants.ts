import { lineFollows } from '#shared/domain/billing/lineFollows.ts';
import type { BillTrace } from '#shared/domain/tariff/types.ts';
import type { LedgerDatabase } from '../../database.ts';
import type { Invariant } from '../../invariants.ts';

const LINES_A_PART = 2000;
const SHOWN = 100;

/** Every cent of every bill can be worked out again from the line itself. */
export const linesFollow: Invariant = {
  name: 'billing.lines_follow_from_their_formulas',
  async check(db) {
    const wrong: { bill_no: string; line_no: number; amount_minor: number; formula: string }[] = [];
    let last: Awaited<ReturnType<typeof nextLines>>[number] | undefined;
    do {
      const lines = await nextLines(db, last);
      last = lines.at(-1);
      for (const { bill_no, line_no, amount_minor, unrounded_amount, trace_json } of lines) {
        const { formula } = JSON.parse(trace_json) as BillTrace;
        if (lineFollows({ formula, unrounded: unrounded_amount, amountMinor: amount_minor })) continue;
        wrong.push({ bill_no, line_no, amount_minor, formula });
      }
    } while (last !== undefined && wrong.length < SHOWN);
    return wrong;
  },
};

function nextLines(
  db: LedgerDatabase,
  last: { readonly bill_id: string; readonly line_no: number } | undefined,
) {
  let query = db
    .selectFrom('bill_line')
    .innerJoin('bill', 'bill.bill_id', 'bill_line.bill_id')
    .select([
      'bill.bill_no',
      'bill_line.bill_id',
      'bill_line.line_no',
      'bill_line.amount_minor',
      'bill_line.unrounded_amount',
      'bill_line.trace_json',
    ])
    .orderBy('bill_line.bill_id')
    .orderBy('bill_line.line_no')
    .limit(LINES_A_PART);
  if (last !== undefined) {
    query = query.where((eb) =>
      eb(eb.refTuple('bill_line.bill_id', 'bill_line.line_no'), '>', eb.tuple(last.bill_id, last.line_no)),
    );
  }
  return query.execute();
}
