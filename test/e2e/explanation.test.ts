import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { issueFactoryMonth, reverseFactoryBill } from '../support/factoryMonth.ts';
import type { TestOffice } from '../support/office.ts';
import { TEST_PASSWORD } from '../support/office.ts';
import { answerSaveDialogs, launch, pressKey, type RunningApp, signIn } from './support.ts';

let office: TestOffice;
let billNo: string;
let reversalNo: string;
let running: RunningApp;
beforeEach(async () => {
  const { factory, ...issued } = await issueFactoryMonth();
  ({ office } = factory);
  ({ billNo } = issued);
  reversalNo = await reverseFactoryBill(factory, billNo);
  await office.core.close();
  running = await launch({ ledgerPath: office.ledgerPath });
});
afterEach(async () => {
  await running.close();
  rmSync(office.folder, { recursive: true, force: true });
});

test('a bill shows what lies between readings and billed kWh; F6 explains every figure and F7 prints it', async () => {
  const { page, app, screenshot, folder } = running;
  await signIn(page, 'one', TEST_PASSWORD);
  const openBill = async (no: string) => {
    await page.getByLabel('账单号、户号或户名').fill(no);
    await page.keyboard.press('Enter');
    await page.locator('.ant-table-row', { hasText: no }).first().click();
    await page.getByText('费用明细').waitFor();
  };
  await page.getByRole('menuitem', { name: '电费账单' }).click();
  await openBill(billNo);
  await page.getByText('结算电量的由来').waitFor();
  expect(await page.getByText('扣减分表 0002-1').count()).toBe(1);
  expect(await page.getByText('10000 - 1000 - 1000 + 324 + 80').count()).toBe(1);
  await screenshot('45-bill-with-losses');

  await pressKey(page, 'F6');
  const drawer = page.locator('.ant-drawer', { hasText: '每一项怎么算' }).last();
  await drawer.getByText('每一项怎么算').waitFor();
  await drawer.getByText('起点 5000 = 20 × 250').waitFor();
  await drawer.getByText(/需量电费 10000\.00 \+ 电度电费/).waitFor();
  expect(await drawer.getByText('250 千瓦', { exact: true }).count()).toBeGreaterThan(1);
  await screenshot('46-explanation-quantities');
  await drawer.getByText('力调电费').last().scrollIntoViewIfNeeded();
  await screenshot('47-explanation-items');
  const path = join(folder, 'explained.pdf');
  await answerSaveDialogs(app, path);
  await pressKey(page, 'F7');
  await page.getByText(/^已保存到/).waitFor();
  expect(existsSync(path)).toBe(true);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await page.locator('.ant-drawer-open').first().waitFor({ state: 'hidden' });

  await openBill(reversalNo);
  await pressKey(page, 'F6');
  await drawer.getByText('-((200 - 100) × 100)').waitFor();
  await drawer.getByText('-(2.5 × 100)').waitFor();
  await screenshot('48-explanation-of-mirror');
  expect(running.errors).toEqual([]);
});
