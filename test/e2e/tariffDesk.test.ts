import { statSync } from 'node:fs';
import { join } from 'node:path';
import exceljs from 'exceljs';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { makePaidMonth, type PaidMonth } from '../support/paidMonth.ts';
import {
  answerOpenDialogs,
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
  month = await makePaidMonth(60);
  running = await launch({ ledgerPath: month.ledgerPath });
});
afterAll(async () => {
  await running.close();
  month.remove();
});
beforeEach(() => startOver(running.page));

/** Signs in and opens a tariff. */
async function openTariff(page: Page, userName: string, tariffCode: string): Promise<void> {
  await signIn(page, userName, 'meterbook');
  await page.getByRole('menuitem', { name: '电价' }).click();
  await page.getByRole('cell', { name: tariffCode, exact: true }).click();
  await page.getByText('版本沿革').waitFor();
}

test('who wrote a version cannot put it in force and is told so before the click; a second person can', async () => {
  const { page, screenshot } = running;
  await openTariff(page, 'tariff', 'zj_household');
  await page.getByRole('button', { name: '新版本' }).click();
  const dialog = page.getByRole('dialog', { name: /^新版本/ });
  await dialog.getByLabel('生效日').fill('2027-07-01');
  await page.keyboard.press('Tab');
  await dialog.getByLabel('文号').fill('样例〔2027〕1号');
  await dialog.getByRole('button', { name: /保\s*存/ }).click();
  await page.getByRole('tab', { name: '第 2 版' }).waitFor();
  await page.getByText('您编制了本版本，须由他人启用。').waitFor();
  const activate = page.locator('.ant-drawer').getByRole('button', { name: /^启\s*用/ });
  expect(await activate.isDisabled()).toBe(true);
  await screenshot('81-own-version');
  await page.keyboard.press('Escape');
  await page.locator('.ant-drawer-open').waitFor({ state: 'hidden' });
  await signOut(page);

  await openTariff(page, 'approver', 'zj_household');
  await page.getByRole('tab', { name: '第 2 版' }).waitFor();
  expect(await page.getByText('您编制了本版本').count()).toBe(0);
  await pressKey(page, 'F9');
  await page.getByText('启用后不可更改；验算案例须全部相符。确认启用？').last().waitFor();
  await page
    .getByRole('button', { name: /确\s*定/ })
    .last()
    .click();
  await page.getByText('未生效').waitFor();
  await activate.waitFor({ state: 'hidden' });
  await screenshot('82-version-activated');
  expect(running.errors).toEqual([]);
});

test('a version tried on an account shows its bills at both prices, in figures and as bars', async () => {
  const { page, screenshot } = running;
  await openTariff(page, 'tariff', 'sample_agricultural');
  const found = await invoke(page, { name: 'bill.page', input: { limit: 1 } });
  if (!found.ok) throw new Error(found.error.code);
  const [bill] = (found.value as { rows: { accountNo: string; billNo: string }[] }).rows;
  if (!bill) throw new Error('the month has bills');
  await page.getByRole('button', { name: '对某户试算' }).click();
  await page.getByLabel('户号').fill(bill.accountNo);
  await page.keyboard.press('Enter');
  await page.getByRole('cell', { name: bill.billNo }).waitFor();
  const chart = page.getByRole('img', { name: '对某户试算' });
  expect(await chart.locator('rect').count()).toBe(2);
  const [old, other] = await chart.locator('rect title').allTextContents();
  const row = page.getByRole('row', { name: new RegExp(bill.billNo) });
  const figures = (await row.textContent())?.replaceAll(',', '');
  expect(figures).toContain(old);
  expect(figures).toContain(other);
  expect(other).not.toBe(old);
  await screenshot('83-what-if-chart');
  expect(running.errors).toEqual([]);
});

test('a price table that was exported is read again as a tariff of its own', async () => {
  const { page, app, folder, screenshot } = running;
  await openTariff(page, 'tariff', 'sample_industrial');
  const path = join(folder, '大工业.xlsx');
  await answerSaveDialogs(app, path);
  await page.getByRole('button', { name: '导出电价表' }).click();
  await page.getByText(`已写入 ${path}`).waitFor();
  expect(statSync(path).size).toBeGreaterThan(2_000);
  await page.keyboard.press('Escape');
  await page.locator('.ant-drawer-open').waitFor({ state: 'hidden' });
  await pressKey(page, 'F3');
  const dialog = page.getByRole('dialog', { name: '导入电价表' });
  await answerOpenDialogs(app, path);
  await dialog.getByRole('button', { name: /选\s*择/ }).click();
  await dialog.getByLabel('代码').fill('from_table');
  await dialog.getByLabel('名称').fill('来自表格');
  await dialog.getByLabel('用电类别').click();
  await page.getByTitle('大工业').last().click();
  await dialog.getByLabel('文号').fill('样例〔2027〕2号');
  await dialog.getByRole('button', { name: /保\s*存/ }).click();
  await dialog.waitFor({ state: 'hidden' });
  await page.getByRole('cell', { name: 'from_table', exact: true }).click();
  await page.getByRole('cell', { name: '样例〔2027〕2号' }).first().waitFor();
  await page
    .getByRole('row', { name: /基本电费/ })
    .first()
    .waitFor();
  await page.getByText('相符', { exact: true }).first().waitFor();
  expect(await page.getByText('不符', { exact: true }).count()).toBe(0);
  await screenshot('84-tariff-from-table');
  await page.keyboard.press('Escape');
  await page.locator('.ant-drawer-open').waitFor({ state: 'hidden' });
  await readPublishedTable();
  await releaseDrafts();
  expect(running.errors).toEqual([]);
});

