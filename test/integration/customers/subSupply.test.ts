import { afterEach, beforeEach, expect, test } from 'vitest';
import { trialBillExplain } from '#shared/contract/billExplanation.ts';
import type { InputOf } from '#shared/contract/define.ts';
import { ledgerCheck } from '#shared/contract/ledger.ts';
import { subSupplyList, subSupplySet } from '#shared/contract/subSupply.ts';
import { supplySet } from '#shared/contract/supply.ts';
import { ALL_ROLES, FactoryOffice, ONE_PRICE } from '../../support/factoryOffice.ts';

const READ_ON = '2026-10-20';

let factory: FactoryOffice;
let parentId: string;
let childId: string;
let meterlessId: string;

beforeEach(async () => {
  factory = await FactoryOffice.create(ONE_PRICE);
  parentId = await factory.addPoint('0001', ['total', 'peak', 'flat', 'valley']);
  childId = await factory.addPoint('0002', ['total', 'peak', 'flat', 'valley']);
  meterlessId = await factory.addPoint('0003', []);
});
afterEach(async () => {
  expect((await factory.desk.ask(ledgerCheck, {})).failed).toBe(0);
  await factory.office.close();
});

const behind = (more: Partial<InputOf<typeof subSupplySet>> = {}): InputOf<typeof subSupplySet> => ({
  servicePointId: childId,
  parentNo: '0001-1',
  kind: 'metered',
  startOn: '2026-09-20',
  reason: '分表',
  ...more,
});
const set = (more: Partial<InputOf<typeof subSupplySet>> = {}) =>
  factory.desk.run(subSupplySet, behind(more));
const refusal = (more: Partial<InputOf<typeof subSupplySet>>) =>
  factory.desk.errorOf(subSupplySet, behind(more));

const readParent = () =>
  factory.read(parentId, READ_ON, { total: '200', peak: '130', flat: '150', valley: '120' });
const readChild = (total = '140', flat = '120') =>
  factory.read(childId, READ_ON, { total, peak: '110', flat, valley: '110' });

test('the meter behind is taken off period by period, and every kWh is billed once', async () => {
  await set();
  await readParent();
  await readChild();
  const { billAt } = await factory.calculate();
  expect(billAt('0002-1').quantities).toEqual({
    total: '4000',
    periods: { peak: '1000', flat: '2000', valley: '1000' },
  });
  const parent = billAt('0001-1');
  expect(parent.quantities).toEqual({
    total: '6000',
    periods: { peak: '2000', flat: '3000', valley: '1000' },
    steps: [{ code: 'metered', of: '0002-1', formula: '-4000', quantity: '-4000', unit: 'kWh' }],
  });
  const explained = await factory.desk.ask(trialBillExplain, { trialBillId: parent.trialBillId });
  expect(explained.steps).toEqual(parent.quantities.steps?.map((step) => ({ ...step, roundedBy: '0' })));
});

test('a fixed quantity and a fixed ratio are billed to the service point without a meter and taken off before', async () => {
  await set({ servicePointId: meterlessId, kind: 'fixed_ratio', amount: '10', reason: '定比' });
  await readParent();
  await readChild();
  const ratio = await factory.calculate();
  expect(ratio.billAt('0003-1')).toMatchObject({
    totalKwh: '1000',
    startOn: '2026-09-20',
    endOn: READ_ON,
    readings: [],
    quantities: { steps: [{ code: 'fixed_ratio', of: '0001-1', quantity: '1000' }] },
  });
  expect(ratio.billAt('0001-1').quantities).toMatchObject({
    total: '9000',
    periods: { peak: '2700', flat: '4500', valley: '1800' },
    steps: [{ code: 'fixed_ratio', of: '0003-1', formula: '-(10000 × 10%)', quantity: '-1000' }],
  });
  await factory.issue(ratio.billRunId);
  await set({ servicePointId: meterlessId, kind: 'fixed_quantity', amount: '250', startOn: READ_ON });
  factory.office.setNow('2026-12-01T02:00:00.000Z');
  factory.desk = await factory.office.desk('one', ALL_ROLES);
  await factory.read(parentId, '2026-11-20', { total: '210', peak: '133', flat: '154', valley: '123' });
  await factory.read(childId, '2026-11-20', { total: '150', peak: '113', flat: '124', valley: '113' });
  const fixed = await factory.calculate('2026-11');
  expect(fixed.billAt('0003-1').totalKwh).toBe('250');
  expect(fixed.billAt('0001-1').totalKwh).toBe('750');
});

/** Issues the bills of October and comes to the end of December; nothing is read between. */
async function comeToDecember(billRunId: string): Promise<void> {
  await factory.issue(billRunId);
  factory.office.setNow('2026-12-28T02:00:00.000Z');
  factory.desk = await factory.office.desk('one', ALL_ROLES);
}

