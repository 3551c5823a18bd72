import type { Tampering } from './tampering.ts';

export const accountingTampering: Tampering = {
  'accounting.trial_balance_zero': [
    'update journal_line set amount_minor = amount_minor + 1 where line_no = 1',
    'delete from journal_line where line_no = 1',
  ],
  'accounting.turnover_is_its_lines': [
    'update account_turnover set debit_minor = debit_minor + 1',
    'update account_turnover set credit_minor = credit_minor + 1',
    "update account_turnover set period = '2026-01'",
    "delete from account_turnover where account_code = '1122'",
    "insert into account_turnover select '2020-01', account_code, 1, 1 from ledger_account limit 1",
    'update journal_line set amount_minor = amount_minor * 2',
    "update journal_entry set posted_on = '2026-01-01'",
  ],
  'accounting.entries_balance': [
    'update journal_line set amount_minor = amount_minor + 1 where line_no = 1',
    // In all the books still balance.
    `update journal_line set amount_minor = amount_minor + case when line_no = 1 then 1 else -1 end
      where journal_entry_id in (select journal_entry_id from journal_entry where entry_no = 1) and line_no = 1
        or journal_entry_id in (select journal_entry_id from journal_entry where entry_no = 2) and line_no = 2`,
  ],
  'accounting.entries_have_lines': [
    'delete from journal_line',
    `delete from journal_line where journal_entry_id = (select journal_entry_id from journal_entry where entry_no = 1)`,
  ],
  'accounting.books_agree_with_lists': [
    'update receivable set amount_minor = amount_minor + 1',
    'update receivable set received_minor = received_minor + 1',
    "update receivable set state = 'written_off' where state = 'owed'",
    'update prepaid_balance set balance_minor = balance_minor + 1',
    "update journal_line set amount_minor = amount_minor + 1 where account_code = '1122'",
    "update journal_line set amount_minor = amount_minor + 1 where account_code = '2203'",
  ],
  'accounting.funds_agree_with_bills': [
    "update bill_line set amount_minor = amount_minor + 1 where posting_account = 'surcharge'",
    "update bill_line set tax_minor = tax_minor + 1 where posting_account = 'surcharge'",
    "update bill_line set posting_account = 'revenue' where posting_account = 'surcharge'",
    "delete from bill_line where posting_account = 'surcharge'",
    "update journal_line set amount_minor = amount_minor + 1 where account_code like '2240.%'",
  ],
  'accounting.vouchers_have_two_people': [
    ...['approved_by = prepared_by', 'approved_by = null', 'journal_entry_id = null'].map(
      (change) => `update voucher set ${change} where state = 'approved'`,
    ),
  ],
  'accounting.closed_periods_stay_closed': [
    `insert into journal_entry select 'stray-entry', entry_no + 1, '2026-10-31', kind, source_type, source_id, null,
        posted_by, posted_at
      from journal_entry where entry_no = (select max(entry_no) from journal_entry)`,
    "update bill_run set state = 'approved' where state = 'issued'",
    "update period_close set period = '2026-11', last_entry_no = 1",
  ],
};
