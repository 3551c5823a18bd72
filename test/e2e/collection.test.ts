import { existsSync } from 'node:fs';
import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { makePaidMonth, type PaidMonth } from '../support/paidMonth.ts';
import { debtor, debtorAtCounter } from './counter.ts';
import {
  answerSaveDialogs,
  invoke,
  launch,
  pressKey,
  type RunningApp,
  signIn,
  signOut,
  startOver,
} from './support.ts';

let month: PaidMonth;
let running: RunningApp;
beforeAll(async () => {
  // More accounts than one page of a list holds.
  month = await makePaidMonth(240);
  running = await launch({ ledgerPath: month.ledgerPath });
});
afterAll(async () => {
  await running.close();
  month.remove();
});
beforeEach(() => startOver(running.page));

test('a payment by keyboard alone, with change and its receipt; taken back by a mirrored one, with the reason', async () => {
  const { page, app, screenshot } = running;
  await signIn(page, 'cashier', 'meterbook');
  const { accountNo, due } = await debtorAtCounter(running.page);
  await page.getByText('未缴账单').waitFor();
  expect(await page.getByLabel('收款金额（元）').inputValue()).toBe(due);
  await page.getByText('最近收款').waitFor();
  await page
    .getByRole('row', { name: new RegExp(due) })
    .getByRole('checkbox')
    .check();
  await page.getByLabel('实付').fill('9999');
  await page.getByText('找零').waitFor();
  await screenshot('45-counter-change');
  await pressKey(page, 'F4');
  await page.getByText(/：已收 /).waitFor();
  const pdf = join(month.folder, 'receipt.pdf');
  await answerSaveDialogs(app, pdf);
  await pressKey(page, 'F7');
  await page.getByText(/^已保存到/).waitFor();
  expect(existsSync(pdf)).toBe(true);
  await screenshot('46-counter-taken');

  await page.getByRole('menuitem', { name: '收款收据' }).click();
  await page.getByText(accountNo).first().click();
  await page.locator('.ant-drawer-open').waitFor();
  await pressKey(page, 'F10');
  await page.getByLabel('原因').fill('收错户');
  await page.keyboard.press('Enter');
  await page.getByText('冲正收据').waitFor();
  await screenshot('47-receipt-reversed');
  await page.locator('.ant-drawer .ant-descriptions').getByRole('button').click();
  await page.getByText('收错户').waitFor();
  await page.keyboard.press('Escape');
  await page.locator('.ant-drawer-open').waitFor({ state: 'hidden' });
  await screenshot('48-receipts');
  await page.getByRole('menuitem', { name: '应收电费' }).click();
  await page.getByLabel('状态').click();
  await page.getByTitle('部分缴').click();
  await screenshot('49-receivables');
  expect(running.errors).toEqual([]);
});

test('a list longer than a page is scrolled down and back, and shows what changed meanwhile', async () => {
  const { page, screenshot } = running;
  await signIn(page, 'cashier', 'meterbook');
  await page.getByText('共 240 行').waitFor();
  const rows = page.locator('.ant-table-row');
  const textOf = (row: Locator) => row.locator('.ant-table-cell').first().textContent();
  const wheel = async (by: number, until: () => Promise<boolean>) => {
    await rows.first().hover();
    await expect
      .poll(
        async () => {
          await page.mouse.wheel(0, by);
          return until();
        },
        { timeout: 20_000 },
      )
      .toBe(true);
  };
  const reply = await invoke(page, { name: 'customer.page', input: { limit: 500 } });
  const { rows: customers } = (reply as { value: { rows: { accountNo: string }[] } }).value;
  const accounts = customers.map(({ accountNo }) => accountNo);
  expect(accounts).toHaveLength(240);
  // Row by row with the keys, further than the screen reaches, and back.
  const focused = () => page.locator('.ant-table-row:focus .ant-table-cell').first().textContent();
  await rows.first().focus();
  for (const [key, at] of [
    ['ArrowDown', 40],
    ['ArrowUp', 0],
  ] as const) {
    const press = async () => {
      await page.keyboard.press(key);
      return focused();
    };
    await expect.poll(press, { timeout: 30_000, interval: 20 }).toBe(accounts[at]);
  }
  await wheel(4_000, async () => (await textOf(rows.last())) === accounts.at(-1));
  await screenshot('47a-list-end');

  // A payment is news for this list too.
  const books = new BetterSqlite3(month.ledgerPath);
  const rename = books.prepare("update customer set name = '改名之后' where account_no = ?");
  for (const accountNo of [accounts[0], accounts.at(-1)]) rename.run(accountNo);
  books.close();
  const payment = { accountNo: accounts[0], amountMinor: 1, method: 'cash' };
  const commandId = crypto.randomUUID();
  const paid = await invoke(page, { name: 'payment.receive', input: payment, commandId });
  expect(paid.ok).toBe(true);
  await rows.last().getByText('改名之后').waitFor();
  expect(await textOf(rows.last())).toBe(accounts.at(-1));
  await wheel(-4_000, async () => (await textOf(rows.first())) === accounts[0]);
  await rows.first().getByText('改名之后').waitFor();
  expect(running.errors).toEqual([]);
});

