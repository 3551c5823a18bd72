import { afterEach, beforeEach, expect, test } from 'vitest';
import { billDetail, billPage } from '#shared/contract/bill.ts';
import {
  billCorrectionAdjust,
  billCorrectionApprove,
  billCorrectionDetail,
  billCorrectionReturn,
} from '#shared/contract/billCorrection.ts';
import { accountBalance, paymentReceive } from '#shared/contract/collection.ts';
import type { InputOf } from '#shared/contract/define.ts';
import { ledgerCheck } from '#shared/contract/ledger.ts';
import { issueFirstRoute } from '../../support/issuedRoute.ts';
import { type Desk, newCommandId } from '../../support/office.ts';
import { SAMPLE_PERIOD, SampleOffice } from '../../support/sampleOffice.ts';

let office: SampleOffice;
let checker: Desk;
let approver: Desk;
let cashier: Desk;
let bill: { billNo: string; accountNo: string; totalMinor: number; totalKwh: string };

beforeEach(async () => {
  office = await SampleOffice.create(20);
  await issueFirstRoute(office);
  [checker, approver, cashier] = [
    await office.desk('checker'),
    await office.desk('approver'),
    await office.desk('cashier'),
  ];
  const { rows } = await checker.ask(billPage, { period: SAMPLE_PERIOD });
  const details = await Promise.all(rows.map(({ billNo }) => checker.ask(billDetail, { billNo })));
  const plain = details.find(
    ({ quantities, totalMinor }) => Object.keys(quantities.periods).length === 0 && totalMinor > 5_000,
  );
  if (!plain) throw new Error('the sample has a bill without periods of the day');
  bill = plain;
});
afterEach(async () => {
  const supervisor = await office.desk('supervisor');
  const { checks } = await supervisor.ask(ledgerCheck, {});
  expect(checks.filter(({ passed }) => !passed)).toEqual([]);
  await office.close();
});

type Adjustment = Partial<InputOf<typeof billCorrectionAdjust>>;
const adjustment = (more: Adjustment) => ({
  billNo: bill.billNo,
  reason: '表计检定误差',
  documentNo: '检定〔2026〕17号',
  ...more,
});
const kwh = (total: string): Adjustment => ({ kwh: [{ registerCode: 'total', kwh: total }] });

async function adjust(more: Adjustment) {
  const proposed = await checker.run(billCorrectionAdjust, adjustment(more));
  return approver.run(billCorrectionApprove, {
    correctionId: proposed.correctionId,
    expectedVersion: proposed.version,
    seenTotalMinor: proposed.totalMinor,
  });
}

test('kWh are added at the prices of the period and become a bill of their own', async () => {
  const { billNo, totalMinor, reversalBillNo } = await adjust(kwh('30'));
  expect(reversalBillNo).toBeNull();
  expect(totalMinor).toBeGreaterThan(0);
  const own = await checker.ask(billDetail, { billNo });
  expect(own).toMatchObject({
    kind: 'adjustment',
    period: SAMPLE_PERIOD,
    totalKwh: '30',
    correctsNo: bill.billNo,
    correction: { reason: '表计检定误差', documentNo: '检定〔2026〕17号' },
    receivable: { amountMinor: totalMinor, receivedMinor: 0, state: 'owed', dueOn: '2026-11-25' },
    issuedOn: '2026-11-10',
  });
  expect(own.lines.reduce((sum, line) => sum + line.amountMinor, 0)).toBe(totalMinor);
  expect(own.lines.every((line) => line.trace.rule === 'adjustment.kwh')).toBe(true);
  const { receivables } = await cashier.ask(accountBalance, { accountNo: bill.accountNo });
  expect(receivables.map((row) => row.billNo).sort()).toEqual([bill.billNo, billNo].sort());
  expect((await checker.ask(billDetail, { billNo: bill.billNo })).adjustmentNos).toEqual([billNo]);
});

test('the same kWh back again make the same money back, and what was added before counts', async () => {
  const there = await adjust(kwh('30'));
  const back = await adjust(kwh('-30'));
  expect(back.totalMinor).toBe(-there.totalMinor);
});

test('money given back pays what is still owed on the bill, and becomes prepaid where nothing is', async () => {
  const { lines } = await checker.ask(billDetail, { billNo: bill.billNo });
  const item = lines.find(({ account, amountMinor }) => account === 'revenue' && amountMinor > 2_000);
  if (!item) throw new Error('the bill has an energy line');
  const money: Adjustment = { money: [{ itemCode: item.itemCode, amountMinor: -1_000 }] };
  expect(await adjust(money)).toMatchObject({
    totalMinor: -1_000,
    freedMinor: 1_000,
    prepaidBalanceMinor: 0,
  });
  expect(await cashier.ask(accountBalance, { accountNo: bill.accountNo })).toMatchObject({
    owedMinor: bill.totalMinor - 1_000,
    prepaidMinor: 0,
  });
  const rest = { accountNo: bill.accountNo, amountMinor: bill.totalMinor - 1_000, method: 'cash' as const };
  await cashier.run(paymentReceive, rest);
  expect(await adjust(money)).toMatchObject({ prepaidBalanceMinor: 1_000 });
});

