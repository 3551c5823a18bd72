import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readTable } from '#core/files/table.ts';
import {
  customerDetail,
  customerExportErrors,
  customerExportTemplate,
  customerImport,
  customerPage,
  routeList,
} from '#shared/contract/customers.ts';
import { ledgerCheck } from '#shared/contract/ledger.ts';
import { type Desk, newCommandId, TestOffice } from '../../support/office.ts';

let office: TestOffice;
let checker: Desk;
beforeEach(async () => {
  office = await TestOffice.create();
  checker = await office.desk('checker', ['checker', 'supervisor']);
});
afterEach(() => office.close());

const HEADER =
  '户号,户名,地址,用电类别,计量点号,抄表段,抄表例日,抄表顺序,资产编号,整数位数,倍率,费率时段,装表日期,总底码,峰底码,谷底码,电价代码';
const TWO_RATES = '0000000000000000007771';
const GOOD = [
  `000123,王立新,青溪路1号,居民,,0001,20,10,${TWO_RATES},6,1,1=峰 2=谷,2026-01-15,0,0,0,`,
  '000124,青溪粮油店,青溪路2号,工商业,000124-1,0001,,20,000778,6,30,,2026/1/15,12,,,',
  '000124,青溪粮油店,青溪路2号,工商业,000124-2,0001,,30,,,,,,,,,',
];

function writeFile(lines: readonly string[]): string {
  const path = join(office.folder, 'customers.csv');
  writeFileSync(path, `${[HEADER, ...lines].join('\n')}\n`);
  return path;
}

test('good lines are taken, and the same file again changes nothing', async () => {
  const path = writeFile(GOOD);
  const commandId = newCommandId();
  const first = await checker.send(customerImport, { path }, { commandId });
  expect(first).toMatchObject({
    ok: true,
    value: {
      lineCount: 3,
      createdCount: 3,
      rejectedCount: 0,
      created: { routes: 1, customers: 2, servicePoints: 3, meters: 2, readings: 4 },
      errors: [],
    },
  });
  expect(await checker.send(customerImport, { path }, { commandId })).toEqual(first);
  expect(await checker.run(customerImport, { path })).toMatchObject({
    createdCount: 0,
    updatedCount: 0,
    unchangedCount: 3,
    rejectedCount: 0,
    created: { routes: 0, customers: 0, servicePoints: 0, meters: 0, readings: 0 },
  });
  const { rows } = await checker.ask(customerPage, {});
  expect(rows.map((row) => [row.accountNo, row.customerClass, row.servicePoints.length])).toEqual([
    ['000123', 'household', 1],
    ['000124', 'business', 2],
  ]);
  const detail = await checker.ask(customerDetail, { customerId: rows[0]?.customerId ?? '' });
  expect(detail.servicePoints[0]?.installations).toMatchObject([
    {
      meterNo: TWO_RATES,
      registers: ['total', 'peak', 'valley'],
      periodMapping: { 1: 'peak', 2: 'valley' },
      installedOn: '2026-01-15',
    },
  ]);
  expect((await checker.ask(routeList, {})).rows).toMatchObject([{ routeNo: '0001', cycleDay: 20 }]);
  expect((await checker.ask(ledgerCheck, {})).failed).toBe(0);
});

test('a changed name and position are taken over; another meter is a bad line', async () => {
  await checker.run(customerImport, { path: writeFile(GOOD) });
  const path = writeFile([
    (GOOD[0] ?? '').replace('王立新', '王立心').replace(',10,', ',15,'),
    (GOOD[1] ?? '').replace('000778', '000779'),
    (GOOD[2] ?? '').replace(/,,,,,,,,,$/, ',000780,6,30,,2026-02-01,5,,,'),
  ]);
  expect(await checker.run(customerImport, { path })).toMatchObject({
    updatedCount: 2,
    rejectedCount: 1,
    created: { meters: 1, readings: 1 },
    errors: [{ lineNo: 3, code: 'meter_differs', field: 'meterNo', value: '000779' }],
  });
  const { rows } = await checker.ask(customerPage, { search: '王立心' });
  expect(rows).toMatchObject([{ accountNo: '000123' }]);
});

