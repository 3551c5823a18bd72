import type { VoucherAtHand } from '#shared/domain/accounting/decideVoucher.ts';
import type { VoucherRow } from '../../db/schema/accounting.ts';

/** What the decisions about a voucher look at. */
export function voucherAtHand(row: VoucherRow): VoucherAtHand {
  return {
    state: row.state,
    version: row.version,
    totalMinor: row.total_minor,
    preparedBy: row.prepared_by,
  };
}
