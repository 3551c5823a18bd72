import { afterEach, beforeEach, expect, test } from 'vitest';
import { billDetail, billPage } from '#shared/contract/bill.ts';
import {
  billCorrectionApprove,
  billCorrectionOpen,
  billCorrectionSubmit,
} from '#shared/contract/billCorrection.ts';
import { billExplain } from '#shared/contract/billExplanation.ts';
import { ledgerCheck } from '#shared/contract/ledger.ts';
import { readingCorrect, readingSheet } from '#shared/contract/reading.ts';
import { subSupplySet } from '#shared/contract/subSupply.ts';
import { supplySet } from '#shared/contract/supply.ts';
import { quantityLines } from '#shared/domain/billing/explainQuantities.ts';
import { evaluateFormula } from '#shared/domain/billing/formula.ts';
import { minorToText } from '#shared/domain/money.ts';
import { FACTORY_PERIOD, FactoryOffice } from '../../support/factoryOffice.ts';

const READ_ON = '2026-10-20';
const CONTENT = {
  items: [
    { kind: 'demand', code: 'demand', name: '需量电费', price: '40' },
    { kind: 'energy', code: 'energy', name: '电度电费', price: '0.6' },
    { kind: 'power_factor', code: 'power_factor', name: '力调电费', of: ['demand', 'energy'] },
  ],
  cases: [
    {
      name: '一个月',
      source: '手工计算',
      startOn: '2026-10-01',
      endOn: '2026-11-01',
      total: '100',
      powerFactorStandard: '0.90',
      reactiveKvarh: '100',
      demand: { maxKw: '1' },
      expectedTotal: '109.50',
    },
  ],
};

let factory: FactoryOffice;
beforeEach(async () => {
  factory = await FactoryOffice.create(CONTENT);
});
afterEach(async () => {
  expect((await factory.desk.ask(ledgerCheck, {})).failed).toBe(0);
  await factory.office.close();
});

test('a mirror shows and explains losses, meters behind, reactive energy and demand of the bill that it takes back', async () => {
  const { desk, other } = factory;
  const servicePointId = await factory.addPoint('0001', ['total', 'reactive', 'demand']);
  const behind = await factory.addPoint('0002', ['total', 'reactive', 'demand']);
  await desk.run(subSupplySet, {
    servicePointId: behind,
    parentNo: '0001-1',
    kind: 'metered',
    startOn: '2026-09-20',
    reason: '分表',
  });
  const transformer = {
    by: 'table' as const,
    noLoadKwh: '304',
    bands: [{ upToKwh: '20000', loadKwh: '20.4' }],
  };
  for (const [point, loss] of [
    [servicePointId, { transformer, linePercent: '1' }],
    [behind, null],
  ] as const) {
    await desk.run(supplySet, {
      servicePointId: point,
      startOn: '2026-09-20',
      kind: 'start',
      capacityKva: '315',
      contractKw: null,
      basicChargeBy: null,
      powerFactorStandard: '0.90',
      loss,
      reason: '新装',
    });
  }
  await factory.read(servicePointId, READ_ON, { total: '200', reactive: '175', demand: '2.5' });
  await factory.read(behind, READ_ON, { total: '110', reactive: '105', demand: '0.5' });
  const { billRunId } = await factory.calculate();
  await factory.issue(billRunId);
  const { rows } = await desk.ask(billPage, { period: FACTORY_PERIOD });
  const billNo = rows.find((row) => row.servicePointNo === '0001-1')?.billNo ?? '';
  const original = await desk.ask(billExplain, { billNo });

  const opened = await desk.run(billCorrectionOpen, { billNo, reason: '抄错' });
  const sheet = await desk.ask(readingSheet, {
    routeId: factory.routeId,
    period: FACTORY_PERIOD,
    limit: 50,
  });
  const current = sheet.rows
    .find((row) => row.accountNo === '0001')
    ?.registers.find(({ registerCode }) => registerCode === 'total')?.current;
  await desk.run(readingCorrect, { readingId: current?.readingId ?? '', value: '190', reason: '抄错' });
  const submitted = await desk.run(billCorrectionSubmit, {
    correctionId: opened.correctionId,
    expectedVersion: opened.version,
  });
  const approved = await other.run(billCorrectionApprove, {
    correctionId: submitted.correctionId,
    expectedVersion: submitted.version,
    seenTotalMinor: submitted.totalMinor,
  });
  const reversalNo = approved.reversalBillNo ?? '';

  const mirror = await desk.ask(billExplain, { billNo: reversalNo });
  expect(mirror.readings.map(({ formula, kwh }) => [formula, kwh])).toEqual([
    ['-((200 - 100) × 100)', '-10000'],
    ['-((175 - 100) × 100)', '-7500'],
    ['-(2.5 × 100)', '-250'],
  ]);
  expect(mirror.quantities.map(({ registerCode, billed, unit }) => [registerCode, billed, unit])).toEqual([
    ['total', '-9414', 'kWh'],
    ['reactive', '-7500', 'kvarh'],
    ['demand', '-250', 'kW'],
  ]);
  expect(mirror.steps).toMatchObject([
    { code: 'metered', of: '0002-1', formula: '1000', quantity: '1000' },
    { code: 'transformer_loss', formula: '-(304 + 20.4)', quantity: '-324', roundedBy: '0.4' },
    { code: 'line_loss', formula: '-(9000 × 1%)', quantity: '-90' },
  ]);
  expect(mirror.lines.map(({ amountMinor }) => amountMinor)).toEqual(
    original.lines.map(({ amountMinor }) => 0 - amountMinor),
  );
  for (const { formula, unrounded } of mirror.lines) {
    expect(evaluateFormula(formula)?.toFixed()).toBe(unrounded);
  }
  expect(evaluateFormula(mirror.totalFormula)?.toFixed(2)).toBe(minorToText(mirror.totalMinor));

  const detail = await desk.ask(billDetail, { billNo: reversalNo });
  expect(detail.quantities).toMatchObject({ total: '-9414', reactiveKvarh: '-7500', demandKw: '-250' });
  expect(quantityLines(detail).map(({ code, quantity }) => [code, quantity])).toEqual([
    ['measured', '-10000'],
    ['metered', '1000'],
    ['transformer_loss', '-324'],
    ['line_loss', '-90'],
    ['billed', '-9414'],
  ]);
});
