import { afterAll, afterEach, beforeAll, beforeEach, test } from 'vitest';
import { makePaidMonth, type PaidMonth } from '../support/paidMonth.ts';
import { launch, type RunningApp, signIn, signOut } from './support.ts';

const HUNDRED_DAYS_MS = 100 * 24 * 3_600_000;
let month: PaidMonth;
let running: RunningApp;
beforeAll(async () => {
  // The computer on which the month was done ran ahead.
  month = await makePaidMonth(20, () => Date.now() + HUNDRED_DAYS_MS);
});
afterAll(() => month.remove());
beforeEach(async () => {
  running = await launch({ ledgerPath: month.ledgerPath });
});
afterEach(() => running.close());

test('a clock behind the books is shown above every page until the administrator confirms the day', async () => {
  const { page, screenshot } = running;
  await signIn(page, 'cashier', 'meterbook');
  await page.getByText(/早于最后记账日/).waitFor();
  await screenshot('81-clock-behind');
  await signOut(page);

  await signIn(page, 'admin', 'meterbook');
  await page.getByText(/早于最后记账日/).waitFor();
  await page.getByRole('button', { name: '日期正确' }).click();
  await page.getByText(/早于最后记账日/).waitFor({ state: 'hidden' });
});
