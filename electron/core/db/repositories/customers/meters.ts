import type { KnownMeter } from '#shared/domain/customers/checkMeter.ts';
import type { LocalDate, Period } from '#shared/domain/localDate.ts';
import type { DecimalText } from '#shared/domain/money.ts';
import type { RegisterCode } from '#shared/domain/reading/registers.ts';
import { assert } from '#shared/lib/assert.ts';
import type { LedgerDatabase } from '../../database.ts';
import type { MeterInstallationRow } from '../../schema/customers.ts';
import { loadRegisters } from '../reading/meterPlaces.ts';

/** A meter by its number, with whether it is in use and until when it was. */
export async function loadKnownMeter(
  db: LedgerDatabase,
  meterNo: string,
): Promise<(KnownMeter & { readonly meterId: string }) | null> {
  const meter = await db.selectFrom('meter').selectAll().where('meter_no', '=', meterNo).executeTakeFirst();
  if (!meter) return null;
  const { meter_id: meterId } = meter;
  const places = await db
    .selectFrom('meter_installation')
    .select(['removed_on'])
    .where('meter_id', '=', meterId)
    .execute();
  const registers = await loadRegisters(db, [meterId]);
  const removals = places.flatMap(({ removed_on }) => (removed_on === null ? [] : [removed_on])).sort();
  return {
    meterId,
    meterNo,
    digits: meter.digits,
    decimals: meter.decimals,
    multiplier: meter.multiplier as DecimalText,
    registers: registers.get(meterId) ?? [],
    periodMapping: JSON.parse(meter.period_mapping_json) as Record<string, RegisterCode>,
    isInstalled: places.some(({ removed_on }) => removed_on === null),
    lastUsedOn: (removals.at(-1) ?? null) as LocalDate | null,
  };
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