test('a drawer closed too early is opened again by the supervisor, with the reason; then the counter goes on', async () => {
  const { page, screenshot } = running;
  await signIn(page, 'cashier', 'meterbook');
  await page.getByRole('menuitem', { name: '日结解款' }).click();
  const { accountNo } = await debtor(running.page);
  const pay = () =>
    invoke(page, {
      name: 'payment.receive',
      input: { accountNo, amountMinor: 100, method: 'cash' },
      commandId: crypto.randomUUID(),
    });
  expect(await pay()).toMatchObject({ ok: true });
  const reply = await invoke(page, { name: 'drawer.detail', input: {} });
  const { cashMinor, businessOn } = (reply as { value: { cashMinor: number; businessOn: string } }).value;
  const closed = await invoke(page, {
    name: 'drawer.close',
    input: { businessOn, seenCashMinor: cashMinor, countedMinor: cashMinor },
    commandId: crypto.randomUUID(),
  });
  expect(closed).toMatchObject({ ok: true });
  expect(await pay()).toMatchObject({ ok: false, error: { code: 'drawer_closed' } });
  await signOut(page);

  await signIn(page, 'supervisor', 'meterbook');
  await page.getByRole('menuitem', { name: '日结解款' }).click();
  await page.getByRole('button', { name: '撤销日结' }).click();
  const dialog = page.getByRole('dialog', { name: '撤销日结' });
  await dialog.getByLabel('原因').fill('又有客户来缴费');
  await screenshot('49-reopen-drawer');
  await page.keyboard.press('Enter');
  await page.getByText(/的日结已撤销/).waitFor();
  await page.getByText('已撤销', { exact: true }).waitFor();
  await screenshot('49-drawer-reopened');
  await signOut(page);

  await signIn(page, 'cashier', 'meterbook');
  await page.getByRole('menuitem', { name: '日结解款' }).click();
  expect(await pay()).toMatchObject({ ok: true });
  expect(running.errors).toEqual([]);
});

test('what is no amount is refused where it was typed, and two clicks take one payment', async () => {
  const { page } = running;
  await signIn(page, 'cashier', 'meterbook');
  await debtorAtCounter(running.page);
  await page.getByText('未缴账单').waitFor();
  const amount = page.getByLabel('收款金额（元）');
  const receiptCount = async () => {
    const reply = await invoke(page, { name: 'receipt.page', input: { limit: 500 } });
    return (reply as { value: { rows: unknown[] } }).value.rows.length;
  };
  const before = await receiptCount();
  for (const wrong of ['', '0', '-1', '1.005', '一百', '99999999999999999999', '6901234567892']) {
    await amount.fill(wrong);
    await pressKey(page, 'F4');
    const words = page.getByText(/^请输入金额|^金额过大/);
    await words.waitFor();
    await amount.fill('3.21');
    await words.waitFor({ state: 'hidden' });
  }
  expect(await receiptCount()).toBe(before);
  await page.getByRole('button', { name: /^收款/ }).dblclick();
  await page.getByText(/：已收 3\.21/).waitFor();
  await amount.fill('4.32');
  await Promise.all([amount.press('Enter'), amount.press('Enter')]);
  await page.getByText(/：已收 4\.32/).waitFor();
  expect(await receiptCount()).toBe(before + 2);
  expect(running.errors).toEqual([]);
});

test('the end of the day: takings by method, the cash counted note by note, closed, taken to the bank with its slip', async () => {
  const { page, app, screenshot } = running;
  await signIn(page, 'cashier', 'meterbook');
  await debtorAtCounter(running.page);
  await page.getByText('未缴账单').waitFor();
  await page.getByLabel('收款金额（元）').fill('60');
  await pressKey(page, 'F4');
  await page.getByText(/：已收 /).waitFor();

  await page.getByRole('menuitem', { name: '日结解款' }).click();
  await page.getByText('当日柜台收款').waitFor();
  await page.getByLabel('50.00 元', { exact: true }).fill('1');
  await page.getByText(/^短款 /).waitFor();
  await screenshot('49a-drawer-counting');
  const reply = await invoke(page, { name: 'drawer.detail', input: {} });
  const { cashMinor } = (reply as { value: { cashMinor: number } }).value;
  await page.getByLabel('清点现金（元）').fill((cashMinor / 100 - 0.5).toFixed(2));
  await pressKey(page, 'F9');
  await page.getByText('日结后当日柜台不能再收款或冲正。').waitFor();
  await page.keyboard.press('Enter');
  await page.getByText('有长款或短款，请写明原因。').waitFor();
  await page.getByLabel('说明（有长短款时必填）').fill('找零差五角');
  await page.locator('.ant-modal:visible').waitFor({ state: 'hidden' });
  await pressKey(page, 'F9');
  await page.getByText('日结后当日柜台不能再收款或冲正。').waitFor();
  await page.keyboard.press('Enter');
  await page.getByText(/已日结：清点/).waitFor();
  await page.locator('.ant-modal:visible').waitFor({ state: 'hidden' });

  await page.locator('.ant-table-row').getByRole('checkbox', { disabled: false }).check();
  await pressKey(page, 'F8');
  const dialog = page.getByRole('dialog', { name: '解款' });
  await dialog.getByLabel('收费渠道').click();
  await page.getByTitle('工商银行').last().click();
  await screenshot('49b-deposit');
  await dialog.getByRole('button', { name: /解\s*款/ }).click();
  await page.getByText('解款单 00000001').waitFor();
  const pdf = join(month.folder, 'slip.pdf');
  await answerSaveDialogs(app, pdf);
  await page.getByRole('button', { name: '打印解款单' }).click();
  await page.getByText(/^已保存到/).waitFor();
  expect(existsSync(pdf)).toBe(true);
  await page.setViewportSize({ width: 1280, height: 800 });
  await screenshot('49c-deposited');

  await debtorAtCounter(running.page);
  await page.getByLabel('收款金额（元）').fill('1');
  await pressKey(page, 'F4');
  await page.getByText('当日已日结，柜台不能再收款或冲正。').waitFor();
  expect(running.errors).toEqual([]);
});
