/** The way of a bill run: from the readings of a route and period to issued bills (发行). */
export const BILL_RUN_STATES = [
  'planned',
  'calculated',
  'submitted',
  'approved',
  'issued',
  'cancelled',
] as const;
export type BillRunState = (typeof BILL_RUN_STATES)[number];

/** From submission on, the readings behind a run may not change under the eyes of the approver. */
export const READING_LOCKING_STATES: readonly BillRunState[] = ['submitted', 'approved', 'issued'];
