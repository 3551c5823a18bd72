import { type Period, spanOfPeriod } from '#shared/domain/localDate.ts';
import { canonicalJson, sha256 } from '../../../runtime/canonicalJson.ts';
import type { LedgerDatabase } from '../../database.ts';
import { listCorrectedMeters } from '../customers/meters.ts';
import { listSubSuppliesOfRoute } from '../customers/subSupplies.ts';
import { listTermIds } from '../customers/supplyTerms.ts';
import { listRoutePoints } from './points.ts';

/**
 * Hash of everything beside readings that the bills of a route and period depend on: its customers and service points,
 * their tariffs, what lies behind them, the terms of supply and corrections of the meters of all of these, and the price
 * versions in force. Another hash than at the calculation means that the trial bills are no longer what would be
 * calculated now.
 */
export async function hashBillingBasis(
  db: LedgerDatabase,
  run: { readonly route_id: string; readonly period: string },
): Promise<string> {
  const { endOn } = spanOfPeriod(run.period as Period);
  const points = await listRoutePoints(db, run.route_id);
  const assignments = await db
    .selectFrom('tariff_assignment')
    .innerJoin('service_point', 'service_point.service_point_id', 'tariff_assignment.service_point_id')
    .select([
      'tariff_assignment.service_point_id',
      'tariff_assignment.tariff_id',
      'tariff_assignment.start_on',
      'tariff_assignment.end_on',
    ])
    .where('service_point.route_id', '=', run.route_id)
    .where('service_point.state', '=', 'active')
    .where('tariff_assignment.start_on', '<', endOn)
    .orderBy('tariff_assignment.service_point_id')
    .orderBy('tariff_assignment.start_on')
    .execute();
  const ids = points.map((point) => point.service_point_id);
  const relations = await listSubSuppliesOfRoute(db, run.route_id);
  const related = relations.flatMap(({ child_id, parent_id }) => [child_id, parent_id ?? []].flat());
  const all = [...new Set([...ids, ...related])];
  const terms = await listTermIds(db, all);
  const behind = relations.map((row) => row.sub_supply_id).sort();
  const meters = await listCorrectedMeters(db, all);
  const tariffIds = [...new Set(assignments.map((assignment) => assignment.tariff_id))].sort();
  const versions =
    tariffIds.length === 0
      ? []
      : await db
          .selectFrom('tariff_version')
          .innerJoin(
            'tariff_activation',
            'tariff_activation.tariff_version_id',
            'tariff_version.tariff_version_id',
          )
          .select('tariff_version.tariff_version_id')
          .where('tariff_version.tariff_id', 'in', tariffIds)
          .where('tariff_version.start_on', '<', endOn)
          .orderBy('tariff_version.tariff_version_id')
          .execute();
  const basis = { points, assignments, terms, behind, versions };
  // Only where a meter was corrected, so that runs go on which were calculated before meters could be.
  return sha256(canonicalJson(meters.length === 0 ? basis : { ...basis, meters }));
}
