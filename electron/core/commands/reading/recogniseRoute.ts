import type { LocalDate } from '#shared/domain/localDate.ts';
import { resolveRow } from '#shared/domain/reading/meterPlace.ts';
import type { MeterFile, MeterRow } from '#shared/domain/reading/meterRow.ts';
import { routeOfMost } from '#shared/domain/reading/routeOfMost.ts';
import type { LedgerDatabase } from '../../db/database.ts';
import { loadRoute } from '../../db/repositories/reading/batches.ts';
import { loadMeterPlaces } from '../../db/repositories/reading/meterPlaces.ts';
import type { RouteRow } from '../../db/schema/customers.ts';

/** Values that a file is recognised by. */
const VALUES_LOOKED_AT = 500;

/** The route of a meter file by the meters in its first values; `null` where they are not of one route. */
export async function recogniseRoute(
  db: LedgerDatabase,
  file: MeterFile,
  today: LocalDate,
): Promise<RouteRow | null> {
  const rows = firstRows(file);
  const numbersOf = (field: 'meterNo' | 'accountNo') => [
    ...new Set(rows.map((row) => row[field]).filter((number) => number !== null)),
  ];
  const places = await loadMeterPlaces(db, numbersOf('meterNo'), numbersOf('accountNo'));
  const routes = new Map<string, string>();
  for (const row of rows) {
    const resolved = resolveRow(row, places, today);
    if (resolved.ok) routes.set(resolved.value.place.servicePointId, resolved.value.place.routeId);
  }
  const routeId = routeOfMost([...routes.values()]);
  return routeId === null ? null : loadRoute(db, routeId);
}

function firstRows(file: MeterFile): readonly MeterRow[] {
  const rows: MeterRow[] = [];
  for (const chunk of file.chunks()) {
    rows.push(...chunk.rows.slice(0, VALUES_LOOKED_AT - rows.length));
    if (rows.length >= VALUES_LOOKED_AT) break;
  }
  return rows;
}
