import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { tariffExportSheet, tariffImportSheet } from '#shared/contract/priceSheet.ts';
import {
  tariffActivate,
  tariffCreate,
  tariffDetail,
  tariffDrafts,
  tariffList,
} from '#shared/contract/tariff.ts';
import { HUBEI, HUBEI_PERIODS, type Rows } from '../../files/priceSheet/publishedTables.ts';
import { writeRows } from '../../files/priceSheet/writeRows.ts';
import { type Desk, newCommandId, TestOffice } from '../../support/office.ts';

let office: TestOffice;
let clerk: Desk;
let second: Desk;
let path: string;
beforeEach(async () => {
  office = await TestOffice.create();
  clerk = await office.desk('clerk', ['tariff_manager']);
  second = await office.desk('second', ['tariff_manager']);
  path = join(office.folder, '代理购电工商业用户电价表.xlsx');
  await writeRows(path, HUBEI);
});
afterEach(() => office.close());

const fund = (code: string, name: string, price: string) => ({ kind: 'surcharge', code, name, price });
const FUNDS = [
  fund('fund_rural', '农网还贷资金', '0.02'),
  fund('fund_reservoir', '大中型水库移民后期扶持资金', '0.0062'),
  fund('fund_renewable', '可再生能源电价附加', '0.019'),
];
const SINGLE = [{ kind: 'energy', code: 'energy', name: '电度电费', price: '0.6' }, ...FUNDS];
const TWO_PART = [
  { kind: 'capacity', code: 'kva', name: '容量', price: '20', when: { basicChargeBy: ['capacity'] } },
  { kind: 'contract_demand', code: 'kw', name: '需量', price: '30', when: { basicChargeBy: ['contract'] } },
  {
    kind: 'time_of_use',
    code: 'energy',
    name: '电度电费',
    prices: { sharp: '1', peak: '0.8', flat: '0.6', valley: '0.4' },
  },
  { kind: 'power_factor', code: 'pf', name: '力调电费', of: ['kva', 'kw', 'energy'] },
  ...FUNDS,
];
const CASE = { name: '旧价', source: '手工', startOn: '2025-10-01', endOn: '2025-11-01', total: '0' };

/** Tariffs for all classes of the table, in force since 2025 at other prices. */
async function createTariffs(): Promise<void> {
  const classes: [string, string, object[], string[]][] = [
    ['single', '单一制', SINGLE, ['below_1kv', '1_to_20kv', '35kv']],
    ['two_part', '两部制', TWO_PART, ['1_to_20kv', '35kv', '110kv', 'from_220kv']],
  ];
  for (const [prefix, system, items, levels] of classes) {
    for (const voltageLevel of levels) {
      const priceClass = { category: ['工商业用电', system], voltageLevel };
      const expected =
        prefix === 'single' ? { expectedTotal: '0' } : { expectedStop: 'basic_charge_way_missing' };
      const { tariffVersionId } = await clerk.run(tariffCreate, {
        tariffCode: `${prefix}_${voltageLevel}`,
        name: `${system} ${voltageLevel}`,
        customerClass: 'industrial',
        startOn: '2025-01-01',
        documentNo: '旧文号',
        content: { priceClass, items, cases: [{ ...CASE, ...expected }] },
      });
      await second.run(tariffActivate, { tariffVersionIds: [tariffVersionId] });
    }
  }
}

const draftsOf = async () =>
  (await clerk.ask(tariffList, {})).rows.map(({ tariffCode, draftCount }) => [tariffCode, draftCount]);
const documentNo = '国网湖北公告2026年1月';

