import type { pageVouchers } from '../../db/repositories/accounting/vouchers.ts';

type Found = Awaited<ReturnType<typeof pageVouchers>>[number];

/** A voucher as lists show it. */
export function voucherFacts(row: Found) {
  return {
    voucherId: row.voucher_id,
    voucherNo: row.voucher_no,
    kind: row.kind,
    state: row.state,
    version: row.version,
    reconciliationId: row.reconciliation_id,
    channelCode: row.channel_code,
    channelName: row.channel_name,
    businessOn: row.business_on,
    totalMinor: row.total_minor,
    preparedByName: row.prepared_by_name,
    preparedAt: row.prepared_at,
    approvedByName: row.approved_by_name,
    approvedAt: row.approved_at,
  };
}
