import { READING_LOCKING_STATES } from '#shared/domain/billing/billRunState.ts';
import type { Period } from '#shared/domain/localDate.ts';
import type { LedgerDatabase } from '../../database.ts';

/** Answers whether a bill run that was submitted, approved or issued rests on a route's readings. */
export type IsLocked = (routeId: string, period: Period) => boolean;

export async function loadLocks(db: LedgerDatabase): Promise<IsLocked> {
  const runs = await db
    .selectFrom('bill_run')
    .select(['route_id', 'period'])
    .where('state', 'in', [...READING_LOCKING_STATES])
    .execute();
  const locked = new Set(runs.map(({ route_id, period }) => `${route_id} ${period}`));
  return (routeId, period) => locked.has(`${routeId} ${period}`);
}
