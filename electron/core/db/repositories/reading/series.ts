import { addMonths, type LocalDate, type Period, periodOf, spanOfPeriod } from '#shared/domain/localDate.ts';
import { decimalOf } from '#shared/domain/money.ts';
import { PointSeries } from '#shared/domain/reading/pointSeries.ts';
import type { RegisterCode } from '#shared/domain/reading/registers.ts';
import { type Segment, segmentsOf } from '#shared/domain/reading/segments.ts';
import { assert } from '#shared/lib/assert.ts';
import type { LedgerDatabase } from '../../database.ts';
import { selectByKeys } from '../byKeys.ts';
import { loadMeterFacts } from './meterPlaces.ts';
import { inReadMonths } from './ofPoints.ts';

/** All versions of readings; `superseded_by` tells which count. */
const readingQuery = (db: LedgerDatabase) =>
  db
    .selectFrom('reading')
    .leftJoin('reading as newer', 'newer.supersedes_id', 'reading.reading_id')
    .select([
      'reading.reading_id',
      'reading.service_point_id',
      'reading.meter_id',
      'reading.register_code',
      'reading.read_on',
      'reading.period',
      'reading.reading_kwh',
      'reading.kind',
      'reading.source',
      'reading.batch_id',
      'newer.reading_id as superseded_by',
    ]);
type VersionRow = Awaited<ReturnType<ReturnType<typeof readingQuery>['execute']>>[number];

export type SeriesByPoint = ReadonlyMap<string, PointSeries>;

/** All readings of some service points, however old. */
export async function loadWholeSeries(
  db: LedgerDatabase,
  servicePointIds: readonly string[],
): Promise<SeriesByPoint> {
  const rows = await selectByKeys(db, 'whole_series', servicePointIds, [], (keys) =>
    readingQuery(db).where(inReadMonths(db)).where('reading.service_point_id', 'in', keys),
  );
  return seriesOf(db, servicePointIds, rows);
}

/** Days from which readings are wanted: of total registers, and of all others. */
export type SeriesSince = { readonly total: LocalDate; readonly others: LocalDate };

/**
 * Readings of some service points from a day on: what an ordinary month needs. Where that does not reach back far
 * enough, take `loadWholeSeries`.
 */
export async function loadRecentSeries(
  db: LedgerDatabase,
  servicePointIds: readonly string[],
  { total, others }: SeriesSince,
): Promise<SeriesByPoint> {
  const earlier = total < others ? total : others;
  const rows = await selectByKeys(
    db,
    'recent_series',
    servicePointIds,
    [earlier, total, others],
    (keys, [since = '', totalSince = '', othersSince = '']) =>
      readingQuery(db)
        .where(inReadMonths(db, since))
        .where('reading.service_point_id', 'in', keys)
        .where('reading.read_on', '>=', since)
        .where(({ or, and, eb }) =>
          or([
            and([eb('reading.register_code', '=', 'total'), eb('reading.read_on', '>=', totalSince)]),
            and([eb('reading.register_code', '<>', 'total'), eb('reading.read_on', '>=', othersSince)]),
          ]),
        ),
  );
  return seriesOf(db, servicePointIds, rows);
}

/** Whether anything was read before the day: without, there is no last year to ask for. */
export async function hasReadingsBefore(db: LedgerDatabase, period: Period): Promise<boolean> {
  const row = await db
    .selectFrom('reading')
    .select('reading_id')
    .where('period', '<=', period)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

async function seriesOf(
  db: LedgerDatabase,
  servicePointIds: readonly string[],
  rows: readonly VersionRow[],
): Promise<SeriesByPoint> {
  const all = new Map<string, PointSeries>();
  for (const servicePointId of servicePointIds) all.set(servicePointId, new PointSeries());
  for (const row of rows) all.get(row.service_point_id)?.add(storedReading(row));
  await markRollovers(db, all);
  return all;
}

function storedReading(row: VersionRow) {
  return {
    readingId: row.reading_id,
    meterId: row.meter_id,
    registerCode: row.register_code as RegisterCode,
    readOn: row.read_on as LocalDate,
    period: row.period as Period,
    value: decimalOf(row.reading_kwh),
    kind: row.kind,
    source: row.source,
    batchId: row.batch_id,
    isCurrent: row.superseded_by === null,
    isRolloverAccepted: false,
  };
}

/** A rollover is accepted where the history made it plausible, or a person confirmed it. */
async function markRollovers(db: LedgerDatabase, all: SeriesByPoint): Promise<void> {
  const goneBack: string[] = [];
  for (const [servicePointId, series] of all) {
    if (series.goesBack()) goneBack.push(servicePointId);
  }
  if (goneBack.length === 0) return;
  const accepted = await selectByKeys(db, 'rollovers', goneBack, [], (keys) =>
    db
      .selectFrom('reading_anomaly')
      .select('reading_id')
      .where('service_point_id', 'in', keys)
      .where((where) =>
        where.or([
          where.and([where('rule_code', '=', 'rollover'), where('state', 'in', ['noted', 'confirmed'])]),
          where.and([where('rule_code', '=', 'negative'), where('state', '=', 'confirmed')]),
        ]),
      ),
  );
  const ids = new Set(accepted.map(({ reading_id }) => reading_id));
  for (const servicePointId of goneBack) {
    const series = all.get(servicePointId);
    if (!series) continue;
    for (const reading of series.current()) if (ids.has(reading.readingId)) series.acceptRollover(reading);
  }
}

function threeMonthsBefore(day: LocalDate): SeriesSince {
  const { startOn } = spanOfPeriod(addMonths(periodOf(day), -3));
  return { total: startOn, others: startOn };
}

/**
 * Segments of some service points: current versions only, rollovers where they were accepted, each
 * meter with its own multiplier and digits. With `since`, only segments that end on that day or later.
 */
export async function loadSegments(
  db: LedgerDatabase,
  servicePointIds: readonly string[],
  since: LocalDate | null = null,
): Promise<ReadonlyMap<string, readonly Segment[]>> {
  const recent =
    since === null
      ? await loadWholeSeries(db, servicePointIds)
      : await loadRecentSeries(db, servicePointIds, threeMonthsBefore(since));
  const tooShort = since === null ? [] : servicePointIds.filter((id) => beginsTooLate(recent.get(id), since));
  const whole = tooShort.length > 0 ? await loadWholeSeries(db, tooShort) : null;
  const series = servicePointIds.map((id) => [id, whole?.get(id) ?? recent.get(id)] as const);
  const meterIds = new Set<string>();
  for (const [, one] of series) for (const reading of one?.current() ?? []) meterIds.add(reading.meterId);
  const meters = await loadMeterFacts(db, [...meterIds]);
  const meterOf = (meterId: string) => {
    const meter = meters.get(meterId);
    assert(meter !== undefined, `a reading has a meter: ${meterId}`);
    return meter;
  };
  return new Map(
    series.map(([id, one]) => {
      const segments = segmentsOf(one?.current() ?? [], meterOf);
      return [id, since === null ? segments : segments.filter(({ to }) => to.readOn >= since)];
    }),
  );
}

/** A reading in the span that counts from something older than what was loaded. */
function beginsTooLate(series: PointSeries | undefined, since: LocalDate): boolean {
  for (const reading of series?.current() ?? []) {
    if (reading.readOn < since || reading.kind === 'opening' || reading.kind === 'installation') continue;
    if (!series?.previousOf(reading.meterId, reading.registerCode, reading.readOn)) return true;
  }
  return false;
}
