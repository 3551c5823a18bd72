import { afterEach, beforeEach, expect, test } from 'vitest';
import { trialBillExplain } from '#shared/contract/billExplanation.ts';
import type { InputOf } from '#shared/contract/define.ts';
import { ledgerCheck } from '#shared/contract/ledger.ts';
import { supplyList, supplySet } from '#shared/contract/supply.ts';
import { ALL_ROLES, FACTORY_PERIOD, FactoryOffice } from '../../support/factoryOffice.ts';
import type { Desk } from '../../support/office.ts';

/** Basic charge, energy, power factor and a demand charge with a ratchet, as a factory has them. */
const CONTENT = {
  items: [
    { kind: 'capacity', code: 'basic', name: '基本电费', price: '30', when: { basicChargeBy: ['capacity'] } },
    {
      kind: 'contract_demand',
      code: 'contract',
      name: '基本电费',
      price: '40',
      when: { basicChargeBy: ['contract'] },
    },
    { kind: 'energy', code: 'energy', name: '电度电费', price: '0.6' },
    { kind: 'power_factor', code: 'power_factor', name: '力调电费', of: ['basic', 'contract', 'energy'] },
  ],
  cases: [
    {
      name: '一个月',
      source: '手工计算',
      startOn: '2026-10-01',
      endOn: '2026-11-01',
      total: '100',
      capacityKva: '10',
      basicChargeBy: 'capacity',
      powerFactorStandard: '0.90',
      reactiveKvarh: '0',
      expectedTotal: '357.30',
    },
  ],
};

let factory: FactoryOffice;
let desk: Desk;
let servicePointId: string;

beforeEach(async () => {
  factory = await FactoryOffice.create(CONTENT);
  ({ desk } = factory);
  servicePointId = await factory.addPoint('0001', ['total', 'reactive', 'demand']);
});
afterEach(async () => {
  expect((await desk.ask(ledgerCheck, {})).failed).toBe(0);
  await factory.office.close();
});

const terms = (more: Partial<InputOf<typeof supplySet>>): InputOf<typeof supplySet> => ({
  servicePointId,
  startOn: '2026-09-20',
  kind: 'start',
  capacityKva: '315',
  contractKw: null,
  basicChargeBy: 'capacity',
  powerFactorStandard: '0.90',
  loss: null,
  reason: '新装',
  ...more,
});

const read = (readOn: string, total: string, reactive: string, demand: string) =>
  factory.read(servicePointId, readOn, { total, reactive, demand });

async function calculate(period = FACTORY_PERIOD) {
  const { billRunId, billAt } = await factory.calculate(period);
  return { billRunId, bill: billAt('0001-1') };
}

test('capacity that grew inside the bill counts by days, and the power factor adjusts basic and energy charge', async () => {
  await desk.run(supplySet, terms({}));
  await desk.run(
    supplySet,
    terms({ startOn: '2026-10-05', kind: 'change', capacityKva: '500', reason: '增容' }),
  );
  await read('2026-10-20', '200', '175', '2.5');
  const { bill } = await calculate();
  const explained = await desk.ask(trialBillExplain, { trialBillId: bill.trialBillId });
  expect(explained.readings.map(({ registerCode, formula }) => [registerCode, formula])).toEqual([
    ['total', '(200 - 100) × 100'],
    ['reactive', '(175 - 100) × 100'],
    ['demand', '2.5 × 100'],
  ]);
  expect(explained.quantities).toContainEqual({
    registerCode: 'demand',
    measured: '250',
    billed: '250',
    difference: '0',
    unit: 'kW',
  });
  expect(bill.quantities).toEqual({ total: '10000', periods: {}, reactiveKvarh: '7500', demandKw: '250' });
  expect(bill.lines.map((line) => [line.itemCode, line.trace.formula, line.amountMinor])).toEqual([
    ['basic', '315 × 30 × 15 ÷ 30', 472500],
    ['basic', '500 × 30 × 15 ÷ 30', 750000],
    ['energy', '10000 × 0.6', 600000],
    ['power_factor', '18225.00 × 5%', 91125],
  ]);
});

test('a contract that is exceeded is charged twice on the excess above 105 %', async () => {
  await desk.run(supplySet, terms({ capacityKva: '500', contractKw: '200', basicChargeBy: 'contract' }));
  await read('2026-10-20', '200', '100', '2.5');
  const { bill } = await calculate();
  expect(bill.lines.slice(0, 2).map((line) => [line.itemCode, line.amountMinor])).toEqual([
    ['contract', 800000],
    ['contract.excess', 320000],
  ]);
});

test('what a tariff needs and nobody stated stops the bill and is named; the run goes on', async () => {
  await read('2026-10-20', '200', '175', '2.5');
  const { bill } = await calculate();
  expect(bill).toMatchObject({
    state: 'stopped',
    stopCode: 'calculation_refused',
    stopDetail: { code: 'basic_charge_way_missing', item: 'basic' },
  });
});

