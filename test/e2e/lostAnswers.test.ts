import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import BetterSqlite3 from 'better-sqlite3';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { makePaidMonth, type PaidMonth } from '../support/paidMonth.ts';
import { debtorAtCounter } from './counter.ts';
import { corePid, launch, pressKey, type RunningApp, signIn, startOver } from './support.ts';

/** Enough for a command that was kept to reach core. */
const SENT_MS = 500;

let month: PaidMonth;
let running: RunningApp;
beforeAll(async () => {
  month = await makePaidMonth(150);
  running = await launch({ ledgerPath: month.ledgerPath });
});
afterAll(async () => {
  await running.close();
  month.remove();
});
beforeEach(() => startOver(running.page));

test('core dies between the commit of a payment and its answer: the cashier goes on at the counter, with one receipt', async () => {
  const { page, app, screenshot } = running;
  await signIn(page, 'cashier', 'meterbook');
  await debtorAtCounter(running.page);
  const watched = new BetterSqlite3(month.ledgerPath, { readonly: true });
  const receiptCount = () => watched.prepare('select count(*) from receipt').pluck().get() as number;
  const before = receiptCount();
  const core = await corePid(app);

  await page.getByLabel('收款金额（元）').fill('1.23');
  const pressed = pressKey(page, 'F4');
  while (receiptCount() === before) await setImmediate();
  process.kill(core, 'SIGKILL');
  await pressed;
  await page.getByText(/可以继续工作/).waitFor();
  await page.getByText(/：已收 1\.23/).waitFor();
  await page.getByRole('alert').filter({ hasText: '请再试一次' }).waitFor({ state: 'hidden' });
  await screenshot('46-counter-core-died');
  expect(await corePid(app)).not.toBe(core);
  expect(receiptCount()).toBe(before + 1);

  await page.getByLabel('收款金额（元）').fill('2.34');
  await pressKey(page, 'F4');
  await page.getByText(/：已收 2\.34/).waitFor();
  expect(receiptCount()).toBe(before + 2);
  watched.close();
  expect(running.errors).toEqual([]);
});

/** Kills core, and each that follows it, as often as a window sends a command again by itself. */
async function killCores(): Promise<void> {
  let last = 0;
  for (let death = 0; death < 3; death += 1) {
    const next = () => corePid(running.app).catch(() => last);
    await expect.poll(next, { timeout: 20_000 }).not.toBe(last);
    last = await next();
    process.kill(last, 'SIGKILL');
  }
}

test('what became of a payment whose answer was lost is told, after core died again and again and after the window closed', async () => {
  const { page, screenshot } = running;
  await signIn(page, 'cashier', 'meterbook');
  await debtorAtCounter(running.page);
  await page.getByText('未缴账单').waitFor();
  const books = new BetterSqlite3(month.ledgerPath);
  const receiptCount = () => books.prepare('select count(*) from receipt').pluck().get() as number;
  const before = receiptCount();
  // No core gets to its commit while somebody else writes.
  books.exec('begin immediate');
  await page.getByLabel('收款金额（元）').fill('3.45');
  await pressKey(page, 'F4');
  await killCores();
  await page.getByText(/还不知道本次操作是否完成/).waitFor();
  await screenshot('46-counter-outcome-unknown');
  books.exec('rollback');
  await page.getByText(/已查明：收款没有完成/).waitFor();
  await page.getByText(/经查明，上次操作没有完成/).waitFor();
  await screenshot('46-counter-not-done');
  expect(receiptCount()).toBe(before);
  await page.getByLabel('收款金额（元）').fill('4.56');
  await pressKey(page, 'F4');
  await page.getByText(/：已收 4\.56/).waitFor();
  expect(receiptCount()).toBe(before + 1);

  // The window closes before the answer comes; core still does it.
  const kept = () => readdirSync(join(running.folder, 'settings', 'sentCommands'));
  expect(kept()).toEqual([]);
  books.exec('begin immediate');
  await page.getByLabel('收款金额（元）').fill('5.67');
  await pressKey(page, 'F4');
  await expect.poll(kept).toHaveLength(1);
  await page.waitForTimeout(SENT_MS);
  await page.reload();
  books.exec('rollback');
  await expect.poll(receiptCount, { timeout: 10_000 }).toBe(before + 2);
  await signIn(page, 'cashier', 'meterbook');
  await page.getByText(/已查明：收款已经完成/).waitFor();
  await page.getByText('金额（元）: 5.67').waitFor();
  await screenshot('46-counter-done');
  await expect.poll(kept).toEqual([]);
  expect(receiptCount()).toBe(before + 2);
  books.close();
  expect(running.errors).toEqual([]);
});
