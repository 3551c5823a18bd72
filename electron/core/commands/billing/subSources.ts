import type { Behind, FixedPart, SubSource } from '#shared/domain/billing/measurePoint.ts';
import { decimalOf } from '#shared/domain/money.ts';
import { groupBy } from '#shared/lib/collections.ts';
import type { SubSupply } from '../../db/repositories/customers/subSupplies.ts';

/** A service point's meter, with what the months of its bill go by. */
type Meter = Behind['meter'];

type Relations = {
  readonly behindOf: (servicePointId: string) => Behind | null;
  readonly subPointsOf: (servicePointId: string) => readonly SubSource[];
};

/** Hands out to bills what hangs behind their meters, and what they hang behind themselves. */
export function subSources(
  relations: readonly SubSupply[],
  meterOf: (servicePointId: string) => Meter,
): Relations {
  const byParent = groupBy(relations, (row) => row.parent_id ?? '');
  const byChild = new Map(relations.map((row) => [row.child_id, row]));
  return {
    subPointsOf: (servicePointId) =>
      (byParent.get(servicePointId) ?? [])
        .toSorted((left, right) => (left.child_no < right.child_no ? -1 : 1))
        .map((row) => subSourceOf(row, meterOf(row.child_id))),
    behindOf: (servicePointId) => {
      const row = byChild.get(servicePointId);
      const part = row === undefined ? null : partOf(row);
      if (row === undefined || part === null || row.parent_id === null) return null;
      return { parentNo: row.parent_no ?? '', part, meter: meterOf(row.parent_id) };
    },
  };
}

function subSourceOf(row: SubSupply, meter: Meter): SubSource {
  const part = partOf(row);
  return part === null
    ? { servicePointNo: row.child_no, kind: 'metered', meter }
    : { ...part, supplyTerms: meter.supplyTerms };
}

/** `null` for one that has a meter of its own. */
function partOf({ amount, kind, child_no: servicePointNo }: SubSupply): FixedPart | null {
  if (amount === null) return null;
  return kind === 'fixed_quantity'
    ? { servicePointNo, kind, kwh: decimalOf(amount) }
    : { servicePointNo, kind: 'fixed_ratio', percent: decimalOf(amount) };
}
