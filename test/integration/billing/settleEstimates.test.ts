import { afterEach, beforeEach, expect, test } from 'vitest';
import { billPage } from '#shared/contract/bill.ts';
import {
  billCorrectionApprove,
  billCorrectionSubmit,
  estimateSettle,
} from '#shared/contract/billCorrection.ts';
import { ledgerCheck } from '#shared/contract/ledger.ts';
import { readingSheet } from '#shared/contract/reading.ts';
import { anomalyConfirm, readingWorklist } from '#shared/contract/readingAnomalies.ts';
import { makeEstimatedFactory } from '../../support/contradictedEstimate.ts';
import type { FactoryOffice } from '../../support/factoryOffice.ts';
import { newCommandId } from '../../support/office.ts';

const REASON = '实抄低于估抄';

let factory: FactoryOffice;
let pointId: string;

beforeEach(async () => {
  ({ factory, pointId } = await makeEstimatedFactory());
});
afterEach(async () => {
  expect((await factory.desk.ask(ledgerCheck, {})).failed).toBe(0);
  await factory.office.close();
});

const contradiction = async () => {
  const { rows } = await factory.desk.ask(readingWorklist, { period: '2026-12', severity: 'stop' });
  return rows[0]?.anomalyId ?? '';
};
const novemberBill = async () => {
  const { rows } = await factory.desk.ask(billPage, { period: '2026-11' });
  return rows[0]?.billNo;
};

test('a real reading below the estimate: the estimate becomes what lies between, its bill is proposed anew, nothing is billed twice', async () => {
  await factory.read(pointId, '2026-12-20', { total: '150' });
  const anomalyId = await contradiction();
  const billNo = await novemberBill();
  const expected = {
    readings: [
      { registerCode: 'total', period: '2026-11', readOn: '2026-11-20', before: '161', after: '140.164' },
    ],
    corrections: [{ billNo, period: '2026-11' }],
  };
  const looked = await factory.desk.send(estimateSettle, { anomalyId, reason: REASON }, { dryRun: true });
  expect(looked).toMatchObject({ ok: true, value: expected });
  const commandId = newCommandId();
  const settled = await factory.desk.send(estimateSettle, { anomalyId, reason: REASON }, { commandId });
  expect(settled).toMatchObject({ ok: true, value: expected });
  expect(await factory.desk.send(estimateSettle, { anomalyId, reason: REASON }, { commandId })).toEqual(
    settled,
  );
  expect(await factory.desk.errorOf(estimateSettle, { anomalyId, reason: REASON })).toMatchObject({
    code: 'already_resolved',
  });

  const { rows: unusual } = await factory.desk.ask(readingWorklist, { period: '2026-11' });
  expect(unusual.map(({ ruleCode }) => ruleCode)).toEqual(['low']);
  for (const { anomalyId: lowId, version: expectedVersion } of unusual) {
    await factory.desk.run(anomalyConfirm, { anomalyId: lowId, expectedVersion, reason: REASON });
  }
  const { corrections } = (settled as { value: { corrections: { correctionId: string }[] } }).value;
  const correctionId = corrections[0]?.correctionId ?? '';
  const submitted = await factory.desk.run(billCorrectionSubmit, { correctionId, expectedVersion: 1 });
  expect(submitted.totalKwh).toBe('1016');
  await factory.other.run(billCorrectionApprove, {
    correctionId,
    expectedVersion: submitted.version,
    seenTotalMinor: submitted.totalMinor,
  });
  const december = await factory.calculate('2026-12');
  // 20 on the dial times 100: what was used in both months together.
  expect(Number(december.billAt('0001-1').totalKwh) + 1016).toBe(2000);
  const { rows } = await factory.desk.ask(readingSheet, { routeId: factory.routeId, period: '2026-11' });
  expect(rows[0]?.registers[0]?.current).toMatchObject({ value: '140.164', source: 'estimated' });
});

test('a real reading far above the estimate: both months get their part, and only once', async () => {
  await factory.read(pointId, '2026-12-20', { total: '500' });
  const { rows: found } = await factory.desk.ask(readingWorklist, { period: '2026-12' });
  expect(found.map(({ ruleCode, severity, state }) => [ruleCode, severity, state])).toEqual([
    ['contradicts_estimate', 'confirm', 'open'],
  ]);
  const anomalyId = found[0]?.anomalyId ?? '';
  const settled = await factory.desk.run(estimateSettle, { anomalyId, reason: REASON });
  expect(settled).toMatchObject({
    // 370 on the dial in 61 days, of which November has 31.
    readings: [{ period: '2026-11', before: '161', after: '318.033' }],
    corrections: [{ billNo: await novemberBill(), period: '2026-11' }],
  });
  const { rows: after } = await factory.desk.ask(readingWorklist, { period: '2026-12', state: null });
  expect(after.map(({ ruleCode, state }) => [ruleCode, state])).toContainEqual([
    'contradicts_estimate',
    'corrected',
  ]);
  // High they stay, by the history; there is nothing left that could be settled.
  for (const period of ['2026-11', '2026-12']) {
    const { rows } = await factory.desk.ask(readingWorklist, { period, state: 'open' });
    expect(rows.map(({ ruleCode }) => ruleCode)).toEqual(['high']);
    for (const { anomalyId: highId, version: expectedVersion } of rows) {
      expect(await factory.desk.errorOf(estimateSettle, { anomalyId: highId, reason: REASON })).toMatchObject(
        { code: 'not_contradicted' },
      );
      await factory.desk.run(anomalyConfirm, { anomalyId: highId, expectedVersion, reason: REASON });
    }
  }
  const correctionId = settled.corrections[0]?.correctionId ?? '';
  const submitted = await factory.desk.run(billCorrectionSubmit, { correctionId, expectedVersion: 1 });
  expect(submitted.totalKwh).toBe('18803');
  const december = await factory.calculate('2026-12');
  expect(december.billAt('0001-1').totalKwh).toBe('18197');
});

test('a quantity that contradicts an estimate may also be confirmed: it was used in this month', async () => {
  await factory.read(pointId, '2026-12-20', { total: '500' });
  const { rows } = await factory.desk.ask(readingWorklist, { period: '2026-12' });
  for (const { anomalyId, version: expectedVersion } of rows) {
    await factory.desk.run(anomalyConfirm, { anomalyId, expectedVersion, reason: '新装设备' });
  }
  expect((await factory.calculate('2026-12')).billAt('0001-1')).toMatchObject({ totalKwh: '33900' });
});

test('what is refused: another finding, a reading below the last real one, a bill whose correction stands, the wrong role', async () => {
  await factory.read(pointId, '2026-12-20', { total: '120' });
  const doubtful = { anomalyId: await contradiction(), reason: REASON };
  expect(await factory.desk.errorOf(estimateSettle, doubtful)).toMatchObject({ code: 'not_contradicted' });
  expect(await factory.desk.errorOf(estimateSettle, { ...doubtful, anomalyId: pointId })).toMatchObject({
    code: 'not_found',
  });
  const reader = await factory.office.desk('reader', ['reader']);
  expect(await reader.errorOf(estimateSettle, doubtful)).toMatchObject({ code: 'forbidden' });
});
