import { afterEach, beforeEach, expect, test } from 'vitest';
import { billPage } from '#shared/contract/bill.ts';
import { billCorrectionAdjust } from '#shared/contract/billCorrection.ts';
import { FactoryOffice } from '../../support/factoryOffice.ts';

/** 240 kWh a month at the lower price, and a fixed amount a month. */
const MONTHLY = {
  items: [
    {
      kind: 'tiered_energy',
      code: 'energy',
      name: '电度电费',
      basis: 'month',
      tiers: [
        { upToKwh: '240', price: '0.5' },
        { upToKwh: null, price: '1' },
      ],
    },
    { kind: 'fixed', code: 'service', name: '服务费', per: 'month', amount: '10' },
  ],
  cases: [
    {
      name: '一',
      source: '手工',
      startOn: '2026-10-01',
      endOn: '2026-11-01',
      total: '1',
      expectedTotal: '10.50',
    },
  ],
};

let factory: FactoryOffice;
let pointId: string;
beforeEach(async () => {
  factory = await FactoryOffice.create(MONTHLY);
  pointId = await factory.addPoint('0001', ['total']);
  factory.office.setNow('2026-10-28T03:00:00.000Z');
  await factory.read(pointId, '2026-10-20', { total: '102' });
  const first = await factory.calculate('2026-10');
  expect(first.billAt('0001-1')).toMatchObject({ totalKwh: '200', totalMinor: 110_00 });
  await factory.issue(first.billRunId);
});
afterEach(() => factory.office.close());

test('a month that nobody billed comes with the next: limits and amounts of both, and a note says so', async () => {
  factory.office.setNow('2026-12-28T03:00:00.000Z');
  await factory.read(pointId, '2026-12-20', { total: '107' });
  const { billRunId, billAt } = await factory.calculate('2026-12');
  const bill = billAt('0001-1');
  // 480 of 500 kWh at 0.5, 20 at 1, twice 10: one month alone would have been 120 + 260 + 10.
  expect(bill).toMatchObject({ startOn: '2026-10-20', totalKwh: '500', totalMinor: 280_00 });
  expect(bill.exceptions.map(({ ruleCode }) => ruleCode)).toContain('several_months');
  await factory.issue(billRunId);

  // 100 kWh too many: 20 of them had the higher price, because the limit is that of two months.
  const { rows } = await factory.desk.ask(billPage, { period: '2026-12' });
  const adjusted = await factory.desk.run(billCorrectionAdjust, {
    billNo: rows[0]?.billNo ?? '',
    reason: '退补',
    documentNo: '核 1',
    kwh: [{ registerCode: 'total', kwh: '-100' }],
    money: [],
  });
  expect(adjusted.totalMinor).toBe(-60_00);
});

test('every month by itself counts one, also when it is read early or late', async () => {
  factory.office.setNow('2026-11-28T03:00:00.000Z');
  await factory.read(pointId, '2026-11-25', { total: '107' });
  const bill = (await factory.calculate('2026-11')).billAt('0001-1');
  expect(bill).toMatchObject({ totalKwh: '500', totalMinor: 390_00 });
  expect(bill.exceptions.map(({ ruleCode }) => ruleCode)).not.toContain('several_months');
});
