import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { billDetail, billPage } from '#shared/contract/bill.ts';
import { billExplain } from '#shared/contract/billExplanation.ts';
import { readingImport } from '#shared/contract/readingFiles.ts';
import { FactoryOffice } from '../../support/factoryOffice.ts';

/** Reactive energy above half of the active energy, and reactive demand above 40 % of the maximum demand. */
const REACTIVE = {
  items: [
    { kind: 'energy', code: 'energy', name: '电度电费', price: '0.5' },
    {
      kind: 'reactive_energy',
      code: 'kvarh',
      name: '无功电量电费',
      price: '0.02',
      freePercentOfEnergy: '50',
    },
    { kind: 'reactive_demand', code: 'kvar', name: '无功需量电费', price: '5', freePercentOfDemand: '40' },
    { kind: 'apparent_demand', code: 'kva', name: '视在需量电费', price: '2' },
  ],
  cases: [
    {
      name: '一',
      source: '手工',
      startOn: '2026-10-01',
      endOn: '2026-11-01',
      total: '1000',
      reactiveKvarh: '700',
      demand: { maxKw: '250' },
      reactiveDemandKvar: '150',
      apparentDemandKva: '300',
      expectedTotal: '1354.00',
    },
  ],
};
const REGISTERS = [
  'total',
  'reactive',
  'reactive_export',
  'demand',
  'reactive_demand',
  'apparent_demand',
] as const;

let factory: FactoryOffice;
beforeEach(async () => {
  factory = await FactoryOffice.create(REACTIVE);
  await factory.addPoint('0001', REGISTERS);
  factory.office.setNow('2026-10-28T03:00:00.000Z');
});
afterEach(() => factory.office.close());

test('a meter file brings reactive energy and demand, and the bill charges and explains them', async () => {
  const path = join(factory.office.folder, 'factory.csv');
  // Counters move by 10, 5 and 2 × 100, reactive energy that was fed back counting like what was drawn; the demand registers show 2.5 and 1.5 × 100 since they were set back.
  writeFileSync(
    path,
    '户号,表号,抄表日期,总,无功,反向无功,需量,无功需量,视在需量\n0001,90001,2026-10-20,110,105,102,2.5,1.5,3\n',
  );
  const imported = await factory.desk.run(readingImport, {
    path,
    routeId: factory.routeId,
    period: '2026-10',
    profileCode: 'meter_wide',
  });
  expect(imported).toMatchObject({ acceptedCount: 6, rejectedCount: 0 });
  const { billRunId } = await factory.calculate('2026-10');
  await factory.issue(billRunId);

  const { rows } = await factory.desk.ask(billPage, { period: '2026-10' });
  const { billNo } = rows[0] ?? { billNo: '' };
  const bill = await factory.desk.ask(billDetail, { billNo });
  expect(bill.lines.map(({ quantity, unit, amountMinor }) => [quantity, unit, amountMinor])).toEqual([
    ['1000', 'kWh', 500_00],
    ['200', 'kvarh', 4_00],
    ['50', 'kvar', 250_00],
    ['300', 'kVA', 600_00],
  ]);
  expect(bill.quantities).toMatchObject({
    reactiveKvarh: '700',
    demandKw: '250',
    reactiveDemandKvar: '150',
    apparentDemandKva: '300',
  });
  const explanation = await factory.desk.ask(billExplain, { billNo });
  expect(explanation.quantities.map((one) => [one.registerCode, one.measured, one.billed])).toEqual([
    ['total', '1000', '1000'],
    ['reactive', '700', '700'],
    ['demand', '250', '250'],
    ['reactive_demand', '150', '150'],
    ['apparent_demand', '300', '300'],
  ]);
});