test('a fixed quantity of a month counts twice on bills of two months, on both sides', async () => {
  await set({ servicePointId: meterlessId, kind: 'fixed_quantity', amount: '250' });
  await readParent();
  await readChild();
  const october = await factory.calculate();
  expect(october.billAt('0003-1').totalKwh).toBe('250');
  await comeToDecember(october.billRunId);
  await factory.read(parentId, '2026-12-20', { total: '210', peak: '133', flat: '154', valley: '123' });
  const { billAt } = await factory.calculate('2026-12');
  expect(billAt('0003-1')).toMatchObject({
    totalKwh: '500',
    quantities: { steps: [{ code: 'fixed_quantity', of: '0001-1', formula: '250 × 2', quantity: '500' }] },
  });
  expect(billAt('0001-1')).toMatchObject({
    totalKwh: '500',
    quantities: { steps: [{ of: '0003-1', formula: '-(250 × 2)', quantity: '-500' }] },
  });
});

test('a fixed quantity whose supply began inside the bill counts by its days, on both sides', async () => {
  await set({ servicePointId: meterlessId, kind: 'fixed_quantity', amount: '310' });
  await factory.desk.run(supplySet, {
    servicePointId: meterlessId,
    startOn: '2026-10-10',
    kind: 'start',
    capacityKva: null,
    contractKw: null,
    basicChargeBy: null,
    powerFactorStandard: null,
    reason: '新装',
  });
  await readParent();
  const { billAt } = await factory.calculate();
  expect(billAt('0003-1')).toMatchObject({
    totalKwh: '100',
    quantities: { steps: [{ formula: '310 × 10 ÷ 31' }] },
  });
  expect(billAt('0001-1').totalKwh).toBe('9900');
});

test('a remainder below zero stops the bill, names the meter behind and the register; the others go on', async () => {
  await set();
  await readParent();
  await readChild('260', '240');
  const { billAt } = await factory.calculate();
  expect(billAt('0001-1')).toMatchObject({
    state: 'stopped',
    stopDetail: { code: 'negative_remainder', servicePointNo: '0002-1', registerCode: 'total', kwh: '-6000' },
  });
  expect(billAt('0002-1').state).toBe('calculated');
});

test('a meter behind that was not read stops the bill before it, not the others', async () => {
  await set();
  await readParent();
  const { billAt } = await factory.calculate();
  expect(billAt('0001-1').stopDetail).toMatchObject({ code: 'sub_point_unread', servicePointNo: '0002-1' });
});

test('a relation that ended takes nothing off any more; all of them stay to be seen', async () => {
  await set();
  await set({ parentNo: null, kind: 'none', reason: '分户' });
  await readParent();
  await readChild();
  const { billAt } = await factory.calculate();
  expect(billAt('0001-1').totalKwh).toBe('10000');
  const { rows } = await factory.desk.ask(subSupplyList, { servicePointId: childId });
  expect(rows.map(({ kind }) => kind).sort()).toEqual(['metered', 'none']);
});

test('a relation that changes inside a bill stops the bills that it changes, and none that it does not', async () => {
  await set({ startOn: '2026-10-10' });
  await set({ servicePointId: meterlessId, kind: 'fixed_ratio', amount: '10' });
  await readParent();
  await readChild();
  const { billAt } = await factory.calculate();
  const changed = { code: 'terms_change_inside', item: 'sub_supply', on: '2026-10-10' };
  expect(billAt('0001-1')).toMatchObject({
    state: 'stopped',
    stopDetail: { ...changed, servicePointNo: '0002-1' },
  });
  // The meter behind is billed by itself, and a fixed part that hung there all the time by the other one's meter.
  expect(billAt('0002-1').state).toBe('calculated');
  expect(billAt('0003-1').state).toBe('calculated');
});

test('relations are refused that lead in a circle, lack a number, are of nobody, or of billed days', async () => {
  await set();
  expect(await refusal({ servicePointId: parentId, parentNo: '0002-1' })).toMatchObject({
    code: 'parent_behind_child',
  });
  expect(await refusal({ parentNo: '0002-1' })).toMatchObject({ code: 'parent_behind_child' });
  expect(await refusal({ parentNo: '9' })).toMatchObject({ code: 'parent_not_found' });
  expect(await refusal({ parentNo: null })).toMatchObject({ code: 'parent_not_found' });
  for (const amount of [null, '0', '-1']) {
    expect(await refusal({ kind: 'fixed_quantity', amount })).toMatchObject({ code: 'amount_wrong' });
  }
  expect(await refusal({ amount: '1' })).toMatchObject({ code: 'amount_wrong' });
  expect(await refusal({ servicePointId: factory.routeId })).toMatchObject({ code: 'not_found' });
});
