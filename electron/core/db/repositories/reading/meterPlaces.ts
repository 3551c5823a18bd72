import type { LocalDate } from '#shared/domain/localDate.ts';
import { type DecimalText, decimalOf, decimalText } from '#shared/domain/money.ts';
import type { MeterFacts } from '#shared/domain/reading/meterFacts.ts';
import type { MeterPlace, MeterPlaces } from '#shared/domain/reading/meterPlace.ts';
import { REGISTER_CODES, type RegisterCode } from '#shared/domain/reading/registers.ts';
import { groupBy } from '#shared/lib/collections.ts';
import type { LedgerDatabase } from '../../database.ts';
import { selectByKeys } from '../byKeys.ts';

const placeQuery = (db: LedgerDatabase) =>
  db
    .selectFrom('meter_installation')
    .innerJoin('meter', 'meter.meter_id', 'meter_installation.meter_id')
    .innerJoin('service_point', 'service_point.service_point_id', 'meter_installation.service_point_id')
    .innerJoin('customer', 'customer.customer_id', 'service_point.customer_id')
    .innerJoin('route', 'route.route_id', 'service_point.route_id')
    .select([
      'meter.meter_id',
      'meter.meter_no',
      'meter.digits',
      'meter.decimals',
      'meter.multiplier',
      'meter.period_mapping_json',
      'meter_installation.installed_on',
      'meter_installation.removed_on',
      'service_point.service_point_id',
      'service_point.route_id',
      'route.cycle_day',
      'customer.account_no',
      'customer.customer_class',
    ]);
type PlaceRow = Awaited<ReturnType<ReturnType<typeof placeQuery>['execute']>>[number];

/** All places that these meters ever had, and those of these accounts. */
export async function loadMeterPlaces(
  db: LedgerDatabase,
  meterNos: readonly string[],
  accountNos: readonly string[],
): Promise<MeterPlaces> {
  const ofMeters = await selectByKeys(db, 'places_of_meters', meterNos, [], (keys) =>
    placeQuery(db).where('meter.meter_no', 'in', keys),
  );
  const ofAccounts = await selectByKeys(db, 'places_of_accounts', accountNos, [], (keys) =>
    placeQuery(db).where('customer.account_no', 'in', keys),
  );
  const accounts = await selectByKeys(db, 'accounts', accountNos, [], (keys) =>
    db.selectFrom('customer').select('account_no').where('account_no', 'in', keys),
  );
  const places = await placesOf(db, [...ofMeters, ...ofAccounts]);
  const byAccountNo = new Map<string, MeterPlace[]>(accounts.map(({ account_no }) => [account_no, []]));
  for (const place of places.slice(ofMeters.length)) byAccountNo.get(place.accountNo)?.push(place);
  return { byMeterNo: groupBy(places.slice(0, ofMeters.length), ({ meterNo }) => meterNo), byAccountNo };
}

/** All places of meters at one service point, by the day of installation. */
export async function loadPlacesOfPoint(db: LedgerDatabase, servicePointId: string): Promise<MeterPlace[]> {
  const rows = await placeQuery(db)
    .where('service_point.service_point_id', '=', servicePointId)
    .orderBy('meter_installation.installed_on')
    .execute();
  return placesOf(db, rows);
}

async function placesOf(db: LedgerDatabase, rows: readonly PlaceRow[]): Promise<MeterPlace[]> {
  const meterIds = [...new Set(rows.map(({ meter_id }) => meter_id))];
  const registers = await loadRegisters(db, meterIds);
  return rows.map((row) => ({
    servicePointId: row.service_point_id,
    accountNo: row.account_no,
    customerClass: row.customer_class,
    routeId: row.route_id,
    cycleDay: row.cycle_day,
    meterId: row.meter_id,
    meterNo: row.meter_no,
    meter: factsOf(row),
    registers: registers.get(row.meter_id) ?? [],
    periodMapping: JSON.parse(row.period_mapping_json) as Record<string, RegisterCode>,
    installedOn: row.installed_on as LocalDate,
    removedOn: row.removed_on as LocalDate | null,
  }));
}

/** The registers of some meters, in the order of the trade. */
export async function loadRegisters(
  db: LedgerDatabase,
  meterIds: readonly string[],
): Promise<Map<string, readonly RegisterCode[]>> {
  // One row a meter: taking rows over from the database takes most of the time.
  const rows = await selectByKeys(db, 'registers_of_meters', meterIds, [], (keys) =>
    db
      .selectFrom('meter_register')
      .select(({ fn, val }) => [
        'meter_id',
        fn<string>('string_agg', ['register_code', val(' ')]).as('codes'),
      ])
      .where('meter_id', 'in', keys)
      .groupBy('meter_id'),
  );
  return new Map(rows.map(({ meter_id, codes }) => [meter_id, registersNamed(codes)]));
}

/** Meters of an office are of a few kinds, so what they have is worked out once a kind. */
const knownRegisters = new Map<string, readonly RegisterCode[]>();

/** Codes with spaces between them as registers, in the order of the trade. */
function registersNamed(codes: string): readonly RegisterCode[] {
  let registers = knownRegisters.get(codes);
  if (!registers) {
    const named = codes.split(' ');
    registers = REGISTER_CODES.filter((code) => named.includes(code));
    knownRegisters.set(codes, registers);
  }
  return registers;
}

/** Most meters of an office are alike, so their facts are shared. */
const knownFacts = new Map<string, MeterFacts>();

function factsOf({ digits, decimals, multiplier }: Omit<MeterFacts, 'multiplier'> & { multiplier: string }) {
  const key = `${digits} ${decimals} ${multiplier}`;
  let facts = knownFacts.get(key);
  if (!facts) {
    facts = { digits, decimals, multiplier: decimalOf(multiplier) };
    knownFacts.set(key, facts);
  }
  return facts;
}

/** Digits, decimals and multiplier of meters, as for those that were exchanged. */
export async function loadMeterFacts(
  db: LedgerDatabase,
  meterIds: readonly string[],
): Promise<Map<string, MeterFacts>> {
  const rows = await selectByKeys(db, 'facts_of_meters', meterIds, [], (keys) =>
    db
      .selectFrom('meter')
      .select(['meter_id', 'digits', 'decimals', 'multiplier'])
      .where('meter_id', 'in', keys),
  );
  return new Map(rows.map((row) => [row.meter_id, factsOf(row)]));
}

/** A place as plain data. */
export type PlainPlace = Omit<MeterPlace, 'meter'> & {
  readonly meter: Omit<MeterFacts, 'multiplier'> & { readonly multiplier: DecimalText };
};

export function plainPlace({ meter, ...place }: MeterPlace): PlainPlace {
  return { ...place, meter: { ...meter, multiplier: decimalText(meter.multiplier) } };
}

export function placeOfPlain({ meter, ...place }: PlainPlace): MeterPlace {
  return { ...place, meter: factsOf(meter) };
}
