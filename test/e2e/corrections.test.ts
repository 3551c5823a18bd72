import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { makePaidMonth, type PaidMonth } from '../support/paidMonth.ts';
import {
  answerSaveDialogs,
  ask,
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
  month = await makePaidMonth(200);
  running = await launch({ ledgerPath: month.ledgerPath });
});
afterAll(async () => {
  await running.close();
  month.remove();
});
beforeEach(() => startOver(running.page));

type SheetRow = {
  readonly accountNo: string;
  readonly registers: readonly {
    readonly registerCode: string;
    readonly current: { value: string } | null;
  }[];
};

/** The first account of the first route that has one register and a bill; its reading, and the bill's number. */
async function firstBill(page: Page) {
  const { ledger } = await ask<{ ledger: { currentPeriod: string } }>(page, 'ledger.status', {});
  const period = ledger.currentPeriod;
  const { rows: routes } = await ask<{ rows: { routeId: string }[] }>(page, 'route.list', {});
  const { rows } = await ask<{ rows: SheetRow[] }>(page, 'reading.sheet', {
    routeId: routes[0]?.routeId,
    period,
  });
  for (const { accountNo, registers } of rows.slice(0, 8)) {
    const value = registers[0]?.current?.value;
    if (registers.length !== 1 || value === undefined) continue;
    const found = await ask<{ rows: { billNo: string; totalMinor: number }[] }>(page, 'bill.page', {
      search: accountNo,
      period,
    });
    const [bill] = found.rows;
    if (bill && bill.totalMinor > 3_000) return { accountNo, value, billNo: bill.billNo };
  }
  throw new Error('the sample has a bill of one register');
}

async function openBill(page: Page, billNo: string): Promise<void> {
  await page.getByRole('menuitem', { name: '电费账单' }).click();
  await page.getByLabel('账单号、户号或户名').fill(billNo);
  await page.keyboard.press('Enter');
  await page.getByText(billNo).first().click();
  await page.getByText('费用明细').waitFor();
}

test('a bill is cancelled and issued anew in the window, and another one adjusted, each by two people', async () => {
  const { page, app, screenshot } = running;
  await signIn(page, 'checker', 'meterbook');
  await page.getByRole('menuitem', { name: '电费账单' }).waitFor();
  const { accountNo, value, billNo } = await firstBill(page);
  await openBill(page, billNo);
  await pressKey(page, 'F9');
  await page.getByLabel('原因').fill('末位抄错');
  await page.keyboard.press('Enter');
  await page.getByText('改示数中').first().waitFor();
  await screenshot('60-correction-open');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await page.locator('.ant-drawer-open').first().waitFor({ state: 'hidden' });
  await signOut(page);

  await signIn(page, 'reader', 'meterbook');
  await page.getByRole('menuitem', { name: '抄表录入' }).click();
  await page.getByLabel('抄表段').click();
  await page.getByTitle(/^0001 /).click();
  await page.getByRole('checkbox').uncheck();
  await page.getByText(accountNo).first().click();
  const corrected = String(Number.parseInt(value, 10) - 20);
  await page.getByLabel('正确示数').fill(corrected);
  await page.getByLabel('原因').fill('末位抄错');
  await screenshot('61-sheet-correct');
  await page.keyboard.press('Enter');
  await page.getByText(corrected).first().waitFor();
  await signOut(page);

  await signIn(page, 'checker', 'meterbook');
  await page.getByRole('menuitem', { name: '账单更正' }).click();
  await page.getByText(billNo).first().click();
  await page.getByText('费用对比').waitFor();
  await pressKey(page, 'F8');
  await page.getByText('待审批').first().waitFor();
  await screenshot('62-correction-submitted');
  await page.keyboard.press('Escape');
  await signOut(page);

  await signIn(page, 'approver', 'meterbook');
  await page.getByRole('menuitem', { name: '账单更正' }).click();
  await page.getByText(billNo).first().click();
  await page.getByText('费用对比').waitFor();
  await pressKey(page, 'F9');
  await page
    .getByText(/冲红原账单并重开/)
    .last()
    .waitFor();
  await screenshot('63-correction-approve');
  await page.getByRole('button', { name: '确定' }).last().click();
  await page.getByText('已办结').first().waitFor();
  await screenshot('64-correction-approved');
  await page.keyboard.press('Escape');
  await page.locator('.ant-drawer-open').waitFor({ state: 'hidden' });
  await signOut(page);

  await signIn(page, 'checker', 'meterbook');
  await page.getByRole('menuitem', { name: '电费账单' }).click();
  await page.getByLabel('账单号、户号或户名').fill(accountNo);
  await page.keyboard.press('Enter');
  await page.getByText('冲红', { exact: true }).first().waitFor();
  await page.getByLabel('状态').click();
  await page.getByTitle('已冲红').last().click();
  await page.getByText('已显示 1 行').waitFor();
  await screenshot('65-bills-filtered');
  await page.locator('.ant-select').filter({ hasText: '已冲红' }).hover();
  await page.locator('.ant-select').filter({ hasText: '已冲红' }).locator('.ant-select-clear').click();
  await screenshot('65-bills-corrected');
  await page.getByText('冲红', { exact: true }).first().click();
  await page.getByText('费用明细').waitFor();
  await screenshot('66-reversal');
  await answerSaveDialogs(app, join(month.folder, 'reversal.pdf'));
  await pressKey(page, 'F7');
  await page.getByText(/^已保存到/).waitFor();
  await page.keyboard.press('Escape');
  await page.locator('.ant-drawer-open').waitFor({ state: 'hidden' });

  await page.getByText('重开', { exact: true }).first().click();
  await page.getByText('费用明细').waitFor();
  await pressKey(page, 'F10');
  await page.getByLabel('依据文号').fill('检定〔2026〕17号');
  await page.getByLabel('原因').fill('表计误差');
  await page.getByLabel('总', { exact: true }).fill('15');
  await screenshot('67-adjust');
  await page.keyboard.press('Enter');
  await page.getByText('更正未办结').waitFor();
  await page.getByText('更正未办结').click();
  await page.getByText('费用对比').waitFor();
  await screenshot('68-adjustment');
  expect(running.errors).toEqual([]);
});

