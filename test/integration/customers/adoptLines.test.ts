import { afterEach, beforeEach, expect, test } from 'vitest';
import { customerPage, servicePointAdoptLines } from '#shared/contract/customers.ts';
import { ledgerCheck } from '#shared/contract/ledger.ts';
import { meterInstall } from '#shared/contract/meters.ts';
import { readingBatchLines } from '#shared/contract/readingFiles.ts';
import { type Desk, newCommandId, type TestOffice } from '../../support/office.ts';
import { currentValues, importFile, ROUTE_ID, readingOffice, writeMeterFile } from '../reading/support.ts';

let office: TestOffice;
let checker: Desk;
let batchId: string;
beforeEach(async () => {
  office = await readingOffice([{ accountNo: '0001', meterNo: '000111' }]);
  checker = await office.desk('checker', ['checker', 'reader', 'supervisor']);
  const path = writeMeterFile(office, 'october.csv', [
    '0001,000111,总,2230,2540,1,2026-10-25',
    '0007,000777,总,100,350,10,2026-10-25',
    '0007,000777,峰,40,150,10,2026-10-25',
    '0007,000778,总,,5,,2026-10-25',
    '0008,000888,总,1,1234567,1,2026-10-25',
    ',000999,总,1,2,1,2026-10-25',
    '0001,000112,总,1,2,1,2026-10-25',
  ]);
  ({ batchId } = await importFile(checker, path));
});
afterEach(() => office.close());

const input = () => ({
  batchId,
  routeId: ROUTE_ID,
  customerClass: 'household',
  tariffId: null,
  digits: 6,
});

test('unknown meters become customers with their readings; what cannot stays unknown with its reason', async () => {
  const commandId = newCommandId();
  const first = await checker.send(servicePointAdoptLines, input(), { commandId });
  expect(first).toMatchObject({
    ok: true,
    value: {
      customers: 1,
      servicePoints: 2,
      meters: 2,
      readings: 5,
      errors: [
        { lineNo: 6, code: 'digit_overflow', field: 'current' },
        { lineNo: 7, code: 'missing', field: 'accountNo' },
        { lineNo: 8, code: 'account_exists', value: '0001' },
      ],
    },
  });
  expect(await checker.send(servicePointAdoptLines, input(), { commandId })).toEqual(first);
  const { rows } = await checker.ask(customerPage, { search: '0007' });
  expect(rows[0]?.servicePoints).toMatchObject([
    { servicePointNo: '0007', meterNo: '000777' },
    { servicePointNo: '0007-2', meterNo: '000778' },
  ]);
  const readings = await office.withLedger((db) =>
    db
      .selectFrom('reading')
      .innerJoin('meter', 'meter.meter_id', 'reading.meter_id')
      .select(['meter_no', 'register_code', 'read_on', 'reading_kwh', 'kind'])
      .where('meter_no', '!=', '000111')
      .orderBy('meter_no')
      .orderBy('read_on')
      .orderBy('register_code')
      .execute(),
  );
  expect(readings.map((row) => Object.values(row).join(' '))).toEqual([
    '000777 peak 2026-09-25 40 opening',
    '000777 total 2026-09-25 100 opening',
    '000777 peak 2026-10-25 150 cycle',
    '000777 total 2026-10-25 350 cycle',
    '000778 total 2026-10-25 5 opening',
  ]);
  expect(await currentValues(office, '0001')).toContain('2026-10-25 2540 2026-10');
  expect((await checker.ask(ledgerCheck, {})).failed).toBe(0);
});

test('an account without a meter number is made; its lines wait for a meter and are taken once it is installed', async () => {
  const path = writeMeterFile(office, 'accounts.csv', [
    '0009,,总,100,350,1,2026-10-25',
    '0009,,总,350,360,1,2026-10-26',
    '0010,,总,,5,1,2026-10-25',
  ]);
  const { batchId: ofAccounts } = await importFile(checker, path);
  const codes = async () => {
    const { rows } = await checker.ask(readingBatchLines, { batchId: ofAccounts, state: 'all' });
    return rows.map(({ lineNo, state, code }) => `${lineNo} ${state} ${code}`);
  };
  expect(await codes()).toEqual([
    '2 unknown_meter unknown_account',
    '3 unknown_meter unknown_account',
    '4 unknown_meter unknown_account',
  ]);
  const adopt = (lineNos?: number[]) =>
    checker.run(servicePointAdoptLines, { ...input(), batchId: ofAccounts, ...(lineNos && { lineNos }) });
  const waiting = { code: 'account_without_meter', field: 'meterNo', value: null };
  expect(await adopt([2, 3])).toEqual({
    customers: 1,
    servicePoints: 1,
    meters: 0,
    readings: 0,
    errors: [
      { lineNo: 2, ...waiting, rawText: '0009,,总,100,350,1,2026-10-25' },
      { lineNo: 3, ...waiting, rawText: '0009,,总,350,360,1,2026-10-26' },
    ],
  });
  expect(await codes()).toEqual([
    '2 unknown_meter account_without_meter',
    '3 unknown_meter account_without_meter',
    '4 unknown_meter unknown_account',
  ]);
  expect(await adopt([2])).toMatchObject({ customers: 0, servicePoints: 0, errors: [waiting] });

  const { rows } = await checker.ask(customerPage, { search: '0009' });
  await checker.run(meterInstall, {
    servicePointId: rows[0]?.servicePoints[0]?.servicePointId ?? '',
    meter: { meterNo: '000990', digits: 6, decimals: 0, multiplier: '1', registers: ['total'] },
    installedOn: '2026-09-25',
    readings: [{ registerCode: 'total', value: '100' }],
  });
  expect(await adopt([2, 3])).toMatchObject({ customers: 0, meters: 0, readings: 2, errors: [] });
  expect((await codes()).slice(0, 2)).toEqual(['2 adopted null', '3 adopted null']);
  expect((await checker.ask(ledgerCheck, {})).failed).toBe(0);
});

test('only the chosen lines are taken', async () => {
  const answer = await checker.run(servicePointAdoptLines, { ...input(), lineNos: [5] });
  expect(answer).toMatchObject({ customers: 1, meters: 1, errors: [] });
});

test.each([
  ['not_found', { batchId: 'no-such-batch' }],
  ['route_not_found', { routeId: 'no-such-route' }],
  ['tariff_not_found', { tariffId: 'no-such-tariff' }],
  ['nothing_to_adopt', { lineNos: [2] }],
])('%s is refused', async (code, change) => {
  expect(await checker.errorOf(servicePointAdoptLines, { ...input(), ...change })).toMatchObject({ code });
});

test('a cashier may not adopt meters', async () => {
  const cashier = await office.desk('cashier', ['cashier']);
  expect(await cashier.errorOf(servicePointAdoptLines, input())).toMatchObject({ code: 'forbidden' });
});
