import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CommandLine, rowsOf } from './support.ts';

let line: CommandLine;
beforeAll(async () => {
  line = await CommandLine.begin();
});
afterAll(() => line.remove());

test('records of the office on the command line: what is named changes, the rest stays', async () => {
  await line.done('checker', 'route', 'save', '0077', '--name', '新村', '--cycle-day', '9');
  await line.done('checker', 'route', 'save', '0077', '--cycle-day', '11');
  const routes = rowsOf<{ routeNo: string }>(await line.done('checker', 'route', 'list'));
  expect(routes.find(({ routeNo }) => routeNo === '0077')).toMatchObject({ name: '新村', cycleDay: 11 });

  await line.done('checker', 'customer', 'save', '0099000001', '--name', '赵六', '--household', '3');
  await line.done('checker', 'customer', 'save', '0099000001', '--phone', '13000000000');
  const account = ['--account', '0099000001'];
  const newPoint = ['point', 'save', 'P99000001', ...account];
  expect(await line.run('checker', ...newPoint)).toMatchObject({
    exit: 2,
    value: { error: { code: 'route_needed' } },
  });
  await line.done('checker', ...newPoint, '--route', '0077', '--position', '3');
  await line.done('checker', ...newPoint, '--capacity', '12.5');
  const [tariff] = rowsOf<{ tariffCode: string }>(await line.done('checker', 'tariff', 'list'));
  const code = tariff?.tariffCode ?? '';
  await line.done('checker', 'point', 'assign', '0099000001', '--tariff', code, '--start-on', '2026-01-01');
  const meter = ['--on', '2026-01-01', '--meter', '0099000123', '--digits', '6', '--multiplier', '1'];
  const shown = ['--installation', 'total=17', '--installation', 'peak=4', '--rate', '1=peak'];
  await line.done('checker', 'meter', 'install', '0099000001', ...meter, ...shown);
  expect(await line.done('checker', 'customer', 'show', '0099000001')).toMatchObject({
    customer: { name: '赵六', phone: '13000000000', householdSize: 3 },
    servicePoints: [
      {
        routePosition: 3,
        capacityKva: '12.5',
        installations: [{ meterNo: '0099000123', periodMapping: { 1: 'peak' } }],
        tariffs: [{ tariffCode: code, startOn: '2026-01-01' }],
      },
    ],
  });
  const wrong = ['--reason', '录错'];
  await line.done(
    'checker',
    'meter',
    'save',
    '0099000123',
    '--meter',
    '0099000124',
    '--multiplier',
    '2',
    ...wrong,
  );
  const without = ['--no-rate', '--without', 'peak', '--initial', 'valley=3', '--initial', 'total=18'];
  await line.done('checker', 'meter', 'save', '0099000124', '--digits', '5', ...without, ...wrong);
  const { servicePoints } = await line.done('checker', 'customer', 'show', '0099000001');
  expect(servicePoints).toMatchObject([
    {
      installations: [
        {
          meterNo: '0099000124',
          digits: 5,
          multiplier: '2',
          periodMapping: {},
          initialReadings: [
            { registerCode: 'total', value: '18' },
            { registerCode: 'valley', value: '3' },
          ],
        },
      ],
    },
  ]);
  await line.done(
    'checker',
    'meter',
    'save',
    '0099000124',
    '--rate',
    '2=valley',
    '--meter',
    '0099000123',
    ...wrong,
  );
  expect(await line.run('checker', 'meter', 'save', '0099000124', '--digits', '6', ...wrong)).toMatchObject({
    exit: 2,
    value: { error: { code: 'meter_not_found' } },
  });
  const read = [
    '--period',
    '2026-02',
    '--read-on',
    '2026-02-11',
    '--value',
    'total=40',
    '--value',
    'valley=9',
  ];
  await line.done('reader', 'reading', 'key', '0099000123', ...read);

  await line.done('admin', 'office', 'save', '--due-after', '21');
  expect(await line.done('admin', 'office', 'show')).toMatchObject({ dueAfterDays: 21 });
  await line.done('admin', 'user', 'save', 'cashier', '--name', '新名');
  const users = rowsOf<{ userName: string }>(await line.done('admin', 'user', 'list'));
  expect(users.find(({ userName }) => userName === 'cashier')).toMatchObject({
    displayName: '新名',
    roles: ['cashier'],
    state: 'active',
  });
  expect(await line.done('supervisor', 'ledger', 'check')).toMatchObject({ failed: 0 });
});

