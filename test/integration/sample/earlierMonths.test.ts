import { expect, test } from 'vitest';
import { trialBalance, voucherPage } from '#shared/contract/accounting.ts';
import { billPage } from '#shared/contract/bill.ts';
import { billRunCalculate, billRunCreate, billRunDetail } from '#shared/contract/billing.ts';
import { receivablePage } from '#shared/contract/collection.ts';
import { routeList } from '#shared/contract/customers.ts';
import { ledgerCheck } from '#shared/contract/ledger.ts';
import { readingWorklist } from '#shared/contract/readingAnomalies.ts';
import { readingImport } from '#shared/contract/readingFiles.ts';
import { SAMPLE_PERIOD, SampleOffice } from '../../support/sampleOffice.ts';

const MONTHS = [
  ['2026-07', '2026-08-10'],
  ['2026-08', '2026-09-10'],
  ['2026-09', '2026-10-10'],
] as const;

test('the months before are billed, paid and reconciled in the sample, and this one has something to compare with', async () => {
  const office = await SampleOffice.create(30, 1, 3);
  const checker = await office.desk('checker');
  for (const [period, issuedOn] of MONTHS) {
    const { rows } = await checker.ask(billPage, { period, limit: 100 });
    const serials = rows.map(({ billNo }) => billNo).sort();
    expect([serials.length, new Set(rows.map(({ issuedOn }) => issuedOn))]).toEqual([
      30,
      new Set([issuedOn]),
    ]);
    expect([serials[0], serials.at(-1)]).toEqual([
      `${period.replace('-', '')}00000001`,
      `${period.replace('-', '')}00000030`,
    ]);
  }
  const cashier = await office.desk('cashier');
  const owed = await cashier.ask(receivablePage, { state: 'owed', limit: 100 });
  expect(owed.rows.map(({ period }) => period)).toEqual(['2026-09']);
  const accountant = await office.desk('accountant');
  const { rows: vouchers } = await accountant.ask(voucherPage, {});
  expect(vouchers.map(({ state, businessOn }) => [state, businessOn]).sort()).toEqual([
    ['approved', '2026-08-22'],
    ['approved', '2026-09-22'],
    ['approved', '2026-10-22'],
  ]);
  expect((await accountant.ask(trialBalance, {})).totalMinor).toBe(0);

  const reader = await office.desk('reader');
  const [route] = (await checker.ask(routeList, {})).rows;
  const routeId = route?.routeId ?? '';
  await reader.run(readingImport, { path: office.files[0] ?? '', routeId, period: SAMPLE_PERIOD });
  const high = await reader.ask(readingWorklist, { period: SAMPLE_PERIOD, ruleCode: 'high' });
  expect(high.rows.length).toBeGreaterThan(0);
  const { billRunId, version } = await checker.run(billRunCreate, { routeId, period: SAMPLE_PERIOD });
  await checker.run(billRunCalculate, { billRunId, expectedVersion: version });
  const { previous, yearBefore } = await checker.ask(billRunDetail, { billRunId });
  expect(previous).toMatchObject({ period: '2026-09', billCount: 25 });
  expect(yearBefore).toBeNull();
  expect((await accountant.ask(ledgerCheck, {})).failed).toBe(0);
  await office.close();
});
