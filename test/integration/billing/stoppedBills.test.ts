import { afterAll, beforeAll, expect, test } from 'vitest';
import { billPage } from '#shared/contract/bill.ts';
import { billExceptionPage, billRunDetail } from '#shared/contract/billing.ts';
import { ledgerCheck } from '#shared/contract/ledger.ts';
import { CALCULATION_STOPS } from '#shared/domain/tariff/index.ts';
import { FactoryOffice, ONE_PRICE } from '../../support/factoryOffice.ts';
import { addStoppedAccounts, STOPPED_ACCOUNTS } from '../../support/stoppedAccounts.ts';

let factory: FactoryOffice;
let run: Awaited<ReturnType<FactoryOffice['calculate']>>;
beforeAll(async () => {
  factory = await FactoryOffice.create(ONE_PRICE);
  const good = await factory.addPoint('0001', ['total']);
  await factory.read(good, '2026-10-20', { total: '200' });
  await addStoppedAccounts(factory, '2026-10-20');
  run = await factory.calculate();
});
afterAll(async () => {
  expect((await factory.desk.ask(ledgerCheck, {})).failed).toBe(0);
  await factory.office.close();
});

const named = STOPPED_ACCOUNTS.map((account) => ({ ...account, name: account.code ?? account.rule }));

test.each(named)('$accountNo stops with $name, and says which figures', async (account) => {
  const { accountNo, rule, code, detail } = account;
  const bill = run.billAt(`${accountNo}-1`);
  const said = code === undefined ? detail : { code, ...detail };
  expect(bill).toMatchObject({ accountNo, state: 'stopped', stopCode: rule, stopDetail: said });
  const { rows } = await factory.desk.ask(billExceptionPage, {
    billRunId: run.billRunId,
    ruleCode: rule,
    limit: 500,
  });
  expect(rows.find((row) => row.accountNo === accountNo)).toMatchObject({
    severity: 'stop',
    state: 'open',
    detail: said,
  });
});

test('every code with which a calculation can stop in a run has its account', () => {
  const tried = new Set(STOPPED_ACCOUNTS.map(({ code }) => code));
  expect(CALCULATION_STOPS.filter((code) => !tried.has(code)).sort()).toEqual([
    'calendar_not_for_customer',
    'customer_class_missing',
    'holidays_unknown',
    'intervals_incomplete',
    'negative_quantity',
    'period_of_no_days',
    'periods_differ_from_total',
  ]);
});

test('the run goes on: the good account is billed and issued, and who stopped gets no bill', async () => {
  expect(run.billAt('0001-1')).toMatchObject({ state: 'calculated', totalKwh: '10000', totalMinor: 500_000 });
  // Beside it the one without a meter that takes more than the meter before it counted.
  expect(await factory.desk.ask(billRunDetail, { billRunId: run.billRunId })).toMatchObject({
    run: { billCount: 2, stoppedCount: STOPPED_ACCOUNTS.length },
  });
  await factory.issue(run.billRunId);
  const { rows } = await factory.desk.ask(billPage, { limit: 500 });
  expect(rows.map(({ accountNo, totalMinor }) => [accountNo, totalMinor]).sort()).toEqual([
    ['0001', 500_000],
    ['0123', 500_050],
  ]);
});
