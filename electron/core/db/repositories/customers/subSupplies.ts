import { currentTerms } from '#shared/domain/customers/supplyTerms.ts';
import type { LocalDate } from '#shared/domain/localDate.ts';
import { groupBy } from '#shared/lib/collections.ts';
import type { LedgerDatabase } from '../../database.ts';
import type { SubSupplyRow } from '../../schema/customers.ts';
import { selectByKeys } from '../byKeys.ts';

export async function insertSubSupply(db: LedgerDatabase, row: SubSupplyRow): Promise<void> {
  await db.insertInto('sub_supply').values(row).execute();
}

/** A relation with the numbers that people know the service points by. */
export type SubSupply = Omit<SubSupplyRow, 'start_on'> & {
  readonly start_on: LocalDate;
  readonly child_no: string;
  readonly parent_no: string | null;
};

/** What was ever stated about these service points, as the one behind or the one before. */
export async function listSubSupplies(
  db: LedgerDatabase,
  servicePointIds: readonly string[],
): Promise<readonly SubSupply[]> {
  const ofParents = await selectByKeys(db, 'sub_supplies_of_parents', servicePointIds, [], (keys) =>
    relations(db).where('parent_id', 'in', keys),
  );
  return listOfChildren(db, [...servicePointIds, ...ofParents.map((row) => row.child_id)]);
}

/** What was ever stated about the service points of a route; there are few of them in an office, so they are read through. */
export async function listSubSuppliesOfRoute(
  db: LedgerDatabase,
  routeId: string,
): Promise<readonly SubSupply[]> {
  const ofRoute = await relations(db)
    .where((eb) => eb.or([eb('child.route_id', '=', routeId), eb('parent.route_id', '=', routeId)]))
    .execute();
  return listOfChildren(
    db,
    ofRoute.map((row) => row.child_id),
  );
}

const relations = (db: LedgerDatabase) =>
  db
    .selectFrom('sub_supply')
    .innerJoin('service_point as child', 'child.service_point_id', 'sub_supply.child_id')
    .leftJoin('service_point as parent', 'parent.service_point_id', 'sub_supply.parent_id')
    .selectAll('sub_supply')
    .select(['child.service_point_no as child_no', 'parent.service_point_no as parent_no']);

/** What holds for a child is known from all of its relations, also those to other parents and to none. */
async function listOfChildren(
  db: LedgerDatabase,
  childIds: readonly string[],
): Promise<readonly SubSupply[]> {
  const rows = await selectByKeys(db, 'sub_supplies_of_children', [...new Set(childIds)], [], (keys) =>
    relations(db).where('child_id', 'in', keys),
  );
  return rows.map((row) => ({ ...row, start_on: row.start_on as LocalDate }));
}

/** The relation of each child that holds on a day; those that stand alone are not among them. */
export function subSuppliesOn(rows: readonly SubSupply[], day: LocalDate): readonly SubSupply[] {
  return [...groupBy(rows, (row) => row.child_id).values()].flatMap((own) => {
    const terms = own.map((row) => ({ ...row, supplyTermId: row.sub_supply_id, startOn: row.start_on }));
    const current = currentTerms(terms).findLast(({ startOn }) => startOn <= day);
    return current === undefined || current.parent_id === null ? [] : [current];
  });
}
