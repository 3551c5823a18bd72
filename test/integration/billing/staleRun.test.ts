import { afterEach, beforeEach, expect, test } from 'vitest';
import { billRunCalculate, billRunDetail, billRunSubmit } from '#shared/contract/billing.ts';
import { readingCorrect, readingSheet } from '#shared/contract/reading.ts';
import { subSupplySet } from '#shared/contract/subSupply.ts';
import { supplySet } from '#shared/contract/supply.ts';
import { FACTORY_PERIOD, FactoryOffice, ONE_PRICE } from '../../support/factoryOffice.ts';

const READ_ON = '2026-10-20';
const BEHIND = {
  parentNo: '0001-1',
  kind: 'metered',
  startOn: '2026-09-20',
  reason: '分表',
} as const;

let factory: FactoryOffice;
let parentId: string;
let childId: string;
let otherRouteId: string;
let billRunId: string;

/** A factory with a meter behind it that is read on another route; its run is calculated. */
beforeEach(async () => {
  factory = await FactoryOffice.create(ONE_PRICE);
  otherRouteId = await factory.addRoute('02');
  parentId = await factory.addPoint('0001', ['total']);
  childId = await factory.addPoint('0002', ['total'], { routeId: otherRouteId });
  await factory.desk.run(subSupplySet, { ...BEHIND, servicePointId: childId });
  await factory.read(parentId, READ_ON, { total: '200' });
  await factory.read(childId, READ_ON, { total: '140' });
  const calculated = await factory.calculate();
  billRunId = calculated.billRunId;
  expect(calculated.billAt('0001-1').totalKwh).toBe('6000');
  factory.office.setNow('2026-11-10T03:00:00.000Z');
});
afterEach(() => factory.office.close());

const run = async () => {
  const { run: found } = await factory.desk.ask(billRunDetail, { billRunId });
  return { billRunId, expectedVersion: found.version };
};
const refusal = async () => factory.desk.errorOf(billRunSubmit, await run());

test('a reading of the meter behind, on another route, makes the run calculate again', async () => {
  const { rows } = await factory.desk.ask(readingSheet, { routeId: otherRouteId, period: FACTORY_PERIOD });
  const readingId = rows[0]?.registers[0]?.current?.readingId ?? '';
  await factory.desk.run(readingCorrect, { readingId, value: '150', reason: '抄错' });
  expect(await refusal()).toMatchObject({ code: 'readings_changed' });
  await factory.desk.run(billRunCalculate, await run());
  expect((await factory.desk.ask(billRunDetail, { billRunId })).run.totalKwh).toBe('5000');
  await factory.desk.run(billRunSubmit, await run());
});

test('another relation behind makes the run calculate again', async () => {
  const end = { servicePointId: childId, parentNo: null, kind: 'none', startOn: '2026-09-20' } as const;
  await factory.desk.run(subSupplySet, { ...end, reason: '分户' });
  expect(await refusal()).toMatchObject({ code: 'prices_changed' });
  await factory.desk.run(billRunCalculate, await run());
  expect((await factory.desk.ask(billRunDetail, { billRunId })).run.totalKwh).toBe('10000');
});

test('other terms of supply make the run calculate again', async () => {
  await factory.desk.run(supplySet, {
    servicePointId: parentId,
    startOn: '2026-09-20',
    kind: 'start',
    capacityKva: '315',
    contractKw: null,
    basicChargeBy: 'capacity',
    powerFactorStandard: null,
    reason: '登记',
  });
  expect(await refusal()).toMatchObject({ code: 'prices_changed' });
  await factory.desk.run(billRunCalculate, await run());
  await factory.desk.run(billRunSubmit, await run());
});
