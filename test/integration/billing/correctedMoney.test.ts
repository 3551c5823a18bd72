import { afterEach, beforeEach, expect, test } from 'vitest';
import { billDetail, billPage } from '#shared/contract/bill.ts';
import {
  billCorrectionApprove,
  billCorrectionOpen,
  billCorrectionSubmit,
} from '#shared/contract/billCorrection.ts';
import { accountBalance, paymentReceive, receiptReverse } from '#shared/contract/collection.ts';
import { BilledRoute } from '../../support/billedRoute.ts';
import type { Desk } from '../../support/office.ts';
import { SAMPLE_PERIOD, type SampleOffice } from '../../support/sampleOffice.ts';

let route: BilledRoute;
let office: SampleOffice;
let checker: Desk;
let approver: Desk;
let cashier: Desk;
let bill: BilledRoute['bill'];

beforeEach(async () => {
  route = await BilledRoute.create();
  ({ office, checker, approver, cashier, bill } = route);
});
afterEach(async () => {
  expect(await route.close()).toEqual([]);
});

test('each fund and the tax are mirrored on their own accounts', async () => {
  const lines = () =>
    office.ledger.withTables((db) =>
      db
        .selectFrom('journal_line')
        .innerJoin('journal_entry', 'journal_entry.journal_entry_id', 'journal_line.journal_entry_id')
        .innerJoin('bill', 'bill.bill_id', 'journal_entry.source_id')
        .select(['bill.kind', 'account_code', 'amount_minor', 'posted_on'])
        .execute(),
    );
  const { rows } = await checker.ask(billPage, { period: SAMPLE_PERIOD });
  const details = await Promise.all(rows.map(({ billNo }) => checker.ask(billDetail, { billNo })));
  const found = details.find((one) => one.lines.some(({ account }) => account === 'surcharge'));
  if (!found) throw new Error('the sample has a bill with funds');
  const { billNo, accountNo, lines: billed, taxMinor, totalMinor } = found;
  const { correctionId } = await checker.run(billCorrectionOpen, { billNo, reason: '抄错示数' });
  for (const registerCode of ['total', ...Object.keys(found.quantities.periods).slice(0, 1)]) {
    await route.correctReading(accountNo, 5, registerCode);
  }
  const submitted = await checker.run(billCorrectionSubmit, { correctionId, expectedVersion: 1 });
  await approver.run(billCorrectionApprove, {
    correctionId,
    expectedVersion: submitted.version,
    seenTotalMinor: submitted.totalMinor,
  });
  const mirrored = (await lines()).filter(({ kind }) => kind === 'reversal');
  const on = (account: string) =>
    mirrored
      .filter((line) => line.account_code === account)
      .reduce((sum, line) => sum + line.amount_minor, 0);
  expect(on('1122')).toBe(-totalMinor);
  expect(on('2221')).toBe(taxMinor);
  for (const fund of billed.filter(({ account }) => account === 'surcharge')) {
    expect(on(`2240.${fund.itemCode}`)).toBe(fund.amountMinor - fund.taxMinor);
  }
  expect(new Set(mirrored.map((line) => line.posted_on))).toEqual(new Set(['2026-11-10']));
});

test('money that the old bill had received pays the new one, and the rest is prepaid', async () => {
  const pay = { accountNo: bill.accountNo, amountMinor: bill.totalMinor, method: 'cash' as const };
  const { receiptNo } = await cashier.run(paymentReceive, pay);
  const proposal = await route.propose();
  const approved = await approver.run(billCorrectionApprove, proposal);
  const rest = bill.totalMinor - proposal.seenTotalMinor;
  expect(approved).toMatchObject({
    freedMinor: bill.totalMinor,
    prepaidMinor: proposal.seenTotalMinor,
    prepaidBalanceMinor: rest,
  });
  expect(await checker.ask(billDetail, { billNo: approved.billNo })).toMatchObject({
    receivable: { state: 'settled', receivedMinor: proposal.seenTotalMinor },
  });
  // The receipt comes back, say as a returned debit: the money is taken from where it is by now.
  await cashier.run(receiptReverse, { receiptNo, reason: '退票' });
  expect(await cashier.ask(accountBalance, { accountNo: bill.accountNo })).toMatchObject({
    owedMinor: proposal.seenTotalMinor,
    prepaidMinor: 0,
  });
});

test('a part payment of the old bill goes on the new one', async () => {
  await cashier.run(paymentReceive, { accountNo: bill.accountNo, amountMinor: 1_000, method: 'cash' });
  const proposal = await route.propose();
  expect(await approver.run(billCorrectionApprove, proposal)).toMatchObject({
    freedMinor: 1_000,
    prepaidMinor: 1_000,
    prepaidBalanceMinor: 0,
  });
});

test('a late fee that nobody paid goes with the bill that was cancelled; one that was paid stays', async () => {
  const { dueOn } = await checker.ask(billDetail, { billNo: bill.billNo });
  office.later(40 * 86_400);
  const { lateFeeMinor } = await cashier.ask(accountBalance, { accountNo: bill.accountNo });
  expect([dueOn, lateFeeMinor > 1]).toEqual(['2026-11-25', true]);
  // Less than the late fee: the rest of it stays owed on the bill.
  await cashier.run(paymentReceive, { accountNo: bill.accountNo, amountMinor: 1, method: 'cash' });
  const proposal = await route.propose();
  await approver.run(billCorrectionApprove, proposal);
  const balance = await cashier.ask(accountBalance, { accountNo: bill.accountNo });
  expect(balance).toMatchObject({ owedMinor: proposal.seenTotalMinor, lateFeeMinor: 0, prepaidMinor: 0 });
  expect(balance.receivables).toHaveLength(1);
});