test('a fund is adjusted on its own account, with its tax in proportion', async () => {
  const { lines } = await checker.ask(billDetail, { billNo: bill.billNo });
  const fund = lines.find(({ account }) => account === 'surcharge');
  const item = fund ?? lines[0];
  if (!item) throw new Error('the bill has lines');
  const { billNo } = await adjust({ money: [{ itemCode: item.itemCode, amountMinor: 1_130 }] });
  const [line] = (await checker.ask(billDetail, { billNo })).lines;
  expect(line).toMatchObject({ itemCode: item.itemCode, account: item.account, amountMinor: 1_130 });
  const expected = Math.round((1_130 * item.taxMinor) / item.amountMinor);
  expect(Math.abs((line?.taxMinor ?? 0) - expected)).toBeLessThanOrEqual(1);
});

test('kWh move from one period of the day to another at the difference of their prices', async () => {
  const { rows } = await checker.ask(billPage, { period: SAMPLE_PERIOD });
  const details = await Promise.all(rows.map(({ billNo }) => checker.ask(billDetail, { billNo })));
  const byPeriod = details.find(
    ({ quantities }) => 'peak' in quantities.periods && 'valley' in quantities.periods,
  );
  if (!byPeriod) throw new Error('the sample has a bill with peak and valley');
  bill = byPeriod;
  const { billNo, totalMinor } = await adjust({
    kwh: [
      { registerCode: 'peak', kwh: '-20' },
      { registerCode: 'valley', kwh: '20' },
    ],
  });
  expect(totalMinor).toBeLessThan(0);
  expect(await checker.ask(billDetail, { billNo })).toMatchObject({
    totalKwh: '0',
    quantities: { total: '0', periods: { peak: '-20', valley: '20' } },
  });
});

test('an adjustment says what it is for, fits its bill, and is approved once by a second person', async () => {
  expect(await checker.errorOf(billCorrectionAdjust, adjustment({}))).toMatchObject({
    code: 'nothing_changed',
  });
  expect(
    await checker.errorOf(billCorrectionAdjust, adjustment({ ...kwh('1'), documentNo: ' ' })),
  ).toMatchObject({
    code: 'invalid_input',
  });
  expect(
    await checker.errorOf(billCorrectionAdjust, adjustment({ kwh: [{ registerCode: 'peak', kwh: '1' }] })),
  ).toMatchObject({ code: 'register_not_on_bill', detail: { possible: ['total'] } });
  expect(
    await checker.errorOf(
      billCorrectionAdjust,
      adjustment({ money: [{ itemCode: 'none', amountMinor: 1 }] }),
    ),
  ).toMatchObject({ code: 'item_not_on_bill' });
  expect(await checker.errorOf(billCorrectionAdjust, adjustment(kwh('-99999')))).toMatchObject({
    code: 'calculation_stopped',
  });
  expect(await checker.errorOf(billCorrectionAdjust, adjustment(kwh('9999999')))).toMatchObject({
    code: 'absurd_total',
  });
  const proposed = await checker.run(billCorrectionAdjust, adjustment(kwh('5')));
  const { correctionId, version: expectedVersion, totalMinor: seenTotalMinor } = proposed;
  expect(await checker.errorOf(billCorrectionAdjust, adjustment(kwh('5')))).toMatchObject({
    code: 'correction_standing',
  });
  const detail = await approver.ask(billCorrectionDetail, { correctionId });
  expect(detail.items.reduce((sum, item) => sum + item.newMinor - item.oldMinor, 0)).toBe(seenTotalMinor);
  const commandId = newCommandId();
  const input = { correctionId, expectedVersion, seenTotalMinor };
  const first = await approver.send(billCorrectionApprove, input, { commandId });
  expect(await approver.send(billCorrectionApprove, input, { commandId })).toEqual(first);
  expect(await approver.errorOf(billCorrectionApprove, input)).toMatchObject({ code: 'stale_version' });
});

test('an adjustment that was refused ends, and another one can be proposed', async () => {
  const { correctionId, version } = await checker.run(billCorrectionAdjust, adjustment(kwh('5')));
  expect(
    await approver.run(billCorrectionReturn, { correctionId, expectedVersion: version, reason: '依据不足' }),
  ).toMatchObject({ state: 'rejected' });
  await checker.run(billCorrectionAdjust, adjustment(kwh('4')));
});
