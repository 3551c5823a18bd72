import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { billDetail, billPage } from '#shared/contract/bill.ts';
import { billExplain } from '#shared/contract/billExplanation.ts';
import { readingImport } from '#shared/contract/readingFiles.ts';
import { FactoryOffice } from '../../support/factoryOffice.ts';

/** Demand of the peak window at 30 a kW, at least 80 % of the highest of the eleven months before; of the valley at 5. */
const DEMAND_BY_WINDOW = {
  items: [
    { kind: 'energy', code: 'energy', name: '电度电费', price: '0.5' },
    {
      kind: 'demand',
      code: 'peak_demand',
      name: '峰段需量电费',
      price: '30',
      over: ['peak'],
      ratchet: { percent: '80', months: 11 },
    },
    { kind: 'demand', code: 'valley_demand', name: '谷段需量电费', price: '5', over: ['valley'] },
  ],
  cases: [
    {
      name: '一',
      source: '手工',
      startOn: '2026-10-01',
      endOn: '2026-11-01',
      total: '0',
      demand: { maxKw: '10', periodsKw: { peak: '10', valley: '2' } },
      expectedTotal: '310.00',
    },
  ],
};
const REGISTERS = ['total', 'peak', 'valley', 'demand_peak', 'demand_valley'] as const;

let factory: FactoryOffice;
let pointId: string;
beforeEach(async () => {
  factory = await FactoryOffice.create(DEMAND_BY_WINDOW);
  pointId = await factory.addPoint('0001', REGISTERS);
});
afterEach(() => factory.office.close());

const linesOf = (bill: {
  lines: readonly { itemCode: string; quantity: string | null; amountMinor: number }[];
}) => bill.lines.map(({ itemCode, quantity, amountMinor }) => [itemCode, quantity, amountMinor]);

test('each window of the day has its own demand, and the ratchet looks at that of its window', async () => {
  factory.office.setNow('2026-10-28T03:00:00.000Z');
  // A demand register shows kW since it was set back: 2.5 × 100 in the peak, 4 × 100 in the valley.
  const october = { total: '110', peak: '106', valley: '104', demand_peak: '2.5', demand_valley: '4' };
  await factory.read(pointId, '2026-10-20', october);
  const first = await factory.calculate('2026-10');
  expect(linesOf(first.billAt('0001-1'))).toEqual([
    ['energy', '1000', 500_00],
    ['peak_demand', '250', 7_500_00],
    ['valley_demand', '400', 2_000_00],
  ]);
  await factory.issue(first.billRunId);

  factory.office.setNow('2026-11-28T03:00:00.000Z');
  const november = { total: '120', peak: '112', valley: '108', demand_peak: '1', demand_valley: '3' };
  await factory.read(pointId, '2026-11-20', november);
  const second = await factory.calculate('2026-11');
  // 80 % of the 250 kW of October's peak; the valley's 400 kW are none of its business.
  expect(linesOf(second.billAt('0001-1'))).toEqual([
    ['energy', '1000', 500_00],
    ['peak_demand', '200', 6_000_00],
    ['valley_demand', '300', 1_500_00],
  ]);
  await factory.issue(second.billRunId);

  const { rows } = await factory.desk.ask(billPage, { period: '2026-11' });
  const { billNo } = rows[0] ?? { billNo: '' };
  const issued = await factory.desk.ask(billDetail, { billNo });
  expect(issued.quantities).toMatchObject({
    demandKw: '300',
    demandPeriodsKw: { peak: '100', valley: '300' },
  });
  const explanation = await factory.desk.ask(billExplain, { billNo });
  expect(explanation.quantities.map(({ registerCode, billed }) => [registerCode, billed])).toEqual([
    ['total', '1000'],
    ['peak', '600'],
    ['valley', '400'],
    ['demand', '300'],
    ['demand_peak', '100'],
    ['demand_valley', '300'],
  ]);
});

test('a meter file brings the demand of each window', async () => {
  factory.office.setNow('2026-10-28T03:00:00.000Z');
  const path = join(factory.office.folder, 'factory.csv');
  writeFileSync(path, '户号,表号,抄表日期,总,峰,谷,峰需量,谷需量\n0001,90001,2026-10-20,110,106,104,2.5,4\n');
  const imported = await factory.desk.run(readingImport, {
    path,
    routeId: factory.routeId,
    period: '2026-10',
    profileCode: 'meter_wide',
  });
  expect(imported).toMatchObject({ acceptedCount: 5, rejectedCount: 0 });
  expect(linesOf((await factory.calculate('2026-10')).billAt('0001-1'))[1]).toEqual([
    'peak_demand',
    '250',
    7_500_00,
  ]);
});
