import type { DayFound } from '../../db/repositories/reconciliation/reconciliationPages.ts';

/** A channel's day as windows and the command line see it. */
export function shownDay(row: DayFound) {
  return {
    reconciliationId: row.reconciliation_id,
    channelCode: row.channel_code,
    channelName: row.channel_name,
    businessOn: row.business_on,
    state: row.state,
    version: row.version,
    itemCount: row.item_count,
    openCount: row.open_count,
    proposedCount: row.proposed_count,
    bankMinor: row.bank_minor,
    oursMinor: row.ours_minor,
    runAt: row.run_at,
    runByName: row.run_by_name,
    signedOffAt: row.signed_off_at,
    signedOffByName: row.signed_off_by_name,
  };
}
