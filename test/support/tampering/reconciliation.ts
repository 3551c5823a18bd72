import type { Tampering } from './tampering.ts';

export const reconciliationTampering: Tampering = {
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
