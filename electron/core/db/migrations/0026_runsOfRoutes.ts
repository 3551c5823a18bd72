import type { Migration } from './migration.ts';

/**
 * Readings of a route are locked by its own bill runs: an office has runs of all its routes for every month of its
 * years, and on a server a desk that looked at all of them would be in the way of every other that submits or issues one.
 */
export const runsOfRoutes: Migration = {
  name: '0026_runsOfRoutes',
  statements: () => ['create index bill_run_route on bill_run (route_id, state, period)'],
  appendOnly: [],
};
