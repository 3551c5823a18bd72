import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { insertMany } from '#core/db/repositories/bulk.ts';
import { customerDetail, tariffAssignmentSave } from '#shared/contract/customers.ts';
import { ledgerCheck } from '#shared/contract/ledger.ts';
import { meterExchange, meterInstall } from '#shared/contract/meters.ts';
import { tariffActivate, tariffCreate } from '#shared/contract/tariff.ts';
import { SHIPPED_TARIFFS } from '#shared/domain/tariff/index.ts';
import { type Desk, newCommandId, TEST_NOW, type TestOffice } from '../../support/office.ts';
import {
  addPoints,
  currentValues,
  importFile,
  lockPeriod,
  pointIdOf,
  ROUTE_ID,
  readingOffice,
} from '../reading/support.ts';

let office: TestOffice;
let checker: Desk;
beforeEach(async () => {
  office = await readingOffice([{ accountNo: '0001', meterNo: '000111' }]);
  checker = await office.desk('checker', ['checker', 'supervisor']);
});
afterEach(() => office.close());

const newMeter = {
  meterNo: '000222',
  digits: 6,
  decimals: 2,
  multiplier: '30',
  registers: ['total' as const],
};
const exchange = {
  servicePointId: pointIdOf('0001'),
  installationId: 'installation-0001',
  expectedVersion: 1,
  exchangedOn: '2026-10-10',
  removalReadings: [{ registerCode: 'total' as const, value: '2400' }],
  meter: newMeter,
  installationReadings: [{ registerCode: 'total' as const, value: '0.5' }],
  reason: '轮换',
};

/** A service point beside the first that never had a meter. */
async function emptyPoint(state: 'active' | 'closed' = 'active') {
  await office.withLedger((db) =>
    insertMany(db, 'service_point', [
      {
        service_point_id: 'point-empty',
        service_point_no: '0001-2',
        customer_id: 'customer-0001',
        route_id: ROUTE_ID,
        route_position: 9,
        address: '',
        capacity_kva: null,
        state,
        version: 1,
        created_at: TEST_NOW,
      },
    ]),
  );
}
const install = {
  servicePointId: 'point-empty',
  meter: newMeter,
  installedOn: '2026-10-26',
  readings: [{ registerCode: 'total' as const, value: '7' }],
};

const detailOf = async () =>
  (await checker.ask(customerDetail, { customerId: 'customer-0001' })).servicePoints;

test('an exchange ends the old meter and begins the new one on the same day', async () => {
  const commandId = newCommandId();
  const first = await checker.send(meterExchange, exchange, { commandId });
  expect(first).toMatchObject({ ok: true });
  expect(await checker.send(meterExchange, exchange, { commandId })).toEqual(first);
  const [point] = await detailOf();
  expect(point?.installations).toMatchObject([
    { meterNo: '000222', installedOn: '2026-10-10', removedOn: null, multiplier: '30' },
    { meterNo: '000111', removedOn: '2026-10-10', version: 2 },
  ]);
  const changes = point?.readings.filter(({ kind }) => kind === 'removal' || kind === 'installation');
  expect(changes?.map(({ kind, meterNo, value, period }) => [kind, meterNo, value, period]).sort()).toEqual([
    ['installation', '000222', '0.5', '2026-10'],
    ['removal', '000111', '2400', '2026-10'],
  ]);
  expect((await checker.ask(ledgerCheck, {})).failed).toBe(0);
});

test('each meter has its own rates, and the file of the next month is read by those of its meter', async () => {
  const registers = ['total', 'peak', 'valley'] as const;
  const readings = registers.map((registerCode) => ({ registerCode, value: '0' }));
  const rates = (periodMapping: Readonly<Record<string, 'peak' | 'valley'>>) => ({
    meter: { ...newMeter, multiplier: '1', registers: [...registers], periodMapping },
  });
  await checker.run(meterExchange, {
    ...exchange,
    ...rates({ 1: 'valley', 2: 'peak' }),
    installationReadings: readings,
  });
  await emptyPoint();
  const other = rates({ 1: 'peak', 2: 'valley' });
  await checker.run(meterInstall, {
    ...install,
    meter: { ...other.meter, meterNo: '000333' },
    readings,
  });
  const [first, second] = await detailOf();
  expect(first?.installations[0]?.periodMapping).toEqual({ 1: 'valley', 2: 'peak' });
  expect(second?.installations[0]?.periodMapping).toEqual({ 1: 'peak', 2: 'valley' });

  const path = join(office.folder, 'rates.csv');
  writeFileSync(path, ['资产编号,抄表日期,PAP_R,PAP_R1,PAP_R2', '000222,2026-10-25,30,10,20'].join('\n'));
  const reader = await office.desk('reader', ['reader']);
  await importFile(reader, path);
  expect((await currentValues(office, '0001', 'valley')).at(-1)).toBe('2026-10-25 10 2026-10');
  expect((await currentValues(office, '0001', 'peak')).at(-1)).toBe('2026-10-25 20 2026-10');
});

