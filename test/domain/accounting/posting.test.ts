import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ACCOUNT, CHART_OF_ACCOUNTS, transitAccount } from '#shared/domain/accounting/chartOfAccounts.ts';
import {
  billTotals,
  mirrored,
  type Posting,
  postBillIssue,
  postPrepaidUse,
  postReceipt,
  postTransfer,
} from '#shared/domain/accounting/posting.ts';
import { minor, sumMinor } from '#shared/domain/money.ts';

const sumOf = ({ lines }: Posting) => sumMinor(lines.map(({ amountMinor }) => amountMinor));
const shortly = ({ lines }: Posting) =>
  lines.map(({ accountCode, amountMinor }) => `${accountCode} ${amountMinor}`);

test('a bill and its entry are made from the same lines', () => {
  const totals = billTotals([
    { itemCode: 'energy', account: 'revenue', amountMinor: minor(11_300), taxMinor: minor(1_300) },
    { itemCode: 'fund_a', account: 'surcharge', amountMinor: minor(113), taxMinor: minor(13) },
    { itemCode: 'fund_b', account: 'surcharge', amountMinor: minor(70), taxMinor: minor(10) },
    { itemCode: 'fund_a', account: 'surcharge', amountMinor: minor(43), taxMinor: minor(3) },
    { itemCode: 'tax', account: 'tax', amountMinor: minor(14), taxMinor: minor(14) },
  ]);
  expect(totals).toEqual({
    totalMinor: 11_540,
    revenueMinor: 10_000,
    funds: [
      { itemCode: 'fund_a', amountMinor: 140 },
      { itemCode: 'fund_b', amountMinor: 60 },
    ],
    taxMinor: 1_340,
  });
  expect(shortly(postBillIssue(totals, 'customer'))).toEqual([
    `${ACCOUNT.receivable} 11540`,
    `${ACCOUNT.revenue} -10000`,
    '2240.fund_a -140',
    '2240.fund_b -60',
    `${ACCOUNT.tax} -1340`,
  ]);
});

test('an overpayment is prepaid, never a negative receivable', () => {
  const posting = postReceipt({
    customerId: 'customer',
    moneyAccount: transitAccount('icbc'),
    principalMinor: minor(10_000),
    lateFeeMinor: minor(50),
    prepaidMinor: minor(950),
  });
  expect(shortly(posting)).toEqual([
    '1012.icbc 11000',
    `${ACCOUNT.receivable} -10000`,
    `${ACCOUNT.lateFee} -50`,
    `${ACCOUNT.prepaid} -950`,
  ]);
  expect(shortly(postPrepaidUse(minor(950), 'customer'))).toEqual([
    `${ACCOUNT.prepaid} 950`,
    `${ACCOUNT.receivable} -950`,
  ]);
});

test('totals that do not agree are a bug, not an entry', () => {
  const totals = {
    totalMinor: minor(3),
    revenueMinor: minor(2),
    funds: [],
    taxMinor: minor(0),
  };
  expect(() => postBillIssue(totals, null)).toThrow('must balance');
});

test('every posting balances, and a reversal is its mirror to the last cent', () => {
  const amount = fc.nat(100_000_000).map(minor);
  fc.assert(
    fc.property(amount, amount, amount, (principalMinor, lateFeeMinor, prepaidMinor) => {
      const receipt = postReceipt({
        customerId: 'customer',
        moneyAccount: ACCOUNT.cash,
        principalMinor,
        lateFeeMinor,
        prepaidMinor,
      });
      const reversal = mirrored('receipt_reversal', receipt.lines);
      expect([sumOf(receipt), sumOf(reversal)]).toEqual([0, 0]);
      expect(mirrored('receipt', reversal.lines).lines).toEqual(receipt.lines);
      expect(sumOf(postTransfer('transfer', { from: 'a', to: 'b', amountMinor: principalMinor }))).toBe(0);
    }),
  );
});

test('the chart names every account that postings use, once', () => {
  const codes = CHART_OF_ACCOUNTS.map(({ accountCode }) => accountCode);
  expect(new Set(codes).size).toBe(codes.length);
  expect(codes).toEqual(expect.arrayContaining(Object.values(ACCOUNT)));
});
