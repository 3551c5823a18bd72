/** Of so many in ten service points a file's route must be: a few were moved, or read on the way. */
const ENOUGH_OF_TEN = 9;

/**
 * The route that a meter file is of, by the routes of its service points: the one of nearly all of them. `null` where there is
 * none: a file of several routes, or of nobody that is known.
 */
export function routeOfMost(routeIds: readonly string[]): string | null {
  const counts = new Map<string, number>();
  for (const routeId of routeIds) counts.set(routeId, (counts.get(routeId) ?? 0) + 1);
  for (const [routeId, count] of counts) {
    if (count * 10 >= routeIds.length * ENOUGH_OF_TEN) return routeId;
  }
  return null;
}
