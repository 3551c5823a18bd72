import { afterAll, beforeAll, expect, test } from 'vitest';
import { billPage } from '#shared/contract/bill.ts';
import { billExplain, trialBillExplain } from '#shared/contract/billExplanation.ts';
import { trialBillPage } from '#shared/contract/billing.ts';
import { isBillRule } from '#shared/domain/billing/billRules.ts';
import { evaluateFormula } from '#shared/domain/billing/formula.ts';
import { minorToText } from '#shared/domain/money.ts';
import { issueFirstRoute } from '../../support/issuedRoute.ts';
import type { Desk } from '../../support/office.ts';
import { SAMPLE_PERIOD, SampleOffice } from '../../support/sampleOffice.ts';

let office: SampleOffice;
let checker: Desk;
let billRunId: string;

beforeAll(async () => {
  office = await SampleOffice.create(20);
  ({ billRunId } = await issueFirstRoute(office));
  checker = await office.desk('checker');
});
afterAll(() => office.close());

test('every issued bill is explained: formulas give quantities and amounts, amounts give the total', async () => {
  const { rows } = await checker.ask(billPage, { period: SAMPLE_PERIOD, limit: 200 });
  expect(rows.length).toBeGreaterThan(10);
  for (const { billNo, totalMinor } of rows) {
    const explanation = await checker.ask(billExplain, { billNo });
    expect(explanation).toMatchObject({ billNo, totalMinor });
    expect(evaluateFormula(explanation.totalFormula)?.toFixed(2)).toBe(minorToText(totalMinor));
    for (const { formula, kwh } of explanation.readings) {
      if (kwh !== '') expect(evaluateFormula(formula)?.toFixed()).toBe(kwh);
    }
    for (const line of explanation.lines) {
      expect(isBillRule(line.rule)).toBe(true);
      expect(evaluateFormula(line.formula)?.toFixed()).toBe(line.unrounded);
      expect(line.version?.documentNo).not.toBe('');
      expect(line.version).not.toBeNull();
    }
    const [total] = explanation.quantities;
    expect(total).toMatchObject({ registerCode: 'total', billed: explanation.totalKwh });
  }
});

test('a bill on trial is explained like the one that was issued of it', async () => {
  const { rows: trials } = await checker.ask(trialBillPage, { billRunId, state: 'calculated' });
  const { rows: bills } = await checker.ask(billPage, { billRunId });
  const [trial] = trials;
  const bill = bills.find(({ servicePointNo }) => servicePointNo === trial?.servicePointNo);
  const explained = await checker.ask(trialBillExplain, { trialBillId: trial?.trialBillId ?? '' });
  const { lines } = await checker.ask(billExplain, { billNo: bill?.billNo ?? '' });
  expect(explained.billNo).toBeNull();
  expect(explained.lines).toEqual(lines);
});

test('what is not there is refused, and so is who may not see bills on trial', async () => {
  expect(await checker.errorOf(billExplain, { billNo: '99' })).toMatchObject({ code: 'not_found' });
  const cashier = await office.desk('cashier');
  const trialBillId = '018f0000-0000-7000-8000-000000000000';
  expect(await cashier.errorOf(trialBillExplain, { trialBillId })).toMatchObject({ code: 'forbidden' });
  expect(await checker.errorOf(trialBillExplain, { trialBillId })).toMatchObject({ code: 'not_found' });
});
