import { afterEach, expect, test } from 'vitest';
import { billRunDetail, trialBillPage } from '#shared/contract/billing.ts';
import { anomalyConfirm, readingWorklist } from '#shared/contract/readingAnomalies.ts';
import { FactoryOffice, ONE_PRICE } from '../../support/factoryOffice.ts';

let factory: FactoryOffice;
afterEach(() => factory.office.close());

/** Reads two factories in a month and calculates their run; gives what the approver compares. */
async function compare(period: string, readings: Readonly<Record<string, string>>) {
  factory.office.setNow(`${period}-28T03:00:00.000Z`);
  for (const [servicePointId, total] of Object.entries(readings)) {
    await factory.read(servicePointId, `${period}-20`, { total });
  }
  for (const { anomalyId, version } of (await factory.desk.ask(readingWorklist, { period })).rows) {
    await factory.desk.run(anomalyConfirm, { anomalyId, expectedVersion: version, reason: '已现场核对' });
  }
  const { billRunId } = await factory.calculate(period);
  const { run, previous, yearBefore } = await factory.desk.ask(billRunDetail, { billRunId });
  const { rows } = await factory.desk.ask(trialBillPage, { billRunId });
  return {
    billRunId,
    run: { billCount: run.billCount, totalKwh: run.totalKwh, totalMinor: run.totalMinor },
    previous,
    yearBefore,
    bills: rows.map((row) => [row.servicePointNo, row.totalKwh, row.previousKwh, row.previousMinor]),
  };
}

test('a run stands beside the month before and the same month a year before, and each bill beside the one before', async () => {
  factory = await FactoryOffice.create(ONE_PRICE);
  const one = await factory.addPoint('0001', ['total']);
  const two = await factory.addPoint('0002', ['total']);

  const first = await compare('2026-10', { [one]: '102', [two]: '101' });
  expect(first).toMatchObject({
    run: { billCount: 2, totalKwh: '300', totalMinor: 150_00 },
    previous: null,
    yearBefore: null,
    bills: [
      ['0001-1', '200', null, null],
      ['0002-1', '100', null, null],
    ],
  });
  await factory.issue(first.billRunId);

  // Nobody read in between: the bill before is that of the year before, the month before has none.
  const second = await compare('2027-09', { [one]: '105', [two]: '103' });
  expect(second).toMatchObject({
    run: { billCount: 2, totalKwh: '500', totalMinor: 250_00 },
    previous: null,
    yearBefore: null,
    bills: [
      ['0001-1', '300', '200', 100_00],
      ['0002-1', '200', '100', 50_00],
    ],
  });
  await factory.issue(second.billRunId);

  const fresh = await factory.addPoint('0003', ['total']);
  const third = await compare('2027-10', { [one]: '109', [two]: '106', [fresh]: '101' });
  expect(third).toMatchObject({
    run: { billCount: 3, totalKwh: '800', totalMinor: 400_00 },
    previous: { period: '2027-09', billCount: 2, totalKwh: '500', totalMinor: 250_00 },
    yearBefore: { period: '2026-10', billCount: 2, totalKwh: '300', totalMinor: 150_00 },
    bills: [
      ['0001-1', '400', '300', 150_00],
      ['0002-1', '300', '200', 100_00],
      ['0003-1', '100', null, null],
    ],
  });
});
