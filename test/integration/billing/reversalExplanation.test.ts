import { afterEach, beforeEach, expect, test } from 'vitest';
import { billDetail } from '#shared/contract/bill.ts';
import { billExplain } from '#shared/contract/billExplanation.ts';
import { ledgerCheck } from '#shared/contract/ledger.ts';
import { quantityLines } from '#shared/domain/billing/explainQuantities.ts';
import { evaluateFormula } from '#shared/domain/billing/formula.ts';
import { minorToText } from '#shared/domain/money.ts';
import { issueFactoryMonth, reverseFactoryBill } from '../../support/factoryMonth.ts';
import type { FactoryOffice } from '../../support/factoryOffice.ts';

let factory: FactoryOffice;
let billNo: string;
beforeEach(async () => {
  ({ factory, billNo } = await issueFactoryMonth());
});
afterEach(async () => {
  expect((await factory.desk.ask(ledgerCheck, {})).failed).toBe(0);
  await factory.office.close();
});

test('a mirror shows and explains losses, meters behind, reactive energy and demand of the bill that it takes back', async () => {
  const { desk } = factory;
  const original = await desk.ask(billExplain, { billNo });
  const reversalNo = await reverseFactoryBill(factory, billNo);

  const mirror = await desk.ask(billExplain, { billNo: reversalNo });
  expect(mirror.readings.map(({ formula, kwh }) => [formula, kwh])).toEqual([
    ['-((200 - 100) × 100)', '-10000'],
    ['-((175 - 100) × 100)', '-7500'],
    ['-(2.5 × 100)', '-250'],
  ]);
  expect(mirror.quantities.map(({ registerCode, billed, unit }) => [registerCode, billed, unit])).toEqual([
    ['total', '-8404', 'kWh'],
    ['reactive', '-7500', 'kvarh'],
    ['demand', '-250', 'kW'],
  ]);
  expect(mirror.steps).toMatchObject([
    { code: 'metered', of: '0002-1', formula: '1000', quantity: '1000' },
    { code: 'metered', of: '0003-1', formula: '1000', quantity: '1000' },
    { code: 'transformer_loss', formula: '-(304 + 20.4)', quantity: '-324', roundedBy: '0.4' },
    { code: 'line_loss', formula: '-(8000 × 1%)', quantity: '-80' },
  ]);
  expect(mirror.lines.map(({ amountMinor }) => amountMinor)).toEqual(
    original.lines.map(({ amountMinor }) => 0 - amountMinor),
  );
  for (const { formula, unrounded } of mirror.lines) {
    expect(evaluateFormula(formula)?.toFixed()).toBe(unrounded);
  }
  expect(evaluateFormula(mirror.totalFormula)?.toFixed(2)).toBe(minorToText(mirror.totalMinor));

  const detail = await desk.ask(billDetail, { billNo: reversalNo });
  expect(detail.quantities).toMatchObject({ total: '-8404', reactiveKvarh: '-7500', demandKw: '-250' });
  expect(quantityLines(detail).map(({ code, quantity }) => [code, quantity])).toEqual([
    ['measured', '-10000'],
    ['metered', '1000'],
    ['metered', '1000'],
    ['transformer_loss', '-324'],
    ['line_loss', '-80'],
    ['billed', '-8404'],
  ]);
});
