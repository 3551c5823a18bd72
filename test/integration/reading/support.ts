import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { insertMany } from '#core/db/repositories/bulk.ts';
import { readingInvariants } from '#core/db/repositories/reading/readingInvariants.ts';
import type { ReadingRow } from '#core/db/schema/reading.ts';
import { readingWorklist } from '#shared/contract/readingAnomalies.ts';
import { readingImport } from '#shared/contract/readingFiles.ts';
import type { Period } from '#shared/domain/localDate.ts';
import type { AnomalyRule } from '#shared/domain/reading/anomalyRules.ts';
import type { RegisterCode } from '#shared/domain/reading/registers.ts';
import { type Desk, TEST_NOW, TestOffice } from '../../support/office.ts';

export const ROUTE_ID = 'route-of-readings';
export const PERIOD = '2026-10' as Period;
export const READ_ON = '2026-10-25';

export type TestPoint = {
  readonly accountNo: string;
  readonly meterNo: string;
  readonly registers?: readonly RegisterCode[];
  readonly digits?: number;
  readonly decimals?: number;
  readonly multiplier?: string;
  readonly routeId?: string;
  readonly installedOn?: string;
  readonly periodMapping?: Readonly<Record<string, RegisterCode>>;
  /** Values of the total register by day, the opening reading first; other registers have the same. */
  readonly readings?: Readonly<Record<string, string>>;
  /** Days whose readings were estimated. */
  readonly estimatedOn?: readonly string[];
};

/** Four months of about 300 kWh, up to September. */
export const USUAL = {
  '2026-05-25': '1000',
  '2026-06-25': '1310',
  '2026-07-25': '1610',
  '2026-08-25': '1920',
  '2026-09-25': '2230',
} as const;

export const pointIdOf = (accountNo: string) => `point-${accountNo}`;

/** An office with the route of cycle day 25 and these service points, whose readings are there. */
export async function readingOffice(points: readonly TestPoint[]): Promise<TestOffice> {
  const office = await TestOffice.create();
  await addRoute(office, ROUTE_ID, '001');
  await addPoints(office, points);
  return office;
}

/** A total register read last month, and a meter with periods whose first reading waits to be followed. */
const COMMON_POINTS: readonly TestPoint[] = [
  { accountNo: '0001', meterNo: 'M1' },
  {
    accountNo: '0002',
    meterNo: 'M2',
    registers: ['total', 'peak', 'valley'],
    readings: { '2026-09-25': '100' },
  },
];

/** The office that the tests of single readings share. */
export function commonOffice(): Promise<TestOffice> {
  return readingOffice(COMMON_POINTS);
}

export async function addRoute(office: TestOffice, routeId: string, routeNo: string): Promise<void> {
  await office.withLedger((db) =>
    insertMany(db, 'route', [
      {
        route_id: routeId,
        route_no: routeNo,
        name: '测试段',
        cycle_day: 25,
        reader_user_id: null,
        version: 1,
      },
    ]),
  );
}

export async function addPoints(office: TestOffice, points: readonly TestPoint[]): Promise<void> {
  await office.withLedger(async (db) => {
    const admin = await db.selectFrom('user_account').select('user_id').executeTakeFirstOrThrow();
    const idOf = (kind: string, { accountNo }: TestPoint) => `${kind}-${accountNo}`;
    await insertMany(
      db,
      'customer',
      points.map((one) => ({
        customer_id: idOf('customer', one),
        account_no: one.accountNo,
        name: `客户${one.accountNo}`,
        address: '',
        phone: '',
        customer_class: 'household',
        household_size: null,
        state: 'active' as const,
        version: 1,
        created_at: TEST_NOW,
      })),
    );
    await insertMany(
      db,
      'service_point',
      points.map((one, index) => ({
        service_point_id: idOf('point', one),
        service_point_no: one.accountNo,
        customer_id: idOf('customer', one),
        route_id: one.routeId ?? ROUTE_ID,
        route_position: index,
        address: '',
        capacity_kva: null,
        state: 'active' as const,
        version: 1,
        created_at: TEST_NOW,
      })),
    );
    await insertMany(
      db,
      'meter',
      points.map((one) => ({
        meter_id: idOf('meter', one),
        meter_no: one.meterNo,
        digits: one.digits ?? 6,
        decimals: one.decimals ?? 1,
        multiplier: one.multiplier ?? '1',
        period_mapping_json: JSON.stringify(one.periodMapping ?? {}),
        version: 1,
      })),
    );
    await insertMany(
      db,
      'meter_register',
      points.flatMap((one) =>
        registersOf(one).map((code) => ({ meter_id: idOf('meter', one), register_code: code })),
      ),
    );
    await insertMany(
      db,
      'meter_installation',
      points.map((one) => ({
        installation_id: idOf('installation', one),
        service_point_id: idOf('point', one),
        meter_id: idOf('meter', one),
        installed_on: one.installedOn ?? Object.keys(one.readings ?? USUAL)[0] ?? '2026-01-01',
        removed_on: null,
        version: 1,
      })),
    );
    const rows: ReadingRow[] = [];
    for (const one of points) {
      for (const [index, [readOn, value]] of Object.entries(one.readings ?? USUAL).entries()) {
        for (const register of registersOf(one)) {
          rows.push({
            reading_id: `reading-${one.accountNo}-${register}-${readOn}`,
            service_point_id: idOf('point', one),
            meter_id: idOf('meter', one),
            register_code: register,
            read_on: readOn,
            period: readOn.slice(0, 7),
            reading_kwh: value,
            kind: index === 0 ? 'opening' : 'cycle',
            source: one.estimatedOn?.includes(readOn) ? 'estimated' : 'keyed',
            estimate_method: one.estimatedOn?.includes(readOn) ? 'daily_average' : null,
            supersedes_id: null,
            reason: null,
            batch_id: null,
            line_no: null,
            recorded_by: admin.user_id,
            recorded_at: TEST_NOW,
          });
        }
      }
    }
    await insertMany(db, 'reading', rows);
  });
}

