import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readPdfText } from '../../electron/core/files/pdfText.ts';
import {
  answerSaveDialogs,
  invoke,
  launch,
  makeSample,
  pressInVain,
  pressKey,
  type RunningApp,
  signIn,
  signOut,
} from './support.ts';

let running: RunningApp;
beforeEach(async () => {
  running = await launch();
});
afterEach(() => running.close());

test('a bill run in the window: calculated, exceptions accepted and submitted by the checker, approved and issued by the approver', async () => {
  const { page } = running;
  await makeSample(running, { points: 60, billedMonths: 1 });
  await signIn(page, 'reader', 'meterbook');
  await page.getByRole('menuitem', { name: '用户档案' }).waitFor();
  const routes = await invoke(page, { name: 'route.list', input: {} });
  if (!routes.ok) throw new Error(routes.error.code);
  const [route] = (routes.value as { rows: { routeId: string; routeNo: string }[] }).rows;
  const status = await invoke(page, { name: 'ledger.status', input: {} });
  const period = status.ok
    ? (status.value as { ledger: { currentPeriod: string } }).ledger.currentPeriod
    : '';
  const imported = await invoke(page, {
    name: 'reading.import',
    commandId: 'e2e-import-of-the-route',
    input: {
      path: join(running.folder, 'sample.meterbook.files', `抄表_${route?.routeNo}_${period}.csv`),
      routeId: route?.routeId,
      period,
    },
  });
  expect(imported.ok).toBe(true);
  await signOut(page);

  await signIn(page, 'checker', 'meterbook');
  await page.getByRole('menuitem', { name: '核算批次' }).click();
  await page.getByRole('button', { name: '新建批次' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('抄表段').click();
  await page.getByTitle(/^0001 /).click();
  await dialog.getByRole('button', { name: '保存' }).click();
  await page.getByRole('button', { name: /^试算/ }).click();
  await page.getByText('已试算').first().waitFor();
  // The last month was billed; a year ago there was no office: nothing to compare with, and that is said.
  await page.getByRole('row', { name: /^上月 \d{4}-\d{2} 25 / }).waitFor();
  await page.getByRole('row', { name: /^上年同月 \d{4}-\d{2} 没有账单$/ }).waitFor();
  await page.getByRole('button', { name: /^提交/ }).click();
  await page.getByText('还有未处理的例外。').waitFor();
  // The page behind the drawer has F2 for a new run; it stays quiet.
  await pressInVain(page, 'F2');
  expect(await page.locator('.ant-modal:visible').count()).toBe(0);
  await running.screenshot('40-bill-run');
  await page.locator('.ant-table-thead .ant-checkbox-input').first().check();
  await page.getByRole('button', { name: '确认例外' }).click();
  await page.getByLabel('原因').fill('已核对');
  await page.keyboard.press('Enter');
  await page.getByText('已核对', { exact: true }).first().waitFor();
  await page.getByRole('tab', { name: '按项目' }).click();
  // Each part of an item has its name, and no code stands beside it.
  await page.getByRole('cell', { name: '电度电费 峰' }).first().waitFor();
  await running.screenshot('40-run-by-item');
  await page.getByRole('tab', { name: '试算账单' }).click();
  await running.screenshot('41-trial-bills');
  await page.getByText('可出账').nth(3).click();
  await page.getByText('费用明细').waitFor();
  await running.screenshot('41-trial-bill');
  await pressKey(page, 'F6');
  await page.getByText('每一项怎么算').waitFor();
  await page.getByText(/^= /).first().waitFor();
  await running.screenshot('41-explanation');
  await page.locator('.ant-drawer', { hasText: '每一项怎么算' }).locator('.ant-drawer-close').last().click();
  await page.getByText('每一项怎么算').waitFor({ state: 'hidden' });
  await page.locator('.ant-drawer', { hasText: '费用明细' }).locator('.ant-drawer-close').first().click();
  await page.getByText('费用明细').waitFor({ state: 'hidden' });
  // By the key that stands on the button, as an experienced checker does.
  await pressKey(page, 'F8');
  await page.getByText('已提交').first().waitFor();
  await page.keyboard.press('Escape');
  await signOut(page);

  await signIn(page, 'approver', 'meterbook');
  await page.getByRole('menuitem', { name: '核算批次' }).click();
  await page.getByText('已提交').first().click();
  await page.getByText('审核通过').waitFor();
  await page.getByRole('button', { name: '退回' }).click();
  await page.getByLabel('原因').press('Enter');
  await page.getByText('请填写原因').waitFor();
  await page.getByLabel('原因').fill('复核大户');
  await page.getByLabel('原因').press('Enter');
  await page.locator('.ant-modal:visible').waitFor({ state: 'hidden' });
  await page.getByText('已试算').first().waitFor();
  await running.screenshot('42-given-back');
  await page.keyboard.press('Escape');
  await signOut(page);
  await signIn(page, 'checker', 'meterbook');
  await page.getByRole('menuitem', { name: '核算批次' }).click();
  await page.getByText('已试算').first().click();
  await pressKey(page, 'F8');
  await page.getByText('已提交').first().waitFor();
  await page.keyboard.press('Escape');
  await signOut(page);

  await signIn(page, 'approver', 'meterbook');
  await page.getByRole('menuitem', { name: '核算批次' }).click();
  await page.getByText('已提交').first().click();
  await page.getByText('审核通过').waitFor();
  await pressKey(page, 'F8');
  await running.screenshot('42-approve');
  await page
    .getByRole('dialog')
    .getByRole('button', { name: '确 定' })
    .or(page.getByRole('button', { name: '确定' }))
    .last()
    .click();
  await page.getByRole('button', { name: /^发行/ }).click();
  await page.getByRole('button', { name: '确定' }).last().click();
  await page.getByText('已发行').first().waitFor();
  await running.screenshot('43-issued');
  await page.keyboard.press('Escape');
  await page.locator('.ant-drawer-open').waitFor({ state: 'hidden' });

  // All bills of the route in one file, by keys alone; the place is not writable at first.
  await page.getByRole('menuitem', { name: '电费账单', exact: true }).click();
  await page.getByRole('heading', { name: '电费账单' }).waitFor();
  await pressKey(page, 'F7');
  const printing = page.getByRole('dialog', { name: '批量打印' });
  await answerSaveDialogs(running.app, join(running.folder, 'nowhere', 'bills.pdf'));
  await printing.getByRole('checkbox').press('Enter');
  await printing.getByText('原因: 没有这个文件夹').waitFor();
  await running.screenshot('43-print-all');
  const printed = join(running.folder, 'bills.pdf');
  await answerSaveDialogs(running.app, printed);
  await printing.getByRole('checkbox').press('Enter');
  await page.getByText(`份账单已保存到 ${printed}`).waitFor();
  await printing.waitFor({ state: 'hidden' });
  expect(await readPdfText(printed)).toContain('电费账单');
  await signOut(page);

  await signIn(page, 'cashier', 'meterbook');
  await page.getByRole('menuitem', { name: '柜台收费' }).click();
  await page.getByLabel('户号').fill('0000000041');
  await page.keyboard.press('Enter');
  await page.getByLabel('收款金额（元）').fill('50.00');
  await page.keyboard.press('Enter');
  await page.getByText('：已收 50.00 元').waitFor();
  await page.getByText('没有欠费').waitFor();
  await running.screenshot('44-counter');
  await page.getByRole('menuitem', { name: '应收电费' }).click();
  await page.getByText('已结清').first().waitFor();
  expect(running.errors).toEqual([]);
});