test('one table makes a draft of every tariff, proven on the table, and again none when it is read again', async () => {
  await createTariffs();
  expect(await clerk.errorOf(tariffImportSheet, { path })).toMatchObject({ code: 'document_missing' });
  const preview = await clerk.send(tariffImportSheet, { path, documentNo }, { dryRun: true });
  expect(preview).toMatchObject({ ok: true, value: { startOn: '2026-01-01', unstated: [] } });
  expect((await draftsOf()).map(([, count]) => count)).toEqual([0, 0, 0, 0, 0, 0, 0]);

  const commandId = newCommandId();
  const first = await clerk.send(tariffImportSheet, { path, documentNo }, { commandId });
  if (!first.ok) throw new Error(JSON.stringify(first.error));
  expect(await clerk.send(tariffImportSheet, { path, documentNo }, { commandId })).toEqual(first);
  const { rows } = first.value as { rows: { targets: { state: string }[] }[] };
  expect(rows.flatMap((row) => row.targets.map(({ state }) => state))).toEqual(Array(7).fill('new_version'));
  expect(rows[3]?.targets).toMatchObject([
    {
      tariffCode: 'two_part_1_to_20kv',
      versionNo: 2,
      // By capacity and by contract.
      caseCount: 3,
      casesPassed: true,
      changes: expect.arrayContaining([
        { itemName: '电度电费', field: 'prices.peak', before: '0.8', after: '0.803761' },
        { itemName: '容量', field: 'price', before: '20', after: '26.3' },
      ]),
    },
  ]);
  expect((await draftsOf()).map(([, count]) => count)).toEqual([1, 1, 1, 1, 1, 1, 1]);

  const again = await clerk.run(tariffImportSheet, { path, documentNo });
  expect(new Set(again.rows.flatMap(({ targets }) => targets.map(({ state }) => state)))).toEqual(
    new Set(['unchanged']),
  );
  expect((await draftsOf()).map(([, count]) => count)).toEqual([1, 1, 1, 1, 1, 1, 1]);

  // With a sheet of the periods beside it, the tariffs by period have a calendar.
  await writeRows(path, HUBEI, { 时段划分表: HUBEI_PERIODS });
  const dated = await clerk.run(tariffImportSheet, { path, documentNo });
  const changed = dated.rows.flatMap(({ targets }) =>
    targets.filter(({ isCalendarChanged }) => isCalendarChanged),
  );
  expect(changed.map(({ versionNo }) => versionNo)).toEqual([3, 3, 3, 3]);

  // A second person puts them in force; the office's own table of that day is the same prices again.
  for (const { tariffId } of (await clerk.ask(tariffList, {})).rows) {
    const [draft] = (await clerk.ask(tariffDetail, { tariffId })).versions;
    await second.run(tariffActivate, { tariffVersionIds: [draft?.tariffVersionId ?? ''] });
  }
  const own = join(office.folder, '本所价格表.xlsx');
  const written = await clerk.run(tariffExportSheet, { onDay: '2026-01-01', path: own });
  expect(written).toMatchObject({ rowCount: 7, leftOut: [] });
  const read = await clerk.run(tariffImportSheet, { path: own, documentNo });
  expect(
    read.rows.flatMap(({ targets }) => targets.map(({ tariffCode, state }) => [tariffCode, state])),
  ).toHaveLength(7);
  expect(read.rows.every(({ targets }) => targets.every(({ state }) => state === 'unchanged'))).toBe(true);
});

test('a table of which one cell does not fit stores nothing, and says which cells and what was understood', async () => {
  await createTariffs();
  const wrong: Rows = HUBEI.map((row, index) =>
    index === 9 ? row.map((cell) => (cell === 42 ? '四十二' : cell)) : row,
  );
  await writeRows(path, wrong);
  const { code, detail } = await clerk.errorOf(tariffImportSheet, { path, documentNo });
  expect(code).toBe('sheet_invalid');
  expect(detail).toMatchObject({
    startOn: '2026-01-01',
    errors: [{ code: 'not_a_price', cell: 'N10', detail: { value: '四十二' } }],
  });
  // The figure is merged over two rows.
  const states = (detail.rows as { targets: { state: string }[] }[]).flatMap(({ targets }) =>
    targets.map(({ state }) => state),
  );
  expect(states.filter((state) => state === 'refused')).toHaveLength(2);
  await writeRows(path, [...HUBEI, ['3.农业生产用电不含政府性基金及附加。']]);
  const unclear = await clerk.errorOf(tariffImportSheet, { path, documentNo });
  expect(unclear.detail.errors).toEqual([{ code: 'funds_unclear', cell: null, detail: {} }]);
  const included = { path, documentNo, funds: 'included' } as const;
  expect(await clerk.send(tariffImportSheet, included, { dryRun: true })).toMatchObject({ ok: true });
  // As if the funds came on top: the price of the table is that of the energy alone.
  const separate = await clerk.send(tariffImportSheet, { ...included, funds: 'separate' }, { dryRun: true });
  expect(JSON.stringify(separate)).toContain('"after":"0.848961"');
  expect((await draftsOf()).map(([, count]) => count)).toEqual([0, 0, 0, 0, 0, 0, 0]);
});