const registersOf = (one: TestPoint): readonly RegisterCode[] => one.registers ?? ['total'];

export const HEADER = '户号,资产编号,示数类型,上次示数,本次示数,倍率,抄表日期';

/** Writes a meter file of the long template into the office's folder. */
export function writeMeterFile(office: TestOffice, name: string, lines: readonly string[]): string {
  const path = join(office.folder, name);
  writeFileSync(path, `${[HEADER, ...lines].join('\n')}\n`);
  return path;
}

export function importFile(
  reader: Desk,
  path: string,
  other: Partial<Parameters<typeof importInput>[1]> = {},
) {
  return reader.run(readingImport, importInput(path, other));
}

export function importInput(
  path: string,
  other: { readonly routeId?: string | null; readonly period?: string; readonly isRevision?: boolean } = {},
) {
  return { path, routeId: ROUTE_ID, period: PERIOD, ...other };
}

/** Rules of the anomalies of a period in a state, as `rule register`. */
export async function rulesIn(
  reader: Desk,
  state: 'open' | 'noted' | 'confirmed' | 'corrected',
  period = PERIOD,
) {
  const { rows } = await reader.ask(readingWorklist, { period, state });
  return rows.map(({ ruleCode, accountNo }) => `${accountNo} ${ruleCode}`).sort();
}

/** Values that count of one register, by day. */
export function currentValues(office: TestOffice, accountNo: string, register: RegisterCode = 'total') {
  return office.withLedger(async (db) => {
    const rows = await db
      .selectFrom('reading')
      .leftJoin('reading as newer', 'newer.supersedes_id', 'reading.reading_id')
      .select(['reading.read_on', 'reading.reading_kwh', 'reading.period'])
      .where('reading.service_point_id', '=', pointIdOf(accountNo))
      .where('reading.register_code', '=', register)
      .where('newer.reading_id', 'is', null)
      .orderBy('reading.read_on')
      .execute();
    return rows.map((row) => `${row.read_on} ${row.reading_kwh} ${row.period}`);
  });
}

/** Every violation of the stage's invariants; a test expects none. */
export function violations(office: TestOffice) {
  return office.withLedger(async (db) => {
    const found: string[] = [];
    for (const { name, check } of readingInvariants) {
      for (const row of await check(db)) found.push(`${name} ${JSON.stringify(row)}`);
    }
    return found;
  });
}

/** A bill run of the route that was submitted: its readings are locked. */
export async function lockPeriod(office: TestOffice, period: string): Promise<void> {
  await office.withLedger(async (db) => {
    const admin = await db.selectFrom('user_account').select('user_id').executeTakeFirstOrThrow();
    await db
      .insertInto('bill_run')
      .values({
        bill_run_id: `run-${period}`,
        route_id: ROUTE_ID,
        period,
        state: 'submitted',
        version: 1,
        bill_count: 0,
        stopped_count: 0,
        open_exception_count: 0,
        total_kwh: '0',
        total_minor: 0,
        created_by: admin.user_id,
        created_at: TEST_NOW,
        calculated_by: null,
        calculated_at: null,
        submitted_by: null,
        submitted_at: null,
        approved_by: null,
        approved_at: null,
        issued_by: null,
        issued_at: null,
        cancelled_by: null,
        cancelled_at: null,
        cancel_reason: null,
        basis_hash: null,
      })
      .execute();
  });
}

/** What a reader types for the total register of account 0001 on the day of the period. */
export const keyInput = (value: string, other: object = {}) => ({
  servicePointId: pointIdOf('0001'),
  period: PERIOD,
  readOn: READ_ON,
  readings: [{ registerCode: 'total' as const, value }],
  ...other,
});

/** The first anomaly of a rule that waits for a person. */
export async function firstAnomaly(desk: Desk, ruleCode: AnomalyRule) {
  const { rows } = await desk.ask(readingWorklist, { period: PERIOD, ruleCode });
  const [first] = rows;
  if (!first) throw new Error(`no anomaly ${ruleCode}`);
  return first;
}