/** A second person releases the drafts of the table at once; one that nothing proves keeps all of them back. */
async function releaseDrafts(): Promise<void> {
  const { page, screenshot } = running;
  const dialog = page.getByRole('dialog', { name: '批量启用' });
  const open = async () => {
    await pressKey(page, 'F9');
    await dialog.getByRole('cell', { name: 'sample_commercial', exact: true }).waitFor();
  };
  await page.keyboard.press('Escape');
  await page.locator('.ant-drawer-open').waitFor({ state: 'hidden' });
  const content = { items: [{ kind: 'energy', code: 'energy', name: '电度电费', price: '0.5' }] };
  const unproven = {
    tariffCode: 'unproven',
    name: '未验算',
    customerClass: 'household',
    startOn: '2027-09-01',
  };
  await invoke(page, {
    name: 'tariff.create',
    commandId: crypto.randomUUID(),
    dryRun: false,
    input: { ...unproven, documentNo: '样例〔2027〕9号', content },
  });
  await open();
  expect(await dialog.getByRole('checkbox', { name: '未验算' }).isDisabled()).toBe(true);
  await dialog.getByRole('button', { name: /取\s*消/ }).click();
  await signOut(page);

  await signIn(page, 'approver', 'meterbook');
  await page.getByRole('menuitem', { name: '电价' }).click();
  await page.getByRole('cell', { name: 'sample_commercial', exact: true }).waitFor();
  await open();
  await dialog.getByLabel('文件').click();
  await page.getByTitle('2027-09-01 样例〔2027〕9号').click();
  const release = async (count: number) => {
    await dialog.getByRole('button', { name: `启用所选 ${count} 个` }).click();
    await page.getByText(`确认启用 ${count} 个版本？`).last().waitFor();
    await page
      .getByRole('button', { name: /确\s*定/ })
      .last()
      .click();
  };
  await dialog.locator('thead').getByRole('checkbox').check();
  await release(7);
  await dialog.getByText('未验算 · unproven 第 1 版: 没有可比对的验算案例。').waitFor();
  await screenshot('90-drafts-refused');
  await dialog.getByRole('checkbox', { name: '未验算' }).uncheck();
  await release(6);
  await page.getByText('已启用 6 个版本').waitFor();
  await dialog.waitFor({ state: 'hidden' });
  await screenshot('91-drafts-released');
}

test('days that the office states hold in the calendars of its tariffs; what replaces them stays to be seen', async () => {
  const { page, screenshot } = running;
  await signIn(page, 'tariff', 'meterbook');
  await page.getByRole('menuitem', { name: '电价' }).click();
  await pressKey(page, 'F6');
  const state = async (from: string, until: string, type: string | null) => {
    await page.getByRole('button', { name: '规定日期' }).click();
    const dialog = page.getByRole('dialog', { name: '规定日期' });
    await dialog.getByLabel('日期（起）').fill(from);
    await page.keyboard.press('Tab');
    await dialog.getByLabel('日期（止').fill(until);
    await page.keyboard.press('Tab');
    if (type !== null) {
      await dialog.getByLabel('类型').click();
      await page.getByTitle(type).last().click();
    }
    await dialog.getByLabel('文号').fill('样例〔2027〕3号');
    await dialog.getByRole('button', { name: /保\s*存/ }).click();
    return dialog;
  };
  await (await state('2027-04-08', '2027-04-10', null)).waitFor({ state: 'hidden' });
  await page.getByRole('cell', { name: '2027-04-10 周六' }).waitFor();
  await (await state('2027-04-10', '2027-04-10', '工作日（调休上班）')).waitFor({ state: 'hidden' });
  await page.getByText('已改').waitFor();
  const refused = await state('2027-04-08', '2027-04-08', null);
  await refused.getByText('这一天本来就是这样').waitFor();
  await screenshot('89-office-holidays');
  expect(running.errors).toEqual([]);
});