test('the latest terms for a day hold, and the earlier ones stay to be seen', async () => {
  await desk.run(supplySet, terms({}));
  await desk.run(supplySet, terms({ capacityKva: '400', reason: '录错' }));
  const { rows } = await desk.ask(supplyList, { servicePointId });
  expect(rows).toMatchObject([
    { capacityKva: '400', isCurrent: true, reason: '录错', createdByName: 'one' },
    { capacityKva: '315', isCurrent: false },
  ]);
});

test('terms are refused that are incomplete, of billed days, of no service point, by the wrong role', async () => {
  expect(await desk.errorOf(supplySet, terms({ capacityKva: null }))).toMatchObject({
    code: 'supply_incomplete',
    detail: { field: 'capacityKva' },
  });
  expect(await desk.errorOf(supplySet, terms({ basicChargeBy: 'contract' }))).toMatchObject({
    code: 'supply_incomplete',
    detail: { field: 'contractKw' },
  });
  expect(await desk.errorOf(supplySet, terms({ servicePointId: factory.routeId }))).toMatchObject({
    code: 'not_found',
  });
  const cashier = await factory.office.desk('cashier', ['cashier']);
  expect(await cashier.errorOf(supplySet, terms({}))).toMatchObject({ code: 'forbidden' });
  await desk.run(supplySet, terms({}));
  await read('2026-10-20', '200', '175', '2.5');
  await factory.issue((await calculate()).billRunId);
  expect(await desk.errorOf(supplySet, terms({ startOn: '2026-10-19' }))).toMatchObject({
    code: 'already_billed',
    detail: { billedUntil: '2026-10-20' },
  });
  expect(await desk.run(supplySet, terms({ startOn: '2026-10-20' }))).toMatchObject({});
});

test('the demand of the next month is what its register shows, though it is less than before', async () => {
  await desk.run(supplySet, terms({}));
  await read('2026-10-20', '200', '175', '2.5');
  await factory.issue((await calculate()).billRunId);
  factory.office.setNow('2026-12-01T02:00:00.000Z');
  desk = await factory.office.desk('one', ALL_ROLES);
  factory.desk = desk;
  await read('2026-11-20', '300', '200', '1.75');
  const { bill } = await calculate('2026-11');
  expect(bill.quantities).toMatchObject({ total: '10000', reactiveKvarh: '2500', demandKw: '175' });
});

const table = (upToKwh: string) => ({
  transformer: { by: 'table' as const, noLoadKwh: '304', bands: [{ upToKwh, loadKwh: '20' }] },
  linePercent: '1',
});

test('losses before the meter are billed, kept with the bill and explained', async () => {
  await desk.run(supplySet, terms({ loss: table('20000') }));
  await read('2026-10-20', '200', '175', '2.5');
  const { bill } = await calculate();
  expect(bill.quantities).toMatchObject({
    total: '10424',
    reactiveKvarh: '7500',
    steps: [
      { code: 'transformer_loss', formula: '304 + 20', quantity: '324', unit: 'kWh' },
      { code: 'line_loss', formula: '10000 × 1%', quantity: '100', unit: 'kWh' },
    ],
  });
  expect(bill.lines.find(({ itemCode }) => itemCode === 'energy')?.trace.formula).toBe('10424 × 0.6');
  const explained = await desk.ask(trialBillExplain, { trialBillId: bill.trialBillId });
  expect(explained.steps).toEqual(bill.quantities.steps?.map((step) => ({ ...step, roundedBy: '0' })));
  expect(explained.quantities[0]).toMatchObject({ measured: '10000', billed: '10424', difference: '424' });
});

test('consumption beyond the loss table stops the bill and is named', async () => {
  await desk.run(supplySet, terms({ loss: table('9999') }));
  await read('2026-10-20', '200', '175', '2.5');
  const { bill } = await calculate();
  expect(bill).toMatchObject({
    stopCode: 'calculation_refused',
    stopDetail: { code: 'loss_table_exceeded', kwh: '10000', upToKwh: '9999' },
  });
});

test('a bill of two months takes the figures of the table twice', async () => {
  await desk.run(supplySet, terms({ loss: table('5000') }));
  await read('2026-10-20', '102', '100', '1');
  await factory.issue((await calculate()).billRunId);
  factory.office.setNow('2026-12-28T02:00:00.000Z');
  desk = await factory.office.desk('one', ALL_ROLES);
  factory.desk = desk;
  await read('2026-12-20', '202', '100', '1');
  const { bill } = await calculate('2026-12');
  expect(bill.quantities).toMatchObject({
    total: '10748',
    steps: [
      { code: 'transformer_loss', formula: '(304 + 20) × 2', quantity: '648' },
      { code: 'line_loss', quantity: '100' },
    ],
  });
});

test.each([
  // 11 of the 30 days of September and 4 of the 31 of October.
  [{}, '(304 + 20) × 461 ÷ 930'],
  [{ dayCount: 'thirtieths' }, '(304 + 20) × 15 ÷ 30'],
  [{ classes: { industrial: { partMonth: 'whole' } } }, '304 + 20'],
])(
  'a first bill of a part of a month takes its days, as the office counts them: %j',
  async (reading, formula) => {
    await factory.office.set({ reading });
    await desk.run(supplySet, terms({ loss: table('5000') }));
    await read('2026-10-05', '110', '100', '1');
    const { bill } = await calculate();
    expect(bill.quantities.steps?.[0]?.formula).toBe(formula);
  },
);

