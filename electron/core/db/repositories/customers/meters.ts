import type { KnownMeter, MeterDescription } from '#shared/domain/customers/checkMeter.ts';
import type { LocalDate, Period } from '#shared/domain/localDate.ts';
import type { DecimalText } from '#shared/domain/money.ts';
import type { RegisterCode } from '#shared/domain/reading/registers.ts';
import { assert } from '#shared/lib/assert.ts';
import type { LedgerDatabase } from '../../database.ts';
import type { MeterInstallationRow, MeterRow } from '../../schema/customers.ts';
import type { ReadingRow } from '../../schema/reading.ts';
import { insertMany } from '../bulk.ts';
import { selectByKeys } from '../byKeys.ts';
import { loadRegisters } from '../reading/meterPlaces.ts';
import { inReadMonths } from '../reading/ofPoints.ts';
import { registerRows } from './meterRows.ts';

/** A meter by its number, with whether it is in use and until when it was. */
export async function loadKnownMeter(
  db: LedgerDatabase,
  meterNo: string,
): Promise<(KnownMeter & { readonly meterId: string }) | null> {
  const meter = await db.selectFrom('meter').selectAll().where('meter_no', '=', meterNo).executeTakeFirst();
  if (!meter) return null;
  const { meter_id: meterId } = meter;
  const places = await listPlacesOfMeter(db, meterId);
  const removals = places.flatMap(({ removedOn }) => (removedOn === null ? [] : [removedOn])).sort();
  return {
    meterId,
    ...(await describe(db, meter)),
    isInstalled: places.some(({ removedOn }) => removedOn === null),
    lastUsedOn: removals.at(-1) ?? null,
  };
}

/** A meter as it is written down. */
export async function loadMeter(
  db: LedgerDatabase,
  meterId: string,
): Promise<{ readonly meter: MeterDescription; readonly version: number } | null> {
  const row = await db.selectFrom('meter').selectAll().where('meter_id', '=', meterId).executeTakeFirst();
  return row ? { meter: await describe(db, row), version: row.version } : null;
}

async function describe(db: LedgerDatabase, meter: MeterRow): Promise<MeterDescription> {
  const registers = await loadRegisters(db, [meter.meter_id]);
  return {
    meterNo: meter.meter_no,
    digits: meter.digits,
    decimals: meter.decimals,
    multiplier: meter.multiplier as DecimalText,
    registers: registers.get(meter.meter_id) ?? [],
    periodMapping: JSON.parse(meter.period_mapping_json) as Record<string, RegisterCode>,
  };
}

/** Where a meter was, and over which days. */
export type MeterSpan = {
  readonly installationId: string;
  readonly servicePointId: string;
  readonly installedOn: LocalDate;
  readonly removedOn: LocalDate | null;
};

/** Every place that a meter ever had, the first one first. */
export async function listPlacesOfMeter(db: LedgerDatabase, meterId: string): Promise<MeterSpan[]> {
  const rows = await db
    .selectFrom('meter_installation')
    .select(['installation_id', 'service_point_id', 'installed_on', 'removed_on'])
    .where('meter_id', '=', meterId)
    .orderBy('installed_on')
    .execute();
  return rows.map((row) => ({
    installationId: row.installation_id,
    servicePointId: row.service_point_id,
    installedOn: row.installed_on as LocalDate,
    removedOn: row.removed_on as LocalDate | null,
  }));
}

/** The readings of a meter that count, the earliest first. */
export async function listMeterReadings(db: LedgerDatabase, meterId: string): Promise<ReadingRow[]> {
  return db
    .selectFrom('meter_installation')
    .innerJoin('reading', 'reading.service_point_id', 'meter_installation.service_point_id')
    .leftJoin('reading as newer', 'newer.supersedes_id', 'reading.reading_id')
    .selectAll('reading')
    .distinct()
    .where('meter_installation.meter_id', '=', meterId)
    .where(inReadMonths(db))
    .where('reading.meter_id', '=', meterId)
    .where('newer.reading_id', 'is', null)
    .orderBy('reading.read_on')
    .execute();
}

