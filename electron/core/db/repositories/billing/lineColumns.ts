import type { BillLine } from '#shared/domain/tariff/index.ts';
import type { LineFacts } from '../../schema/billing.ts';

/** A line as every table of bill lines keeps it, without the bill that it belongs to. */
export function lineColumns(line: BillLine): LineFacts {
  return {
    line_no: line.lineNo,
    item_code: line.itemCode,
    item_name: line.itemName,
    kind: line.kind,
    posting_account: line.account,
    quantity: line.quantity,
    unit: line.unit,
    price_rate: line.price,
    unrounded_amount: line.unrounded,
    amount_minor: line.amountMinor,
    tax_minor: line.taxMinor,
    trace_json: JSON.stringify(line.trace),
  };
}