test('bad lines are listed beside the good ones', async () => {
  const line = (change: Readonly<Record<number, string>>) => {
    const cells = ['7', '甲', '', '居民', '', '0001', '20', '', '', '', '', '', '', '', '', '', ''];
    for (const [index, text] of Object.entries(change)) cells[Number(index)] = text;
    return cells.join(',');
  };
  const meter = { 8: 'M1', 9: '6', 10: '1', 12: '2026-01-15', 13: '5' };
  const bad: readonly (readonly [string, string])[] = [
    ['missing name', line({ 1: '' })],
    ['unknown_code customerClass', line({ 3: '外星' })],
    ['missing cycleDay', line({ 5: '0009', 6: '' })],
    ['missing digits', line({ ...meter, 9: '' })],
    ['not_a_number multiplier', line({ ...meter, 10: '0' })],
    ['not_a_date installedOn', line({ ...meter, 12: '2026-02-30' })],
    ['date_in_future installedOn', line({ ...meter, 12: '2027-01-01' })],
    ['total_register_missing registers', line({ ...meter, 13: '', 14: '5' })],
    ['mapping_invalid periodMapping', line({ ...meter, 11: '1=峰' })],
    ['unknown_code periodMapping', line({ ...meter, 11: '1=总 1=峰' })],
    ['reading_out_of_range opening.total', line({ ...meter, 13: '1000000' })],
    ['unknown_code tariffCode', line({ ...meter, 16: 'no_such_tariff' })],
    ['wrong_cell_count null', '7,甲'],
    ['duplicate_line servicePointNo', line({ 0: '000123', 1: '王立新' })],
    ['customer_differs name', line({ 0: '000123', 1: '李四', 4: '000123-2' })],
    ['duplicate_line meterNo', line({ ...meter, 8: TWO_RATES })],
  ];
  const path = writeFile([GOOD[0] ?? '', ...bad.map(([, text]) => text)]);
  const answer = await checker.run(customerImport, { path });
  expect(answer.errors.map(({ code, field }) => `${code} ${field}`)).toEqual(
    bad.map(([expected]) => expected),
  );
  expect(answer).toMatchObject({ lineCount: 17, createdCount: 1, rejectedCount: 16 });
});

test('every bad line can be exported, also those beyond what the answer shows, and nothing changes by that', async () => {
  const bad = Array.from({ length: 1_200 }, (_, index) => `${index},,,,`);
  const path = writeFile([...GOOD, ...bad]);
  const errorsPath = join(office.folder, '不合格行.csv');
  const input = { path, errorsPath };
  expect(await checker.run(customerExportErrors, input)).toEqual({ path: errorsPath, lineCount: 1_200 });
  expect((await checker.ask(customerPage, {})).rows).toEqual([]);
  const answer = await checker.run(customerImport, { path });
  expect([answer.createdCount, answer.rejectedCount, answer.errors.length]).toEqual([3, 1_200, 1_000]);
  expect(await checker.run(customerExportErrors, input)).toMatchObject({ lineCount: 1_200 });
  const lines = readFileSync(errorsPath, 'utf8').split('\r\n');
  expect(lines[0]).toBe('\ufeffline,code,field,value,text');
  expect(lines[1_200]).toBe('1204,wrong_cell_count,,,"1199,,,,"');

  const noneBad = writeFile(GOOD);
  expect(await checker.errorOf(customerExportErrors, { path: noneBad, errorsPath })).toMatchObject({
    code: 'nothing_to_export',
  });
  const nowhere = join(office.folder, 'nowhere', 'a.csv');
  writeFile(bad);
  expect(await checker.errorOf(customerExportErrors, { path, errorsPath: nowhere })).toMatchObject({
    code: 'not_writable',
  });
  expect(await checker.errorOf(customerExportErrors, { path: `${path}.none`, errorsPath })).toMatchObject({
    code: 'file_missing',
  });
});

test('a file as a whole is refused for a wrong layout, heading or role', async () => {
  const path = writeFile(GOOD);
  expect(await checker.errorOf(customerImport, { path, profileCode: 'meter_long' })).toMatchObject({
    code: 'profile_not_found',
  });
  expect(await checker.errorOf(customerImport, { path: `${path}.none` })).toMatchObject({
    code: 'file_missing',
  });
  writeFileSync(path, '甲,乙\n1,2\n');
  expect(await checker.errorOf(customerImport, { path })).toMatchObject({ code: 'header_missing' });
  const cashier = await office.desk('cashier', ['cashier']);
  expect(await cashier.errorOf(customerImport, { path })).toMatchObject({ code: 'forbidden' });
});

test.each(['customer', 'meter_long', 'meter_wide'] as const)(
  'the template %s has headings and no line',
  async (kind) => {
    const path = join(office.folder, `${kind}.xlsx`);
    expect(await checker.run(customerExportTemplate, { path, kind })).toEqual({ path });
    const table = await readTable(path);
    if (!table.ok) throw new Error(table.error.code);
    const [rows] = table.value.rows();
    expect(rows).toHaveLength(1);
    expect(rows?.[0]?.cells).toContain('资产编号');
    if (kind === 'customer') {
      expect(await checker.errorOf(customerImport, { path })).toMatchObject({
        code: 'file_empty',
        detail: { headerLineNo: 1 },
      });
    }
  },
);

test('a template that cannot be written is refused', async () => {
  const path = join(office.folder, 'no-such-folder', 'template.xlsx');
  expect(await checker.errorOf(customerExportTemplate, { path })).toMatchObject({ code: 'not_writable' });
});