const tableOf = (capacityKva: string) => ({
  transformer: {
    by: 'capacity_table' as const,
    rows: [
      {
        capacityKva,
        noLoadKwh: '304',
        noLoadKvarh: '1890',
        bands: [{ upToKwh: '20000', loadKwh: '20', loadKvarh: '110' }],
      },
    ],
  },
  linePercent: null,
});

test('of a table of capacities the row of the supply holds, its reactive loss joins the reactive consumption', async () => {
  await desk.run(supplySet, terms({ loss: tableOf('315') }));
  await read('2026-10-20', '200', '175', '2.5');
  const { bill } = await calculate();
  expect(bill.quantities).toMatchObject({
    total: '10324',
    reactiveKvarh: '9500',
    steps: [
      { code: 'transformer_loss', formula: '304 + 20' },
      { code: 'transformer_loss_reactive', formula: '1890 + 110', quantity: '2000', unit: 'kvarh' },
    ],
  });
});

test('a capacity that is not in the table stops the bill and is named', async () => {
  await desk.run(supplySet, terms({ loss: tableOf('250') }));
  await read('2026-10-20', '200', '175', '2.5');
  const { bill } = await calculate();
  expect(bill).toMatchObject({
    stopCode: 'calculation_refused',
    stopDetail: { code: 'loss_table_exceeded', capacityKva: '315', upToKva: '250' },
  });
});

test('terms that were written before tables had reactive losses are read as ever', async () => {
  const { supplyTermId } = await desk.run(supplySet, terms({ loss: table('20000') }));
  const stored = { transformer: table('20000').transformer, linePercent: null };
  await factory.office.withLedger(async (db) => {
    const row = await db
      .selectFrom('supply_term')
      .selectAll()
      .where('supply_term_id', '=', supplyTermId)
      .executeTakeFirstOrThrow();
    const old = { ...row, supply_term_id: `${supplyTermId}z`, loss_json: JSON.stringify(stored) };
    await db.insertInto('supply_term').values(old).execute();
  });
  const { rows } = await desk.ask(supplyList, { servicePointId });
  expect(rows.find(({ isCurrent }) => isCurrent)?.loss).toMatchObject(stored);
  await read('2026-10-20', '200', '175', '2.5');
  expect((await calculate()).bill.quantities).toMatchObject({ total: '10324', reactiveKvarh: '7500' });
});

test.each([
  [
    'limits that do not rise',
    [
      { upToKwh: '5000', loadKwh: '1' },
      { upToKwh: '5000', loadKwh: '2' },
    ],
  ],
  [
    'reactive losses of some bands only',
    [
      { upToKwh: '5000', loadKwh: '1', loadKvarh: '1' },
      { upToKwh: '6000', loadKwh: '2' },
    ],
  ],
])('a loss table is refused with %s', async (_name, bands) => {
  const row = { noLoadKwh: '1', bands };
  const ways = [
    { by: 'table' as const, ...row },
    { by: 'capacity_table' as const, rows: [{ capacityKva: '315', ...row }] },
  ];
  for (const transformer of ways) {
    const loss = { transformer, linePercent: null };
    expect(await desk.errorOf(supplySet, terms({ loss }))).toMatchObject({ code: 'invalid_input' });
  }
});

test('a loss table that names a capacity twice is refused', async () => {
  const { transformer } = tableOf('315');
  const loss = {
    transformer: { ...transformer, rows: [...transformer.rows, ...transformer.rows] },
    linePercent: null,
  };
  expect(await desk.errorOf(supplySet, terms({ loss }))).toMatchObject({ code: 'invalid_input' });
});

test('a ratchet looks at the demand of bills that were issued', async () => {
  const ratchet = { percent: '90', months: 11 };
  const items = [{ kind: 'demand', code: 'demand', name: '需量电费', price: '10', ratchet }];
  const one = { name: '一', source: '手工', startOn: '2026-10-01', endOn: '2026-11-01', total: '0' };
  const own = await FactoryOffice.create({
    items,
    cases: [{ ...one, demand: { maxKw: '1' }, expectedTotal: '10' }],
  });
  const point = await own.addPoint('0001', ['total', 'demand']);
  await own.read(point, '2026-10-20', { total: '200', demand: '2.5' });
  await own.issue((await own.calculate()).billRunId);
  own.office.setNow('2026-12-01T02:00:00.000Z');
  own.desk = await own.office.desk('one', ALL_ROLES);
  await own.read(point, '2026-11-20', { total: '300', demand: '1.75' });
  const { billAt } = await own.calculate('2026-11');
  expect(
    billAt('0001-1').lines.map(({ trace, amountMinor }) => [trace.rule, trace.formula, amountMinor]),
  ).toEqual([['demand.ratchet', '225 × 10', 225000]]);
  await own.office.close();
});