test('a removed meter goes to another service point, not on the day it was removed', async () => {
  await checker.run(meterExchange, exchange);
  await emptyPoint();
  const meter = { ...newMeter, meterNo: '000111', decimals: 1, multiplier: '1' };
  const again = { ...install, meter, readings: [{ registerCode: 'total' as const, value: '2400' }] };
  expect(await checker.errorOf(meterInstall, { ...again, installedOn: '2026-10-10' })).toMatchObject({
    code: 'date_before_last_reading',
  });
  expect(await checker.errorOf(meterInstall, { ...again, meter: { ...meter, digits: 5 } })).toMatchObject({
    code: 'meter_differs',
    detail: { fields: ['digits'] },
  });
  expect(await checker.run(meterInstall, again)).toMatchObject({ meterId: 'meter-0001' });
});

test('a change after the reading of its period counts for the next one', async () => {
  await office.withLedger((db) =>
    db.updateTable('route').set({ cycle_day: 28 }).where('route_id', '=', ROUTE_ID).execute(),
  );
  await checker.run(meterExchange, { ...exchange, exchangedOn: '2026-09-27' });
  const [point] = await detailOf();
  expect(point?.readings.find(({ kind }) => kind === 'removal')?.period).toBe('2026-10');
});

test.each([
  ['not_found', { installationId: 'no-installation' }],
  ['stale_version', { expectedVersion: 2 }],
  ['date_in_future', { exchangedOn: '2026-11-11' }],
  ['date_before_last_reading', { exchangedOn: '2026-09-25' }],
  ['meter_in_use', { meter: { ...newMeter, meterNo: '000333' } }],
  ['total_register_missing', { meter: { ...newMeter, registers: ['peak' as const] } }],
  ['mapping_invalid', { meter: { ...newMeter, periodMapping: { 1: 'peak' as const } } }],
  ['readings_incomplete', { removalReadings: [{ registerCode: 'peak' as const, value: '1' }] }],
  ['reading_out_of_range', { installationReadings: [{ registerCode: 'total' as const, value: '1000000' }] }],
  ['invalid_input', { meter: { ...newMeter, multiplier: '0' } }],
])('an exchange is refused: %s', async (code, change) => {
  await addPoints(office, [{ accountNo: '0003', meterNo: '000333' }]);
  expect(await checker.errorOf(meterExchange, { ...exchange, ...change })).toMatchObject({ code });
});

test('an exchange is refused of a removed meter, in a locked period and by the wrong role', async () => {
  const cashier = await office.desk('cashier', ['cashier']);
  expect(await cashier.errorOf(meterExchange, exchange)).toMatchObject({ code: 'forbidden' });
  await lockPeriod(office, '2026-10');
  expect(await checker.errorOf(meterExchange, exchange)).toMatchObject({
    code: 'period_locked',
    detail: { period: '2026-10' },
  });
  await checker.run(meterExchange, { ...exchange, exchangedOn: '2026-10-26' });
  expect(await checker.errorOf(meterExchange, { ...exchange, expectedVersion: 2 })).toMatchObject({
    code: 'not_installed',
  });
});

test('a meter is installed at a service point without one, once', async () => {
  await emptyPoint();
  const commandId = newCommandId();
  const first = await checker.send(meterInstall, install, { commandId });
  expect(await checker.send(meterInstall, install, { commandId })).toEqual(first);
  expect((await detailOf())[1]).toMatchObject({
    installations: [{ meterNo: '000222', installedOn: '2026-10-26', removedOn: null }],
    readings: [{ kind: 'installation', value: '7', period: '2026-11' }],
  });
  expect(await checker.errorOf(meterInstall, install)).toMatchObject({ code: 'already_metered' });
  expect((await checker.ask(ledgerCheck, {})).failed).toBe(0);
});