test('a table for an office without classes: picked tariffs, new ones after them, rows left out', async () => {
  const { tariffVersionId } = await clerk.run(tariffCreate, {
    tariffCode: 'hb_two_part',
    name: '两部制',
    customerClass: 'industrial',
    startOn: '2025-01-01',
    documentNo: '旧文号',
    content: { items: TWO_PART, cases: [{ ...CASE, expectedStop: 'basic_charge_way_missing' }] },
  });
  await second.run(tariffActivate, { tariffVersionIds: [tariffVersionId] });
  const leaveOut = ['D7', 'D8', 'D9'].map((cell) => ({ cell, tariffCodes: [] }));
  const picks = [
    ...leaveOut,
    { cell: 'D10', tariffCodes: ['hb_two_part'] },
    ...['D11', 'D12', 'D13'].map((cell) => ({ cell, like: 'hb_two_part' })),
  ];
  const refused = await clerk.errorOf(tariffImportSheet, { path, documentNo, picks: leaveOut });
  expect(refused.detail.errors).toEqual(
    ['D10', 'D11', 'D12', 'D13'].map((cell) => expect.objectContaining({ code: 'no_tariff', cell })),
  );
  const { rows } = await clerk.run(tariffImportSheet, { path, documentNo, picks });
  expect(rows.flatMap(({ targets }) => targets.map(({ tariffCode, state }) => [tariffCode, state]))).toEqual([
    ['hb_two_part', 'new_version'],
    ['hb_two_part_35kv', 'new_tariff'],
    ['hb_two_part_110kv', 'new_tariff'],
    ['hb_two_part_from_220kv', 'new_tariff'],
  ]);
  // The next month needs no picks for them.
  const next = await clerk.run(tariffImportSheet, {
    path,
    documentNo,
    startOn: '2026-02-01',
    picks: leaveOut,
  });
  expect(next.rows.flatMap(({ targets }) => targets.map(({ state }) => state))).toEqual(
    Array(4).fill('new_version'),
  );
  const reader = await office.desk('reader', ['reader']);
  expect(await reader.errorOf(tariffImportSheet, { path, documentNo, picks })).toMatchObject({
    code: 'forbidden',
  });
  expect(await clerk.errorOf(tariffExportSheet, { onDay: '2024-01-01', path })).toMatchObject({
    code: 'nothing_to_state',
  });
});

test('a table by season becomes drafts that are proven, released together, and written out as the same table', async () => {
  const months = (all: readonly number[]) => ({ when: { months: all } });
  const [summer, rest] = [
    [7, 8],
    [1, 2, 3, 4, 5, 6, 9, 10, 11, 12],
  ] as const;
  const prices = { peak: '1', valley: '1' };
  const item = { kind: 'time_of_use', name: '电度电费' };
  const { tariffVersionId } = await clerk.run(tariffCreate, {
    tariffCode: 'seasonal',
    name: '大工业',
    customerClass: 'industrial',
    startOn: '2025-01-01',
    documentNo: '旧文号',
    content: {
      priceClass: { category: ['大工业用电'], voltageLevel: '35kv' },
      items: [
        { ...item, code: 'summer', prices: { ...prices, sharp: '1' }, ...months(summer) },
        { ...item, code: 'rest', prices, ...months(rest) },
        { kind: 'capacity', code: 'kva', name: '容量', price: '20' },
      ],
      cases: [{ ...CASE, expectedStop: 'capacity_missing' }],
    },
  });
  await second.run(tariffActivate, { tariffVersionIds: [tariffVersionId] });
  await writeRows(path, [
    ['销售电价表', '<', '<', '<', '<', '<', '<', '<'],
    ['单位：元/千瓦时', '<', '<', '<', '<', '<', '<', '<'],
    ['用电分类', '电压等级', '夏季（7、8月）', '<', '<', '其他月份', '<', '变压器容量（元/千伏安·月）'],
    ['^', '^', '尖峰时段', '高峰时段', '低谷时段', '高峰时段', '低谷时段', '^'],
    ['大工业用电', '35千伏', 1.4, 1.1, 0.3, 0.9, 0.4, 26],
  ]);
  const facts = { path, documentNo, startOn: '2026-05-01' };
  const [row] = (await clerk.run(tariffImportSheet, facts)).rows;
  expect(row?.targets[0]).toMatchObject({ state: 'new_version', caseCount: 3, casesPassed: true });
  const { rows: drafts } = await second.ask(tariffDrafts, {});
  await second.run(tariffActivate, {
    tariffVersionIds: drafts.map((draft) => draft.tariffVersionId),
  });

  const again = join(office.folder, '导出.xlsx');
  expect(await clerk.run(tariffExportSheet, { onDay: '2026-06-01', path: again })).toMatchObject({
    rowCount: 2,
    leftOut: [],
  });
  const [read] = (await clerk.run(tariffImportSheet, { ...facts, path: again })).rows;
  expect(read?.targets).toMatchObject([{ tariffCode: 'seasonal', state: 'unchanged' }]);
});
