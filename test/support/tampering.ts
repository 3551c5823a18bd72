/** An entry of the audit trail that names a person and a command of the log. */
const BY_SOMEBODY = `(select min(one.sequence) from audit_entry as one
  join command_log on command_log.command_id = one.command_id where one.user_id is not null)`;

/**
 * What somebody could do to the tables of a ledger past the program, by the invariant that has to notice it. Each is one
 * statement of its own; together they break every part of what the invariant states.
 */
export const TAMPERING: Readonly<Record<string, readonly string[]>> = {
  'access.audit_chain_whole': [
    ...[
      "recorded_at = '2026-01-01T00:00:00.000Z'",
      'user_id = null',
      "user_name = 'nobody'",
      "command_name = 'bill.print'",
      "command_id = 'another-command'",
      "subject_type = 'bill'",
      "subject_id = 'another'",
      `detail_json = '{"amountMinor":1}'`,
      'previous_hash = hash',
      "hash = 'no hash'",
      'sequence = 1000000',
    ].map((change) => `update audit_entry set ${change} where sequence = ${BY_SOMEBODY}`),
    `delete from audit_entry where sequence = ${BY_SOMEBODY}`,
    'delete from audit_entry where sequence = 1',
  ],
  'access.every_command_audited': [
    `update audit_entry set command_id = 'another-command' where sequence = ${BY_SOMEBODY}`,
    'delete from audit_entry where command_id = (select max(command_id) from command_log)',
    `insert into command_log select 'stray-command', command_name, input_hash, result_json, user_id, recorded_at
      from command_log where command_id = (select max(command_id) from command_log)`,
  ],
  'access.somebody_manages_users': [
    "delete from user_role where role = 'admin'",
    "update user_account set state = 'disabled' where user_name = 'admin'",
  ],

  'customers.one_meter_at_a_service_point': [
    'update meter_installation set removed_on = null where removed_on is not null',
    "update meter_installation set removed_on = '2026-11-01' where removed_on is not null",
  ],
  'customers.one_tariff_at_a_service_point': [
    `insert into tariff_assignment select 'stray-assignment', service_point_id, tariff_id, '2026-11-01', null
      from tariff_assignment where end_on is null limit 1`,
    `insert into tariff_assignment select 'stray-assignment', service_point_id, tariff_id, '2000-01-01', '2026-11-01'
      from tariff_assignment where end_on is null limit 1`,
  ],
  'customers.installations_have_opening_readings': [
    "update reading set kind = 'cycle' where kind = 'installation'",
    "update reading set kind = 'cycle' where kind = 'opening'",
    "insert into meter_register select meter_id, 'reactive' from meter_installation where removed_on is null limit 1",
  ],

  'reading.one_reading_per_meter_register_and_day': [
    `insert into reading select 'stray-reading', service_point_id, meter_id, register_code, read_on, period, reading_kwh,
        kind, source, estimate_method, (select min(reading_id) from reading where kind = 'installation'
          and reading_id not in (select supersedes_id from reading where supersedes_id is not null)), reason, batch_id,
        line_no, recorded_by, recorded_at
      from reading where kind = 'removal'`,
  ],
  'reading.version_supersedes_its_own_register': [
    "update reading set register_code = 'reactive' where supersedes_id is not null",
    `update reading set meter_id = (select max(meter_id) from meter) where supersedes_id is not null`,
    `update reading set service_point_id = (select max(service_point_id) from service_point)
      where supersedes_id is not null`,
  ],
  'reading.meter_was_installed_on_the_day': [
    "update reading set read_on = '2000-01-01' where kind = 'installation'",
    "update reading set read_on = '2026-11-09' where kind = 'removal'",
    "update meter_installation set installed_on = '2026-11-09' where removed_on is null",
    `update reading set meter_id = (select max(meter_id) from meter) where kind = 'removal'`,
  ],
  'reading.estimates_state_their_method': [
    "update reading set estimate_method = null where source = 'estimated'",
    "update reading set estimate_method = '' where source = 'estimated'",
  ],
  'reading.open_anomaly_is_about_a_version_that_counts': [
    `update reading_anomaly set state = 'open',
      reading_id = (select supersedes_id from reading where supersedes_id is not null limit 1)`,
  ],
  'reading.batch_counts_are_those_of_its_lines': [
    ...['accepted_count', 'unchanged_count', 'rejected_count', 'unknown_meter_count', 'line_count'].flatMap(
      (count) => `update reading_batch set ${count} = ${count} + 1`,
    ),
    'update reading_batch set accepted_count = accepted_count + 1, line_count = line_count + 1',
    'update reading_batch set rejected_count = rejected_count + 1, line_count = line_count + 1',
    'update reading_batch_chunk set accepted_count = accepted_count + 1',
    'update reading_batch_chunk set unchanged_count = unchanged_count + 1',
    'delete from reading_batch_chunk',
    "update reading_batch_line set state = 'rejected' where state = 'adopted'",
  ],
  'reading.accepted_values_of_a_batch_are_its_readings': [
    "update reading set batch_id = null where kind = 'cycle'",
    "update reading set batch_id = (select max(batch_id) from reading_batch) where kind = 'cycle' and batch_id is null",
  ],
  'reading.chunks_of_a_batch_are_whole': [
    'update reading_batch_chunk set accepted_count = accepted_count - 1',
    'update reading_batch_chunk set accepted_count = accepted_count + 1, unchanged_count = unchanged_count - 1',
    'update reading_batch_chunk set last_line_no = last_line_no + 1',
    `update reading_batch_chunk set lines_json = '[]'`,
  ],

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

  'collection.received_is_allocated': [
    "update receivable set received_minor = received_minor - 1 where state = 'settled'",
    "update receipt_allocation set amount_minor = amount_minor + 1 where kind = 'principal'",
    'update prepaid_movement set amount_minor = amount_minor + 1 where bill_id is not null',
    "update bill set kind = 'adjustment' where kind = 'reversal'",
  ],
  'collection.states_follow_amounts': [
    "update receivable set received_minor = -1 where state = 'owed'",
    "update receivable set received_minor = 1 where state = 'owed'",
    "update receivable set received_minor = amount_minor where state = 'owed'",
    "update receivable set received_minor = 0 where state = 'part'",
    "update receivable set received_minor = amount_minor + 1 where state = 'settled' and amount_minor > 0",
    "update receivable set received_minor = amount_minor - 1 where state = 'settled' and amount_minor > 0",
    'update receivable set received_minor = received_minor + 1 where amount_minor < 0',
    "update receivable set state = 'part' where state = 'settled'",
    "update receivable set state = 'settled' where state = 'owed'",
  ],
  'collection.receipts_add_up': [
    'update receipt set amount_minor = amount_minor + 1 where amount_minor > 0',
    'update receipt set prepaid_minor = prepaid_minor + 1',
    'update receipt set late_fee_minor = late_fee_minor + 1',
    'update receipt_allocation set amount_minor = amount_minor + 1',
    "update receipt_allocation set kind = 'late_fee'",
    'delete from receipt_allocation where line_no = 1',
  ],
  'collection.receipt_numbers_gapless': [
    "update receipt set receipt_no = '9999999999' where receipt_no = (select min(receipt_no) from receipt)",
    "insert into number_taking (sequence_code, next_value) values ('receipt', 1000)",
    "delete from number_taking where sequence_code = 'receipt'",
  ],
  'collection.prepaid_is_its_movements': [
    'update prepaid_balance set balance_minor = balance_minor + 1',
    'update prepaid_movement set amount_minor = amount_minor + 1',
    'delete from prepaid_balance',
    'delete from prepaid_movement',
  ],
  'collection.drawers_equal_receipts': [
    "update receipt set method = 'card' where method = 'cash'",
    "update receipt set received_on = '2026-11-09' where method = 'cash'",
    "update receipt set channel_code = 'counter', received_on = '2026-11-10' where channel_code = 'boc'",
    'update cash_drawer set expected_minor = expected_minor + 1, counted_minor = counted_minor + 1',
    'update cash_drawer set receipt_count = receipt_count + 1',
  ],
  'collection.drawers_closed_once_at_a_time': [
    `update cash_drawer_reopening set reopened_by = (select cashier_id from cash_drawer limit 1)`,
    'update cash_deposit_drawer set drawer_id = (select drawer_id from cash_drawer_reopening)',
    'delete from cash_drawer_reopening',
  ],
  'collection.cash_is_undeposited': [
    "update journal_line set amount_minor = amount_minor + 1 where account_code = '1001'",
    "update receipt set method = 'card' where method = 'cash'",
    'update cash_deposit set amount_minor = amount_minor + 1',
    'update cash_drawer set counted_minor = counted_minor + 1, difference_minor = difference_minor + 1',
  ],
  'collection.deposits_equal_drawers': [
    'update cash_deposit set amount_minor = amount_minor + 1',
    'update cash_drawer set counted_minor = counted_minor + 1, expected_minor = expected_minor + 1',
    'delete from cash_deposit_drawer',
  ],
  'collection.arrivals_are_their_deposits': [
    'update cash_deposit set amount_minor = amount_minor + 1',
    "update cash_deposit set channel_code = 'icbc'",
    "update reconciliation_item set bank_minor = bank_minor + 1 where action = 'match_deposit'",
    "update reconciliation_item set state = 'open' where action = 'match_deposit'",
    "update reconciliation_item set action = 'mark_duplicate' where action = 'match_deposit'",
    "update reconciliation_item set action = null where action = 'match_deposit'",
  ],
  'collection.deposit_numbers_gapless': [
    "update cash_deposit set deposit_no = '00000009'",
    "insert into number_taking (sequence_code, next_value) values ('deposit', 1000)",
    "delete from number_taking where sequence_code = 'deposit'",
  ],

  'accounting.trial_balance_zero': [
    'update journal_line set amount_minor = amount_minor + 1 where line_no = 1',
    'delete from journal_line where line_no = 1',
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

  'reconciliation.line_matched_to_its_amount_once': [
    'update reconciliation_item_bank_line set amount_minor = amount_minor + 1',
    'update bank_line set amount_minor = amount_minor + 1',
    `insert into reconciliation_item_bank_line select
        (select item_id from reconciliation_item where item_id <> link.item_id limit 1), bank_line_id, amount_minor
      from reconciliation_item_bank_line as link limit 1`,
  ],
  'reconciliation.receipt_matched_to_its_amount_once': [
    'update reconciliation_item_receipt set amount_minor = amount_minor + 1',
    `update receipt set amount_minor = amount_minor + 1 where channel_code = 'boc' and amount_minor > 0`,
    `insert into reconciliation_item_receipt select
        (select item_id from reconciliation_item where item_id <> link.item_id limit 1), receipt_id, amount_minor
      from reconciliation_item_receipt as link limit 1`,
  ],
  'reconciliation.item_sums_are_those_of_its_lines': [
    'update reconciliation_item set bank_minor = bank_minor + 1',
    'update reconciliation_item_bank_line set amount_minor = amount_minor + 1',
    'delete from reconciliation_item_bank_line',
  ],
  'reconciliation.item_sums_are_those_of_its_receipts': [
    'update reconciliation_item set ours_minor = ours_minor + 1',
    'update reconciliation_item_receipt set amount_minor = amount_minor + 1',
    'delete from reconciliation_item_receipt',
  ],
  'reconciliation.agreement_agrees': [
    "update reconciliation_item set bank_minor = bank_minor + 1 where state = 'agreed'",
    "update reconciliation_item set ours_minor = ours_minor + 1 where state = 'agreed'",
  ],
  'reconciliation.signed_off_without_differences': [
    "update reconciliation_item set state = 'open' where state = 'resolved'",
    "update reconciliation_item set state = 'proposed' where state = 'resolved'",
  ],
  'reconciliation.resolved_by_two_people': [
    ...['approved_by = proposed_by', 'approved_by = null', 'proposed_by = null'].map(
      (change) => `update reconciliation_item set ${change} where state = 'resolved'`,
    ),
  ],
};
