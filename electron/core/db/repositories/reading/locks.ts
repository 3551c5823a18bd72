import { READING_LOCKING_STATES } from '#shared/domain/billing/billRunState.ts';
import type { Period } from '#shared/domain/localDate.ts';
import { assert } from '#shared/lib/assert.ts';
import type { LedgerDatabase } from '../../database.ts';

/**
 * Answers whether a bill run that was submitted, approved or issued rests on the readings of a route, or of one
 * of its service points, whose own readings are open again while a correction of its bill is.
 */
export type IsLocked = (routeId: string, period: Period, servicePointId?: string) => boolean;

/** Locks of routes, each looked up once: an office has runs of all its routes for every month of its years. */
export class RouteLocks {
  readonly #db: LedgerDatabase;
  readonly #lockedOf = new Map<string, Set<string>>();
  #opened: Set<string> | null = null;

  constructor(db: LedgerDatabase) {
    this.#db = db;
  }

  /** Has to have heard of a route before it is asked about it. */
  async learn(routeIds: Iterable<string>): Promise<void> {
    const unknown = [...new Set(routeIds)].filter((routeId) => !this.#lockedOf.has(routeId));
    if (unknown.length === 0) return;
    const runs = await this.#db
      .selectFrom('bill_run')
      .select(['route_id', 'period'])
      .where('route_id', 'in', unknown)
      .where('state', 'in', [...READING_LOCKING_STATES])
      .execute();
    this.#opened ??= await loadOpened(this.#db);
    // Only now they are known: a route whose runs could not be read is not one without locks.
    for (const routeId of unknown) this.#lockedOf.set(routeId, new Set());
    for (const { route_id, period } of runs) this.#lockedOf.get(route_id)?.add(period);
  }

  readonly isLocked: IsLocked = (routeId, period, servicePointId) => {
    const locked = this.#lockedOf.get(routeId);
    assert(locked !== undefined, `the locks of every route were looked up: ${routeId}`);
    return locked.has(period) && !this.#opened?.has(`${servicePointId} ${period}`);
  };
}

/** Service points whose readings of a period are open while a correction of its bill is. */
async function loadOpened(db: LedgerDatabase): Promise<Set<string>> {
  const corrections = await db
    .selectFrom('bill_correction')
    .select(['service_point_id', 'period'])
    .where('state', '=', 'open')
    .execute();
  return new Set(corrections.map(({ service_point_id, period }) => `${service_point_id} ${period}`));
}

/** The routes whose readings of a period are locked. */
export async function loadLockedRoutes(db: LedgerDatabase, period: Period): Promise<ReadonlySet<string>> {
  const runs = await db
    .selectFrom('bill_run')
    .select('route_id')
    .where('period', '=', period)
    .where('state', 'in', [...READING_LOCKING_STATES])
    .execute();
  return new Set(runs.map(({ route_id }) => route_id));
}

export async function loadLocks(db: LedgerDatabase, routeIds: Iterable<string>): Promise<IsLocked> {
  const locks = new RouteLocks(db);
  await locks.learn(routeIds);
  return locks.isLocked;
}
