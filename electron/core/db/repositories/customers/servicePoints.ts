import { assert } from '#shared/lib/assert.ts';
import type { LedgerDatabase } from '../../database.ts';
import type { ServicePointRow } from '../../schema/customers.ts';
import { loadRegisters } from '../reading/meterPlaces.ts';
import { inReadMonths } from '../reading/ofPoints.ts';

export async function loadServicePoint(
  db: LedgerDatabase,
  servicePointId: string,
): Promise<ServicePointRow | undefined> {
  return db
    .selectFrom('service_point')
    .selectAll()
    .where('service_point_id', '=', servicePointId)
    .executeTakeFirst();
}

export async function loadServicePointByNo(
  db: LedgerDatabase,
  servicePointNo: string,
): Promise<ServicePointRow | undefined> {
  return db
    .selectFrom('service_point')
    .selectAll()
    .where('service_point_no', '=', servicePointNo)
    .executeTakeFirst();
}

export async function insertServicePoint(db: LedgerDatabase, row: ServicePointRow): Promise<void> {
  await db.insertInto('service_point').values(row).execute();
}

export async function updateServicePoint(
  db: LedgerDatabase,
  servicePointId: string,
  change: Partial<Omit<ServicePointRow, 'service_point_id' | 'created_at'>>,
): Promise<void> {
  const { numUpdatedRows } = await db
    .updateTable('service_point')
    .set(change)
    .where('service_point_id', '=', servicePointId)
    .executeTakeFirst();
  assert(numUpdatedRows === 1n, `one service point must change: ${servicePointId}`);
}

export async function pointHasBills(db: LedgerDatabase, servicePointId: string): Promise<boolean> {
  const bill = await db
    .selectFrom('bill')
    .select('bill_id')
    .where('service_point_id', '=', servicePointId)
    .limit(1)
    .executeTakeFirst();
  return bill !== undefined;
}

/** Meters at a service point over time, the one of today first, with their registers. */
export async function listInstallations(db: LedgerDatabase, servicePointIds: readonly string[]) {
  if (servicePointIds.length === 0) return [];
  const installations = await db
    .selectFrom('meter_installation')
    .innerJoin('meter', 'meter.meter_id', 'meter_installation.meter_id')
    .select([
      'meter_installation.installation_id',
      'meter_installation.service_point_id',
      'meter_installation.installed_on',
      'meter_installation.removed_on',
      'meter_installation.version',
      'meter.meter_id',
      'meter.meter_no',
      'meter.digits',
      'meter.decimals',
      'meter.multiplier',
      'meter.period_mapping_json',
      'meter.version as meter_version',
    ])
    .where('meter_installation.service_point_id', 'in', servicePointIds)
    .orderBy('meter_installation.installed_on', 'desc')
    .execute();
  const registers = await loadRegisters(
    db,
    installations.map((row) => row.meter_id),
  );
  return installations.map((row) => ({
    ...row,
    registers: registers.get(row.meter_id) ?? [],
  }));
}

/** Tariffs of service points over time, the latest first. */
export async function listAssignments(db: LedgerDatabase, servicePointIds: readonly string[]) {
  if (servicePointIds.length === 0) return [];
  return db
    .selectFrom('tariff_assignment')
    .innerJoin('tariff', 'tariff.tariff_id', 'tariff_assignment.tariff_id')
    .selectAll('tariff_assignment')
    .select(['tariff.tariff_code', 'tariff.name as tariff_name'])
    .where('service_point_id', 'in', servicePointIds)
    .orderBy('start_on', 'desc')
    .execute();
}

/** Current versions of a point's readings, the latest first, of the registers that its meters have. */
export async function listRecentReadings(db: LedgerDatabase, servicePointId: string, limit: number) {
  return db
    .selectFrom('reading')
    .innerJoin('meter', 'meter.meter_id', 'reading.meter_id')
    .innerJoin('meter_register', (join) =>
      join
        .onRef('meter_register.meter_id', '=', 'reading.meter_id')
        .onRef('meter_register.register_code', '=', 'reading.register_code'),
    )
    .select([
      'reading.reading_id',
      'meter.meter_no',
      'reading.register_code',
      'reading.read_on',
      'reading.period',
      'reading.reading_kwh',
      'reading.kind',
      'reading.source',
    ])
    .where(inReadMonths(db))
    .where('reading.service_point_id', '=', servicePointId)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('reading as newer')
            .select('newer.reading_id')
            .whereRef('newer.supersedes_id', '=', 'reading.reading_id'),
        ),
      ),
    )
    .orderBy('reading.read_on', 'desc')
    .orderBy('reading.register_code')
    .limit(limit)
    .execute();
}
