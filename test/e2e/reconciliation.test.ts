import { existsSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { makePaidMonth, type PaidMonth } from '../support/paidMonth.ts';
import { answerOpenDialogs, answerSaveDialogs, launch, type RunningApp, signIn } from './support.ts';

let month: PaidMonth;
let running: RunningApp;
beforeAll(async () => {
  month = await makePaidMonth(200);
});
afterAll(() => month.remove());
beforeEach(async () => {
  running = await launch({ ledgerPath: month.ledgerPath });
});
afterEach(() => running.close());

const signOut = async (page: Page) => {
  await page.getByRole('banner').getByRole('button').last().click();
  await page.getByText('退出登录').click();
};

const closeDrawer = async (page: Page) => {
  await page.keyboard.press('Escape');
  await page.locator('.ant-drawer-open').waitFor({ state: 'hidden' });
};

/** Confirms the question in front, and waits until it is gone. */
const confirm = async (page: Page) => {
  await page.getByRole('button', { name: /确\s*定/ }).click();
  await page.locator('.ant-modal:visible').waitFor({ state: 'hidden' });
};

const settle = (page: Page) => page.waitForTimeout(400);

test('a bank day in the window: file, differences proposed and approved, signed off, vouchers posted, workbook written', async () => {
  const { page, app, screenshot } = running;
  await signIn(page, 'clerk', 'meterbook');
  await page.getByRole('menuitem', { name: '银行流水' }).click();
  await page.getByText('没有数据').first().waitFor();
  await screenshot('50-no-bank-files');

  await answerOpenDialogs(app, month.bankFiles.boc);
  const importFile = async () => {
    await page.getByRole('button', { name: /^导入银行流水/ }).click();
    const dialog = page.getByRole('dialog', { name: '导入银行流水文件' });
    await dialog.getByRole('button', { name: '选择……' }).click();
    await dialog.getByLabel('收费渠道').click();
    await page.getByTitle('中国银行').last().click();
    await dialog.getByRole('button', { name: /^导\s*入$/ }).click();
    await page.locator('.ant-drawer-open').waitFor();
  };
  await importFile();
  await page.getByText('对方户名').waitFor();
  await settle(page);
  await screenshot('51-bank-file');
  await closeDrawer(page);
  await importFile();
  await page.getByText('文件里的流水以前都导入过，没有新增。').waitFor();
  await closeDrawer(page);
  await page.getByLabel('文件名').fill('没有这个文件');
  await page.keyboard.press('Enter');
  await page.getByText('没有数据').first().waitFor();
  await page.getByLabel('文件名').fill(basename(month.bankFiles.boc));
  await page.keyboard.press('Enter');
  await page.getByText('已显示 1 行').waitFor();
  await page.waitForTimeout(300);
  await screenshot('51-bank-files-filtered');

  await page.getByRole('menuitem', { name: '银行对账' }).click();
  await page.keyboard.press('F5');
  const runDialog = page.getByRole('dialog', { name: '与银行对账' });
  await runDialog.getByLabel('收费渠道').click();
  await page.getByTitle('中国银行').last().click();
  await runDialog.getByRole('button', { name: /对\s*账/ }).click();
  await page.getByText(/还不能日清：1 笔差异未处理/).waitFor();
  await settle(page);
  await screenshot('52-day-with-difference');
  await page.locator('.ant-drawer .ant-tag', { hasText: '重复' }).click();
  await page.getByText('银行方').waitFor();
  await page.getByLabel('原因').fill('银行重复列示');
  await settle(page);
  await screenshot('53-propose');
  await page.keyboard.press('Enter');
  await page.getByText(/0 笔差异未处理，1 笔待审批/).waitFor();
  await closeDrawer(page);
  await signOut(page);

  await signIn(page, 'approver', 'meterbook');
  await page.getByRole('menuitem', { name: '银行对账' }).click();
  await page.getByText('对账中').first().click();
  await page.locator('.ant-drawer .ant-tag', { hasText: '待审批' }).click();
  await page.getByText('银行重复列示').waitFor();
  await settle(page);
  await screenshot('54-approve-difference');
  await page.keyboard.press('F9');
  await page.getByText('没有未处理的差异，可以日清。').waitFor();
  await closeDrawer(page);
  await signOut(page);

  await signIn(page, 'clerk', 'meterbook');
  await page.getByRole('menuitem', { name: '银行对账' }).click();
  await page.getByText('对账中').first().click();
  await page.getByText('没有未处理的差异，可以日清。').waitFor();
  await page.keyboard.press('F9');
  await page
    .getByText(/日清后不能再改/)
    .last()
    .waitFor();
  await confirm(page);
  await page.getByText(/^已由 .* 日清$/).waitFor();
  await page.keyboard.press('F8');
  await page.getByText(/已生成凭证/).waitFor();
  await settle(page);
  await screenshot('55-signed-off');
  await closeDrawer(page);
  await signOut(page);

  await signIn(page, 'accountant', 'meterbook');
  await page.getByRole('menuitem', { name: '收付款凭证' }).click();
  await page.getByText('收款凭证', { exact: true }).first().click();
  await page.getByText('在途资金到账').waitFor();
  await settle(page);
  await screenshot('56-voucher');
  await page.keyboard.press('F9');
  await confirm(page);
  await page.getByText('已记账', { exact: true }).first().waitFor();
  await closeDrawer(page);
  await page.getByRole('menuitem', { name: '总账余额' }).click();
  await page.getByText('借贷平衡').waitFor();
  await settle(page);
  await screenshot('57-trial-balance');
  await page.getByRole('menuitem', { name: '记账分录' }).click();
  await page.getByText('凭证', { exact: true }).first().click();
  await page.getByText('银行存款').last().waitFor();
  await settle(page);
  await screenshot('58-journal');
  await closeDrawer(page);

  const workbook = join(month.folder, '对账表.xlsx');
  await answerSaveDialogs(app, workbook);
  await page.getByRole('menuitem', { name: '银行对账' }).click();
  await page.getByText('已日清').first().click();
  await page.getByRole('button', { name: /^导出对账表/ }).click();
  await page.getByText(/^已导出 \d+ 行/).waitFor();
  expect(existsSync(workbook) && statSync(workbook).size).toBeGreaterThan(5_000);
  expect(running.errors).toEqual([]);
});
