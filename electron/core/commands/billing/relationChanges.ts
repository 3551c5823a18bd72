import type { BillingPoint } from '#shared/domain/billing/trialBill.ts';
import { currentTerms, supplyLife } from '#shared/domain/customers/supplyTerms.ts';
import { groupBy } from '#shared/lib/collections.ts';
import type { SubSupply } from '../../db/repositories/customers/subSupplies.ts';

type Meter = Pick<BillingPoint, 'installations' | 'supplyTerms'>;
type Change = BillingPoint['relationChanges'][number];

/**
 * The days on which something begins or ceases to hang behind a service point, or it behind another one (套扣、定量、定比),
 * other than with the meter or the supply of the one behind: of those the readings and terms tell by themselves.
 */
export function relationChanges(
  rows: readonly SubSupply[],
  meterOf: (servicePointId: string) => Meter,
): (servicePointId: string) => readonly Change[] {
  const changes = new Map<string, Change[]>();
  for (const [childId, own] of groupBy(rows, (row) => row.child_id)) {
    const stated = currentTerms(
      own.map((row) => ({ ...row, supplyTermId: row.sub_supply_id, startOn: row.start_on })),
    );
    stated.forEach((after, index) => {
      const before = stated[index - 1];
      if (isSame(before, after) || isWithSupply(before, after, meterOf(childId))) return;
      const change = { on: after.startOn, servicePointNo: after.child_no };
      const isBilledByOther = [before, after].some((row) => (row?.amount ?? null) !== null);
      const concerned = [before?.parent_id, after.parent_id, isBilledByOther ? childId : null];
      for (const id of new Set(concerned)) if (id) changes.set(id, [...(changes.get(id) ?? []), change]);
    });
  }
  return (servicePointId) => changes.get(servicePointId) ?? [];
}

function isSame(before: SubSupply | undefined, after: SubSupply): boolean {
  const factsOf = (row: SubSupply | undefined) => [
    row?.parent_id ?? null,
    row?.kind ?? 'none',
    row?.amount ?? null,
  ];
  return JSON.stringify(factsOf(before)) === JSON.stringify(factsOf(after));
}

/** Begins with the first reading of the meter behind, or with the supply of a fixed part; or ends with them. */
function isWithSupply(
  before: SubSupply | undefined,
  after: SubSupply,
  { installations, supplyTerms }: Meter,
): boolean {
  const on = after.start_on;
  const { begun, ended } = supplyLife(supplyTerms);
  const hadParent = (before?.parent_id ?? null) !== null;
  if (!hadParent) {
    return after.amount === null ? installations.every(({ installedOn }) => installedOn >= on) : begun === on;
  }
  if (after.parent_id !== null) return false;
  return before?.amount === null
    ? installations.every(({ removedOn }) => removedOn !== null && removedOn <= on)
    : ended === on;
}