test('the library on the command line names each tariff, its document, and whether its prices are published', async () => {
  const tariffs = rowsOf<{ tariffCode: string }>(await line.done(null, 'tariff', 'library'));
  const household = tariffs.find(({ tariffCode }) => tariffCode === 'zj_household');
  expect(household).toEqual({
    prices: 'published',
    tariffCode: 'zj_household',
    name: '居民一户一表',
    customerClass: 'household',
    startOn: '2021-01-01',
    documentNo: '浙江省物价局《关于完善居民生活用电阶梯电价政策有关事项的通知》',
  });
  const question = tariffs.find(({ tariffCode }) => tariffCode === 'cn_irrigation');
  expect(question).toMatchObject({ prices: 'exercise' });
});

test('the prices in force go out as one table, which is tried row by row on the command line', async () => {
  const path = join(line.folder, '价格表.xlsx');
  const { businessDate } = line.sample;
  const sheet = ['tariff', 'export-sheet', '--on', businessDate, '--out', path];
  expect(await line.done('tariff', ...sheet)).toMatchObject({ rowCount: 4, leftOut: [] });
  const read = ['tariff', 'import-sheet', path, '--start-on', '2027-09-01', '--document', '样例〔2027〕9号'];
  const all = await line.done('tariff', ...read, '--dry-run');
  const [first, second] = rowsOf<{ cell: string }>(all).map(({ cell }) => cell);
  const picks = [
    '--leave-out',
    `${first}`,
    '--new',
    `${second}=sample_commercial:own_code`,
    '--funds',
    'included',
  ];
  const states = rowsOf<{ targets: { tariffCode: string; state: string }[] }>(
    await line.done('tariff', ...read, ...picks),
  );
  expect(
    states.slice(0, 2).map(({ targets }) => targets.map(({ tariffCode, state }) => [tariffCode, state])),
  ).toEqual([[], [['own_code', 'new_tariff']]]);
  expect(await line.run('tariff', ...read, '--to', `${first}=nobody`)).toMatchObject({
    exit: 2,
    value: { error: { code: 'sheet_invalid' } },
  });
  // A second person puts all drafts of the document in force, or those of single tariffs.
  const drafts = rowsOf<{ tariffCode: string; startOn: string }>(
    await line.done('approver', 'tariff', 'drafts'),
  );
  expect(drafts.map(({ tariffCode }) => tariffCode)).toContain('own_code');
  const release = ['tariff', 'activate', '--document', '样例〔2027〕9号'];
  expect(await line.run('tariff', ...release)).toMatchObject({
    exit: 2,
    value: { error: { code: 'not_activated', detail: { versions: { length: drafts.length } } } },
  });
  expect(await line.run('approver', 'tariff', 'activate', 'own_code', 'nobody')).toMatchObject({
    exit: 2,
    value: { error: { code: 'nothing_waits', detail: { codes: ['nobody'] } } },
  });
  expect(await line.run('approver', 'tariff', 'activate')).toMatchObject({ exit: 2 });
  expect(await line.done('approver', ...release, '--start-on', '2027-09-01')).toMatchObject({
    versions: { length: drafts.length },
  });
  expect(await line.done('approver', 'tariff', 'drafts')).toEqual({ rows: [] });
});

test("the counter's cash on the command line: shown, closed as counted, taken to the bank with its slip", async () => {
  await line.done('cashier', 'payment', 'receive', '0099000001', '--amount', '150.50');
  const { cashMinor } = (await line.done('cashier', 'drawer', 'show')) as { cashMinor: number };
  const cash = (cashMinor / 100).toFixed(2);
  expect(await line.run('cashier', 'drawer', 'close', '--cash', cash)).toMatchObject({
    exit: 2,
    value: { error: { code: 'count_needed' } },
  });
  const notes = ['--note', '100=1', '--note', '50=1'];
  expect(await line.run('cashier', 'drawer', 'close', '--cash', cash, ...notes)).toMatchObject({
    exit: 2,
    value: { error: { code: 'reason_needed', detail: { differenceMinor: 15_000 - cashMinor } } },
  });
  await line.done('cashier', 'drawer', 'close', '--cash', cash, ...notes, '--reason', '短少五角');
  expect(await line.run('cashier', 'payment', 'receive', '0099000001', '--amount', '1')).toMatchObject({
    exit: 2,
    value: { error: { code: 'drawer_closed' } },
  });
  const toBank = ['deposit', 'create', '--channel', 'icbc', '--total', '150.00', '--slip', '0077'];
  const { depositNo } = (await line.done('cashier', ...toBank)) as { depositNo: string };
  const slip = join(line.folder, 'slip.pdf');
  await line.done('cashier', 'deposit', 'print', depositNo, '--out', slip);
  expect(existsSync(slip)).toBe(true);
  expect(rowsOf(await line.done('cashier', 'drawer', 'list', '--undeposited'))).toEqual([]);
  expect(await line.done('supervisor', 'ledger', 'check')).toMatchObject({ failed: 0 });
});
