import { READING_LOCKING_STATES } from '#shared/domain/billing/billRunState.ts';
import type { Period } from '#shared/domain/localDate.ts';
import type { LedgerDatabase } from '../../database.ts';

/**
 * Answers whether a bill run that was submitted, approved or issued rests on the readings of a route, or of one
 * of its service points, whose own readings are open again while a correction of its bill is.
 */
export type IsLocked = (routeId: string, period: Period, servicePointId?: string) => boolean;

export async function loadLocks(db: LedgerDatabase): Promise<IsLocked> {
  const runs = await db
    .selectFrom('bill_run')
    .select(['route_id', 'period'])
    .where('state', 'in', [...READING_LOCKING_STATES])
    .execute();
  const locked = new Map<string, Set<string>>();
  for (const { route_id, period } of runs) {
    const periods = locked.get(route_id);
    if (periods) periods.add(period);
    else locked.set(route_id, new Set([period]));
  }
  const corrections = await db
    .selectFrom('bill_correction')
    .select(['service_point_id', 'period'])
    .where('state', '=', 'open')
    .execute();
  const opened = new Set(corrections.map(({ service_point_id, period }) => `${service_point_id} ${period}`));
  return (routeId, period, servicePointId) =>
    locked.get(routeId)?.has(period) === true && !opened.has(`${servicePointId} ${period}`);
}
