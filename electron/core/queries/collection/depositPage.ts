import { depositPage as depositPageContract } from '#shared/contract/cashDrawer.ts';
import { ok } from '#shared/lib/result.ts';
import { pageDeposits } from '../../db/repositories/collection/cashDrawers.ts';
import { handleQuery } from '../../rpc/handlers.ts';

export const depositPage = handleQuery(depositPageContract, async (context, { after, limit }) => {
  const rows = await pageDeposits(context.db, after, limit + 1);
  const shown = rows.slice(0, limit).map((row) => ({
    depositNo: row.deposit_no,
    channelCode: row.channel_code,
    channelName: row.channel_name,
    referenceNo: row.reference_no,
    depositedOn: row.deposited_on,
    depositedByName: row.deposited_by_name,
    drawerCount: row.drawer_count ?? 0,
    isArrived: row.arrived_item_id !== null,
    amountMinor: row.amount_minor,
  }));
  return ok({
    rows: shown,
    next: rows.length > limit ? (shown.at(-1)?.depositNo ?? null) : null,
    total: null,
  });
});
