import { afterEach, beforeEach, expect, test } from 'vitest';
import { journalPage, trialBalance } from '#shared/contract/accounting.ts';
import { paymentReceive, receiptReverse } from '#shared/contract/collection.ts';
import { ACCOUNT } from '#shared/domain/accounting/chartOfAccounts.ts';
import { brokenMoneyInvariants, issueBills } from '../../support/issuedBills.ts';
import { type Desk, TestOffice } from '../../support/office.ts';

const ACCOUNT_NO = '0000000001';
let office: TestOffice;
let cashier: Desk;
let accountant: Desk;
beforeEach(async () => {
  office = await TestOffice.create();
  cashier = await office.desk('cashier', ['cashier']);
  accountant = await office.desk('accountant', ['accountant']);
  const bill = { accountNo: ACCOUNT_NO, amountMinor: 20_000, dueOn: '2026-11-25' };
  await issueBills(office, [
    { ...bill, period: '2026-10' },
    { ...bill, period: '2026-11' },
  ]);
});
afterEach(async () => {
  expect(await brokenMoneyInvariants(office)).toEqual([]);
  await office.close();
});

const pay = (amountMinor: number) =>
  cashier.run(paymentReceive, { accountNo: ACCOUNT_NO, amountMinor, method: 'cash', channelCode: 'counter' });

/** What the lines of all entries come to, month by month, as somebody would add them up by hand. */
async function addedUp(accountCode: string, period: string) {
  const { rows: entries } = await accountant.ask(journalPage, { limit: 500 });
  const amountsIn = (isMeant: (month: string) => boolean) =>
    entries
      .filter(({ postedOn }) => isMeant(postedOn.slice(0, 7)))
      .flatMap(({ lines }) => lines)
      .filter((line) => line.accountCode === accountCode)
      .map(({ amountMinor }) => amountMinor);
  const sum = (amounts: readonly number[]) => amounts.reduce((all, one) => all + one, 0);
  const own = amountsIn((month) => month === period);
  return {
    openingMinor: sum(amountsIn((month) => month < period)),
    debitMinor: sum(own.filter((amount) => amount > 0)),
    creditMinor: 0 - sum(own.filter((amount) => amount < 0)),
    balanceMinor: sum(amountsIn((month) => month <= period)),
  };
}

test('a month has the balances that it began and ended with, and what moved on each account', async () => {
  const { receiptNo } = await pay(15_000);
  office.setNow('2026-12-02T02:00:00.000Z');
  await cashier.run(receiptReverse, { receiptNo, reason: '付错户' });
  await pay(20_000);
  for (const period of ['2026-10', '2026-11', '2026-12', '2027-01']) {
    const books = await accountant.ask(trialBalance, { period });
    expect(books).toMatchObject({ period, totalMinor: 0 });
    expect(books.rows.reduce((sum, { openingMinor }) => sum + openingMinor, 0)).toBe(0);
    for (const { accountCode, ...row } of books.rows) {
      expect({ accountCode, ...row }).toMatchObject(await addedUp(accountCode, period));
    }
  }
  const { rows } = await accountant.ask(trialBalance, { period: '2026-12' });
  expect(rows.find(({ accountCode }) => accountCode === ACCOUNT.cash)).toMatchObject({
    openingMinor: 15_000,
    debitMinor: 20_000,
    creditMinor: 15_000,
    balanceMinor: 20_000,
  });
});

test('without a month it is the one that the books are in, also where the clock was set back', async () => {
  expect(await accountant.ask(trialBalance, {})).toMatchObject({ period: '2026-11' });
  office.setNow('2026-12-02T02:00:00.000Z');
  expect(await accountant.ask(trialBalance, {})).toMatchObject({ period: '2026-12' });
  await pay(15_000);
  office.setNow('2026-11-20T02:00:00.000Z');
  const { period, rows } = await accountant.ask(trialBalance, {});
  expect(period).toBe('2026-12');
  expect(rows.find(({ accountCode }) => accountCode === ACCOUNT.cash)).toMatchObject({
    balanceMinor: 15_000,
  });
});
