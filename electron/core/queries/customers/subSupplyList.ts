import { subSupplyList as subSupplyListContract } from '#shared/contract/subSupply.ts';
import { ok } from '#shared/lib/result.ts';
import { loadServicePoint } from '../../db/repositories/customers/servicePoints.ts';
import { listSubSupplies } from '../../db/repositories/customers/subSupplies.ts';
import { handleQuery } from '../../rpc/handlers.ts';

export const subSupplyList = handleQuery(subSupplyListContract, async (context, { servicePointId }) => {
  const { db } = context;
  if (!(await loadServicePoint(db, servicePointId))) return context.refuse('not_found', { servicePointId });
  const rows = (await listSubSupplies(db, [servicePointId]))
    .filter((row) => row.child_id === servicePointId || row.parent_id === servicePointId)
    .toSorted((left, right) =>
      left.start_on === right.start_on ? 0 : left.start_on < right.start_on ? 1 : -1,
    );
  return ok({
    rows: rows.map((row) => ({
      subSupplyId: row.sub_supply_id,
      childNo: row.child_no,
      parentNo: row.parent_no,
      kind: row.kind,
      amount: row.amount,
      startOn: row.start_on,
      reason: row.reason,
    })),
  });
});