/** The prices in force go out as one published table; with one changed and one broken, the table is read again. */
async function readPublishedTable(): Promise<void> {
  const { page, app, folder, screenshot } = running;
  const path = join(folder, '销售电价表.xlsx');
  await answerSaveDialogs(app, path);
  await page.getByRole('button', { name: '导出公布价格表' }).click();
  const exporting = page.getByRole('dialog', { name: '导出公布价格表' });
  await exporting.getByRole('button', { name: '导出公布价格表' }).click();
  await page.getByText(`已写入 ${path}：4 行`).waitFor();

  const farming = await changeCell(path, 0.7047, '七角');
  await pressKey(page, 'F4');
  const dialog = page.getByRole('dialog', { name: '导入公布价格表' });
  await answerOpenDialogs(app, path);
  await dialog.getByRole('button', { name: /选\s*择/ }).click();
  await dialog.getByLabel('生效日').fill('2027-09-01');
  await page.keyboard.press('Tab');
  await dialog.getByLabel('文号').fill('样例〔2027〕9号');
  await pressKey(page, 'F5');
  await dialog.getByRole('cell', { name: farming, exact: true }).first().waitFor();
  await dialog.getByText('不是价格').waitFor();
  await screenshot('86-price-sheet-refused');

  await changeCell(path, '七角', 0.7247);
  await pressKey(page, 'F5');
  // 0.7247 less the fund of 0.0062.
  await dialog.getByText('0.6985 → 0.7185').waitFor();
  await screenshot('87-price-sheet-preview');
  await dialog.getByRole('button', { name: '生成待启用版本' }).click();
  await page.getByText('已生成 6 个待启用版本，0 个没有变化').waitFor();
  await dialog.waitFor({ state: 'hidden' });
  await page.getByRole('cell', { name: 'sample_agricultural', exact: true }).click();
  await page.getByRole('tab', { name: '第 2 版' }).waitFor();
  await page.getByRole('cell', { name: '农业生产用电' }).first().waitFor();
  await page.getByText('按价格表计算（电度）').first().waitFor();
  await screenshot('88-price-sheet-draft');
}

/** Writes something else into the cell of a workbook that holds a value, and says which cell it is. */
async function changeCell(path: string, value: unknown, other: string | number): Promise<string> {
  const book = new exceljs.Workbook();
  await book.xlsx.readFile(path);
  const cells: exceljs.Cell[] = [];
  book.worksheets[0]?.eachRow((row) =>
    row.eachCell((cell) => void (cell.value === value && cells.push(cell))),
  );
  const [cell] = cells;
  if (!cell) throw new Error(`no cell holds ${value}`);
  cell.value = other;
  await book.xlsx.writeFile(path);
  return cell.address;
}

const CASE = { source: '手工', startOn: '2026-10-01', endOn: '2026-11-01', total: '100' };

test('worked cases that fail say why: what stopped, what should have, and which amounts differ', async () => {
  const { page, screenshot } = running;
  await openTariff(page, 'tariff', 'zj_household');
  await page.getByRole('button', { name: '新版本' }).click();
  const dialog = page.getByRole('dialog', { name: /^新版本/ });
  const content = {
    items: [
      { kind: 'energy', code: 'energy', name: '电度电费', price: '0.5' },
      {
        kind: 'demand',
        code: 'demand',
        name: '需量电费',
        price: '10',
        over: ['peak'],
        when: { customerClasses: ['industrial'] },
      },
    ],
    cases: [
      {
        ...CASE,
        name: '金额不符',
        customerClass: 'household',
        expectedTotal: '51',
        expectedLines: { energy: '51' },
      },
      { ...CASE, name: '不该停止', customerClass: 'industrial', expectedTotal: '50' },
      { ...CASE, name: '该停未停', customerClass: 'household', expectedStop: 'periods_missing' },
      { ...CASE, name: '如期停止', customerClass: 'industrial', expectedStop: 'demand_missing' },
    ],
  };
  await dialog.getByLabel('电价内容（JSON）').fill(JSON.stringify(content));
  await dialog.getByRole('button', { name: '试算案例' }).click();
  await dialog.getByText('有案例不符，不能启用').waitFor();
  await dialog.getByText('电度电费：应为 51.00，算得 50.00').waitFor();
  await dialog.getByText('合计：应为 51.00，算得 50.00').waitFor();
  await dialog.getByText('计算停止：缺最大需量').waitFor();
  await dialog.getByText('收费项目: 需量电费').waitFor();
  await dialog.getByText('时段: 峰').waitFor();
  await dialog.getByText('应当停止：缺分时电量').waitFor();
  await dialog.getByRole('cell', { name: '该停未停' }).scrollIntoViewIfNeeded();
  await screenshot('85-cases-that-fail');
  expect(await dialog.getByText('按预期停止：缺最大需量').count()).toBe(0);
  await dialog
    .getByRole('row', { name: /如期停止/ })
    .getByRole('button')
    .click();
  await dialog.getByText('按预期停止：缺最大需量').waitFor();
  expect(running.errors).toEqual([]);
});
