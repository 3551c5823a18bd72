import type { Behind, SubSource } from '#shared/domain/billing/measurePoint.ts';
import type { SegmentSource } from '#shared/domain/billing/selectSegments.ts';
import { decimalOf } from '#shared/domain/money.ts';
import { groupBy } from '#shared/lib/collections.ts';
import type { SubSupply } from '../../db/repositories/customers/subSupplies.ts';

type Relations = {
  readonly behindOf: (servicePointId: string) => Behind | null;
  readonly subPointsOf: (servicePointId: string) => readonly SubSource[];
};

/** Hands out to bills what hangs behind their meters, and what they hang behind themselves. */
export function subSources(
  relations: readonly SubSupply[],
  meterOf: (servicePointId: string) => SegmentSource,
): Relations {
  const byParent = groupBy(relations, (row) => row.parent_id ?? '');
  const byChild = new Map(relations.map((row) => [row.child_id, row]));
  return {
    subPointsOf: (servicePointId) =>
      (byParent.get(servicePointId) ?? [])
        .toSorted((left, right) => (left.child_no < right.child_no ? -1 : 1))
        .map((row) => shareOf(row, row.child_no) ?? meteredSub(row, meterOf)),
    behindOf: (servicePointId) => {
      const row = byChild.get(servicePointId);
      const share = row === undefined ? null : shareOf(row, row.child_no);
      if (row === undefined || share === null || row.parent_id === null) return null;
      return { parentNo: row.parent_no ?? '', share, meter: meterOf(row.parent_id) };
    },
  };
}

function meteredSub(row: SubSupply, meterOf: (servicePointId: string) => SegmentSource): SubSource {
  return { servicePointNo: row.child_no, kind: 'metered', meter: meterOf(row.child_id) };
}

function shareOf(row: SubSupply, servicePointNo: string): Behind['share'] | null {
  if (row.amount === null) return null;
  const amount = decimalOf(row.amount);
  return row.kind === 'fixed_quantity'
    ? { servicePointNo, kind: 'fixed_quantity', kwh: amount }
    : { servicePointNo, kind: 'fixed_ratio', percent: amount };
}
