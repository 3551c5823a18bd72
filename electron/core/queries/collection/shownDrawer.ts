import type { ShownDrawer } from '../../db/repositories/collection/cashDrawers.ts';

/** A closed drawer as the contract says it. */
export function shownDrawer(row: ShownDrawer) {
  return {
    drawerId: row.drawer_id,
    cashierName: row.cashier_name,
    businessOn: row.business_on,
    receiptCount: row.receipt_count,
    expectedMinor: row.expected_minor,
    countedMinor: row.counted_minor,
    differenceMinor: row.difference_minor,
    note: row.note,
    closedAt: row.closed_at,
    depositNo: row.deposit_no,
    reopened:
      row.reopened_at === null
        ? null
        : { by: row.reopened_by_name ?? '', at: row.reopened_at, reason: row.reopening_reason ?? '' },
    isArrived: row.arrived_item_id !== null,
  };
}