test.each([
  ['not_found', { servicePointId: 'no-such-point' }],
  ['date_in_future', { installedOn: '2026-11-11' }],
  ['meter_in_use', { meter: { ...newMeter, meterNo: '000111' } }],
  ['total_register_missing', { meter: { ...newMeter, registers: ['peak' as const] } }],
  [
    'mapping_invalid',
    { meter: { ...newMeter, periodMapping: { 1: 'total' as const, 2: 'total' as const } } },
  ],
  ['readings_incomplete', { readings: [{ registerCode: 'peak' as const, value: '7' }] }],
  ['reading_out_of_range', { readings: [{ registerCode: 'total' as const, value: '1.005' }] }],
])('installing is refused: %s', async (code, change) => {
  await emptyPoint();
  expect(await checker.errorOf(meterInstall, { ...install, ...change })).toMatchObject({ code });
});

test('installing is refused at a closed service point, in a locked period and by the wrong role', async () => {
  await emptyPoint('closed');
  expect(await checker.errorOf(meterInstall, install)).toMatchObject({ code: 'service_point_closed' });
  await office.withLedger((db) => db.updateTable('service_point').set({ state: 'active' }).execute());
  await lockPeriod(office, '2026-11');
  expect(await checker.errorOf(meterInstall, install)).toMatchObject({ code: 'period_locked' });
  const cashier = await office.desk('cashier', ['cashier']);
  expect(await cashier.errorOf(meterInstall, install)).toMatchObject({ code: 'forbidden' });
});

describe('the tariff of a service point', () => {
  const servicePointId = pointIdOf('0001');
  let first: string;
  let second: string;
  beforeEach(async () => {
    const author = await office.desk('author', ['tariff_manager']);
    const releaser = await office.desk('releaser', ['approver']);
    const ids: string[] = [];
    for (const tariffCode of ['first', 'second']) {
      const { tariffId, tariffVersionId } = await author.run(tariffCreate, {
        tariffCode,
        name: tariffCode,
        customerClass: 'household',
        startOn: '2026-01-01',
        documentNo: '价格表',
        content: SHIPPED_TARIFFS.find(({ tariffCode }) => tariffCode === 'zj_household')?.content as Record<
          string,
          unknown
        >,
      });
      await releaser.run(tariffActivate, { tariffVersionIds: [tariffVersionId] });
      ids.push(tariffId);
    }
    [first = '', second = ''] = ids;
    await checker.run(tariffAssignmentSave, { servicePointId, tariffId: first, startOn: '2026-05-01' });
  });

  test('ends on the day the next begins', async () => {
    const commandId = newCommandId();
    const input = { servicePointId, tariffId: second, startOn: '2026-10-01' };
    const reply = await checker.send(tariffAssignmentSave, input, { commandId });
    expect(await checker.send(tariffAssignmentSave, input, { commandId })).toEqual(reply);
    expect((await detailOf())[0]?.tariffs).toMatchObject([
      { tariffId: second, startOn: '2026-10-01', endOn: null },
      { tariffId: first, startOn: '2026-05-01', endOn: '2026-10-01' },
    ]);
    expect((await checker.ask(ledgerCheck, {})).failed).toBe(0);
  });

  test('is refused where it would overlap, is unknown, not in force, or by the wrong role', async () => {
    const input = { servicePointId, tariffId: second, startOn: '2026-10-01' };
    const code = async (change: object) =>
      (await checker.errorOf(tariffAssignmentSave, { ...input, ...change })).code;
    expect(await code({ servicePointId: 'no-such-point' })).toBe('not_found');
    expect(await code({ tariffId: 'no-such-tariff' })).toBe('tariff_not_found');
    expect(await code({ startOn: '2025-12-31' })).toBe('tariff_not_active');
    expect(await code({ tariffId: first })).toBe('already_assigned');
    expect(await code({ startOn: '2026-05-01' })).toBe('not_after_current');
    const reader = await office.desk('reader', ['reader']);
    expect(await reader.errorOf(tariffAssignmentSave, input)).toMatchObject({ code: 'forbidden' });
  });
});
