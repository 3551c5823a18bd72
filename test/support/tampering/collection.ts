import type { Tampering } from './tampering.ts';

export const collectionTampering: Tampering = {
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
};
