import type { Tampering } from './tampering.ts';

export const billingTampering: Tampering = {
  'billing.bills_are_their_lines': [
    'update bill_line set amount_minor = amount_minor + 1 where line_no = 1',
    'update bill_line set tax_minor = tax_minor + 1 where line_no = 1',
    'update bill set total_minor = total_minor + 1',
    'update bill set tax_minor = tax_minor + 1',
    'delete from bill_line where line_no = 1',
    'delete from bill_line',
  ],
  'billing.bill_numbers_begin_with_their_period': [
    "update bill set bill_no = '2019' || substr(bill_no, 5)",
    "update bill set bill_no = substr(bill_no, 1, 4) || '13' || substr(bill_no, 7)",
    "update bill set period = '2019-01'",
  ],
  'billing.lines_follow_from_their_formulas': [
    'update bill_line set amount_minor = amount_minor + 1 where line_no = 1',
    "update bill_line set unrounded_amount = '0.1' where line_no = 1",
    `update bill_line set trace_json = replace(trace_json, '"formula":"', '"formula":"1 + ') where line_no = 1`,
  ],
  'billing.every_bill_is_owed_as_issued': [
    'update receivable set amount_minor = amount_minor + 1',
    `delete from receivable where state = 'owed'
      and receivable_id not in (select receivable_id from receipt_allocation)`,
  ],
  'billing.issued_runs_are_their_bills': [
    "update bill_run set bill_count = bill_count + 1 where state = 'issued'",
    "update bill_run set total_minor = total_minor + 1 where state = 'issued'",
    "update bill set kind = 'adjustment' where kind = 'regular'",
  ],
  'billing.issued_runs_are_in_the_books': [
    "update journal_line set amount_minor = amount_minor + 1 where account_code = '1122'",
    "update journal_entry set source_id = 'another-run' where kind = 'bill_issue'",
    "update journal_entry set kind = 'voucher' where kind = 'bill_issue'",
  ],
  'billing.runs_have_two_people': [
    ...['approved_by', 'issued_by'].flatMap((second) => [
      ...['created_by', 'calculated_by', 'submitted_by'].map(
        (first) => `update bill_run set ${second} = ${first} where state = 'issued'`,
      ),
      `update bill_run set ${second} = null where state = 'issued'`,
    ]),
  ],
  'billing.one_bill_stands_per_period': [
    "update bill set reverses_id = null where kind = 'reversal'",
    "update bill set kind = 'rebill' where kind = 'adjustment'",
  ],
  'billing.rebills_keep_their_bounds': [
    ...[
      "start_on = '2026-01-01'",
      "end_on = '2026-12-31'",
      "period = '2026-09'",
      'customer_id = (select customer_id from customer where customer.customer_id <> bill.customer_id limit 1)',
      `service_point_id = (select service_point_id from service_point
        where service_point.service_point_id <> bill.service_point_id limit 1)`,
      'corrects_id = null',
    ].map((change) => `update bill set ${change} where kind = 'rebill'`),
    "update bill set reverses_id = null where kind = 'reversal'",
  ],
  'billing.reversals_mirror_their_bills': [
    ...[
      'total_minor = total_minor + 1',
      'tax_minor = tax_minor + 1',
      "period = '2026-09'",
      `service_point_id = (select service_point_id from service_point
        where service_point.service_point_id <> bill.service_point_id limit 1)`,
    ].map((change) => `update bill set ${change} where kind = 'reversal'`),
    ...['amount_minor = amount_minor + 1', 'tax_minor = tax_minor + 1', "item_code = 'another'"].map(
      (change) =>
        `update bill_line set ${change} where bill_id in (select bill_id from bill where kind = 'reversal')`,
    ),
    "delete from bill_line where bill_id in (select bill_id from bill where kind = 'reversal')",
  ],
  'billing.corrections_are_in_the_books': [
    ...['bill_reversal', 'bill_rebill', 'bill_adjustment'].map(
      (kind) => `update journal_entry set source_id = 'another-bill' where kind = '${kind}'`,
    ),
    "update journal_line set amount_minor = amount_minor + 1 where account_code = '1122'",
  ],
  'billing.corrections_have_two_people_and_their_bills': [
    ...[
      'decided_by = null',
      'decided_by = proposed_by',
      'decided_by = submitted_by',
      'result_bill_id = null',
    ].map((change) => `update bill_correction set ${change} where state = 'approved'`),
    "update bill_correction set reversal_bill_id = null where kind = 'rebill'",
    "update bill_correction set state = 'open', result_bill_id = null where kind = 'adjustment'",
  ],
};