/** Writes a meter down as it is, with its registers; gives the version that it has now. */
export async function updateMeter(
  db: LedgerDatabase,
  meterId: string,
  version: number,
  meter: MeterDescription,
): Promise<number> {
  const { numUpdatedRows } = await db
    .updateTable('meter')
    .set({
      meter_no: meter.meterNo,
      digits: meter.digits,
      decimals: meter.decimals,
      multiplier: meter.multiplier,
      period_mapping_json: JSON.stringify(meter.periodMapping),
      version: version + 1,
    })
    .where('meter_id', '=', meterId)
    .where('version', '=', version)
    .executeTakeFirst();
  assert(numUpdatedRows === 1n, `one meter must change: ${meterId}`);
  await db.deleteFrom('meter_register').where('meter_id', '=', meterId).execute();
  await insertMany(db, 'meter_register', registerRows(meterId, meter));
  return version + 1;
}

/** Ids and versions of the meters at these service points, now or before, that were ever corrected. */
export async function listCorrectedMeters(
  db: LedgerDatabase,
  servicePointIds: readonly string[],
): Promise<readonly string[]> {
  const rows = await selectByKeys(db, 'corrected_meters', servicePointIds, [], (keys) =>
    db
      .selectFrom('meter_installation')
      .innerJoin('meter', 'meter.meter_id', 'meter_installation.meter_id')
      .select(['meter.meter_id', 'meter.version'])
      .where('meter_installation.service_point_id', 'in', keys)
      .where('meter.version', '<>', 1),
  );
  return [...new Set(rows.map((row) => `${row.meter_id} ${row.version}`))].sort();
}

/** When a service point was last read, of one meter or of all, and the last period that a regular reading closed. */
export async function loadLastReading(
  db: LedgerDatabase,
  servicePointId: string,
): Promise<{
  readonly lastReadOn: LocalDate | null;
  readonly lastCyclePeriod: Period | null;
  readonly lastOfMeter: ReadonlyMap<string, LocalDate>;
}> {
  const rows = await db
    .selectFrom('reading')
    .select((eb) => [
      'meter_id',
      'kind',
      eb.fn.max<string>('read_on').as('read_on'),
      eb.fn.max<string>('period').as('period'),
    ])
    .where(inReadMonths(db))
    .where('service_point_id', '=', servicePointId)
    .groupBy(['meter_id', 'kind'])
    .execute();
  const lastOfMeter = new Map<string, LocalDate>();
  let [lastReadOn, lastCyclePeriod]: [string | null, string | null] = [null, null];
  for (const { meter_id, kind, read_on, period } of rows) {
    if (read_on > (lastOfMeter.get(meter_id) ?? '')) lastOfMeter.set(meter_id, read_on as LocalDate);
    if (read_on > (lastReadOn ?? '')) lastReadOn = read_on;
    if (kind === 'cycle' && period > (lastCyclePeriod ?? '')) lastCyclePeriod = period;
  }
  return {
    lastReadOn: lastReadOn as LocalDate | null,
    lastCyclePeriod: lastCyclePeriod as Period | null,
    lastOfMeter,
  };
}

/** Ends a meter's time at a service point. */
export async function removeInstallation(
  db: LedgerDatabase,
  { installation_id, version }: Pick<MeterInstallationRow, 'installation_id' | 'version'>,
  removedOn: LocalDate,
): Promise<void> {
  const { numUpdatedRows } = await db
    .updateTable('meter_installation')
    .set({ removed_on: removedOn, version: version + 1 })
    .where('installation_id', '=', installation_id)
    .where('version', '=', version)
    .executeTakeFirst();
  assert(numUpdatedRows === 1n, `one installation must end: ${installation_id}`);
}