test('a month is closed in the window; one that is not over lists what is open', async () => {
  const { page, screenshot } = running;
  await signIn(page, 'accountant', 'meterbook');
  await page.getByRole('menuitem', { name: '月末关账' }).click();
  const { rows } = await ask<{ rows: { period: string }[] }>(page, 'accountingPeriod.list', {});
  const [current, before] = rows.map(({ period }) => period);
  await page.getByRole('cell', { name: current ?? '' }).click();
  await page.getByText('银行日未日清').first().waitFor();
  await screenshot('69-period-open');
  await page.keyboard.press('Escape');
  await page.locator('.ant-drawer-open').waitFor({ state: 'hidden' });
  await page.getByRole('cell', { name: before ?? '' }).click();
  await page.getByText('没有未办完的事项').waitFor();
  await pressKey(page, 'F9');
  await page.getByRole('button', { name: '确定' }).last().click();
  await page.getByText(/^本月已关账/).waitFor();
  await page.locator('.ant-drawer-close').click();
  await page.locator('.ant-drawer-open').waitFor({ state: 'hidden' });
  await screenshot('70-periods');
  expect(running.errors).toEqual([]);
});

/** What prints, exports, tries and leads to a correction; and the drawer that a supervisor opens again. */
const LOOKING = [
  '打印F7',
  '批量打印F7',
  '电费说明F6',
  '导出不合格行F7',
  '导出电价表F7',
  '对某户试算F6',
  '撤销日结',
  '节假日与调休F6',
  '导出公布价格表',
  '更正未办结',
  '账单更正',
];

test('who only looks has no button that changes anything', async () => {
  const { page } = running;
  await signIn(page, 'supervisor', 'meterbook');
  const pages = page.getByRole('menuitem');
  await pages.first().waitFor();
  const found: (string | null)[] = [];
  for (let at = 0; at < (await pages.count()); at += 1) {
    await pages.nth(at).click();
    const row = page.getByRole('main').locator('.ant-table-row').first();
    await page.locator('.ant-spin-spinning').first().waitFor({ state: 'hidden' });
    if ((await row.count()) > 0) await row.click();
    const opened = page.locator('.ant-modal:visible, .ant-drawer-open');
    const buttons = page.locator('main button:visible, .ant-drawer-open button:visible');
    found.push(...(await buttons.allTextContents()));
    if ((await opened.count()) === 0) continue;
    await page.keyboard.press('Escape');
    await opened.first().waitFor({ state: 'hidden' });
  }
  // Those without words close and search.
  expect(found.filter((label) => label && !LOOKING.includes(label))).toEqual([]);
  expect(running.errors).toEqual([]);
});
