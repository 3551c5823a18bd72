import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { shanxiIndustrial } from '../golden/tariff/priceTables/index.ts';
import {
  answerOpenDialogs,
  launch,
  makeSample,
  pressKey,
  type RunningApp,
  signIn,
  startOver,
} from './support.ts';

let running: RunningApp;
beforeAll(async () => {
  running = await launch();
  await makeSample(running);
});
afterAll(() => running.close());
beforeEach(() => startOver(running.page));

/** The dialog of this name, filled in, saved by Enter and gone. */
async function fill(page: Page, name: string, values: Readonly<Record<string, string>>): Promise<void> {
  const dialog = page.getByRole('dialog', { name });
  for (const [label, value] of Object.entries(values)) await dialog.getByLabel(label).first().fill(value);
  await page.keyboard.press('Enter');
  await dialog.waitFor({ state: 'hidden' });
}

const choose = async (page: Page, dialogName: string, label: string, option: string) => {
  await page.getByRole('dialog', { name: dialogName }).getByLabel(label).first().click();
  await page.getByTitle(option).last().click();
};

/** The drawer of the sample's first customer, at a new service point without a meter. */
async function openNewPoint(page: Page, servicePointNo: string): Promise<void> {
  await signIn(page, 'checker', 'meterbook');
  await page.getByRole('menuitem', { name: '用户档案' }).click();
  await page.getByLabel(/户号、表号/).fill('0000000041');
  await page.keyboard.press('Enter');
  await page.locator('.ant-table-row', { hasText: '0000000041' }).click();
  await page.getByRole('button', { name: '新增用电点' }).click();
  await page.getByRole('dialog', { name: '新增用电点' }).getByLabel('抄表段').first().click();
  await page.locator('.ant-select-item-option').first().click();
  await fill(page, '新增用电点', { 用电点编号: servicePointNo, 地址: '新区二号' });
  await page.getByRole('tab', { name: servicePointNo }).click();
}

test('a new customer with a route, a service point, a meter and a tariff, all on screen', async () => {
  const { page, screenshot } = running;
  await signIn(page, 'checker', 'meterbook');
  await page.getByRole('menuitem', { name: '抄表段' }).click();
  await page.getByRole('button', { name: /^新增抄表段/ }).click();
  await fill(page, '新增抄表段', { 段号: '0099', 名称: '新区段', 抄表例日: '8' });
  await page.getByText('新区段').waitFor();
  await screenshot('70-routes');

  await page.getByRole('menuitem', { name: '用户档案' }).click();
  await page.getByRole('button', { name: /^新增用户/ }).click();
  await fill(page, '新增用户', { 户号: '8800000001', 户名: '新用户', 地址: '新区一号' });
  await page.getByLabel(/户号、表号/).fill('8800000001');
  await page.keyboard.press('Enter');
  await page.locator('.ant-table-row', { hasText: '新用户' }).click();
  await page.getByRole('button', { name: '新增用电点' }).click();
  await choose(page, '新增用电点', '抄表段', '0099 新区段');
  await fill(page, '新增用电点', { 用电点编号: 'P88', 地址: '新区一号', '容量（千伏安）': '8' });
  await page
    .getByRole('button', { name: '装 表' })
    .or(page.getByRole('button', { name: '装表' }))
    .click();
  await page.getByRole('dialog', { name: '装表' }).waitFor();
  await screenshot('71-install');
  await fill(page, '装表', { 新表表号: '00880001', 起码: '0' });
  await page.getByText('00880001').first().waitFor();
  await page.getByRole('button', { name: '变更约定' }).click();
  await choose(page, '变更约定', '基本电费计费方式', '按容量');
  await choose(page, '变更约定', '功率因数标准', '0.90');
  await fill(page, '变更约定', { '容量（千伏安）': '315', 原因: '新装' });
  await page.getByRole('cell', { name: '按容量' }).waitFor();
  await page.getByRole('button', { name: '变更约定' }).click();
  await choose(page, '变更约定', '变压器损耗', '按变损表（多种容量）');
  const terms = page.getByRole('dialog', { name: '变更约定' });
  await terms.getByLabel('容量（千伏安）').last().fill('315');
  await terms.getByLabel('每月空载无功损耗').fill('1890');
  await terms.getByLabel('每月负载无功损耗').fill('110');
  await screenshot('72-loss-table');
  await fill(page, '变更约定', {
    '每月空载损耗（千瓦时）': '304',
    '月用电量至（千瓦时）': '5000',
    '每月负载损耗（千瓦时）': '20',
    原因: '变损',
  });
  await page.getByRole('cell', { name: '按变损表（多种容量）' }).waitFor();
  await page.getByRole('button', { name: '变更电价' }).click();
  await page.getByRole('dialog', { name: '变更电价' }).getByLabel('名称').click();
  await page.locator('.ant-select-item-option').first().click();
  await page
    .getByRole('dialog', { name: '变更电价' })
    .getByRole('button', { name: /保\s*存/ })
    .click();
  await page.getByRole('dialog', { name: '变更电价' }).waitFor({ state: 'hidden' });
  await screenshot('72-new-customer');
  await page.keyboard.press('Escape');
  await page.locator('.ant-drawer-open').waitFor({ state: 'hidden' });
  await page.getByRole('menuitem', { name: '文件格式' }).click();
  await page.getByText('icbc', { exact: true }).click();
  await screenshot('73-profile');
  expect(running.errors).toEqual([]);
});

test('the rates of a meter are typed as in the customer file, shown with it, and stated anew for the next meter', async () => {
  const { page, screenshot } = running;
  await openNewPoint(page, 'P77');
  await page.getByRole('button', { name: /^装\s*表$/ }).click();
  const dialog = page.getByRole('dialog', { name: '装表' });
  await dialog.getByLabel('新表表号').fill('00770001');
  await dialog.getByLabel('计度器').click();
  for (const word of ['峰', '谷']) await page.getByTitle(word, { exact: true }).last().click();
  await page.keyboard.press('Escape');
  const rates = dialog.getByLabel('费率时段');
  await rates.fill('1=峰 2=晚');
  await dialog.getByText('看不懂“2=晚”').waitFor();
  await rates.fill('1=峰 2=平');
  await dialog.getByText('“平”不是该表的计度器').waitFor();
  await screenshot('72-rates-wrong');
  await rates.fill('1=峰 2=谷');
  for (const word of ['总', '峰', '谷']) await dialog.getByLabel(`新表起码 (${word})`).fill('100');
  await page.keyboard.press('Enter');
  await dialog.waitFor({ state: 'hidden' });
  await page.getByRole('cell', { name: '1=峰 2=谷' }).waitFor();
  await page.getByRole('button', { name: /^换\s*表$/ }).click();
  const exchange = page.getByRole('dialog', { name: '换表: 00770001' });
  expect(await exchange.getByLabel('费率时段').inputValue()).toBe('1=峰 2=谷');
  await exchange.getByRole('button', { name: /取\s*消/ }).click();
  await exchange.waitFor({ state: 'hidden' });

  await page.getByRole('tab', { name: /000000004101$/ }).click();
  await page
    .getByRole('button', { name: /^换\s*表$/ })
    .filter({ visible: true })
    .click();
  const next = page.getByRole('dialog', { name: /^换表/ });
  await next.getByLabel('旧表止码 (总)').fill('99999');
  await next.getByLabel('新表表号').fill('00770002');
  await next.getByLabel('计度器').click();
  for (const word of ['峰', '谷']) await page.getByTitle(word, { exact: true }).last().click();
  await page.keyboard.press('Escape');
  await next.getByLabel('费率时段').fill('1=谷，2=峰');
  for (const word of ['总', '峰', '谷']) await next.getByLabel(`新表起码 (${word})`).fill('0');
  await next.getByLabel('原因').fill('改为分时表');
  await screenshot('72-rates-exchange');
  await page.keyboard.press('Enter');
  await next.waitFor({ state: 'hidden' });
  await page.getByRole('cell', { name: '1=谷 2=峰' }).waitFor();
  await screenshot('72-rates');
  expect(running.errors).toEqual([]);
});

test('a mistyped meter is put right in its service point; a number that another meter has is refused', async () => {
  const { page, screenshot } = running;
  await openNewPoint(page, 'P78');
  await page.getByRole('button', { name: /^装\s*表$/ }).click();
  await fill(page, '装表', { 新表表号: '0077001', 倍率: '10', '新表起码 (总)': '5' });
  await page.getByRole('cell', { name: '0077001' }).first().waitFor();
  await page
    .getByRole('button', { name: /^更\s*正$/ })
    .filter({ visible: true })
    .click();
  const dialog = page.getByRole('dialog', { name: '更正电能表: 0077001' });
  await dialog.getByLabel('表号').fill('03310000004');
  await dialog.getByLabel('倍率').fill('100');
  await dialog.getByLabel('小数位').fill('2');
  await dialog.getByLabel('计度器').click();
  await page.getByTitle('峰', { exact: true }).last().click();
  await page.keyboard.press('Escape');
  await dialog.getByLabel('起码 (总)').fill('15.5');
  await dialog.getByLabel('起码 (峰)').fill('7');
  await dialog.getByLabel('原因').fill('录错');
  await page.keyboard.press('Enter');
  await dialog.getByText('表号已被另一只表使用').waitFor();
  await screenshot('72-meter-refused');
  await dialog.getByLabel('表号').fill('00770010');
  await page.keyboard.press('Enter');
  await dialog.waitFor({ state: 'hidden' });
  await page.getByRole('row', { name: /00770010 总 峰 – 6 2 100/ }).waitFor();
  await page.getByRole('row', { name: /00770010 总 15\.5/ }).waitFor();
  await screenshot('72-meter-corrected');
  expect(running.errors).toEqual([]);
});

test('a tariff version is written, tried on its cases and stored; text that is no tariff says what is wrong where', async () => {
  const { page, screenshot } = running;
  await signIn(page, 'tariff', 'meterbook');
  await page.getByRole('menuitem', { name: '电价' }).click();
  await page.locator('.ant-table-row').first().click();
  await page.getByRole('button', { name: '新版本' }).click();
  const dialog = page.getByRole('dialog', { name: /^新版本/ });
  const text = dialog.getByLabel('电价内容（JSON）');
  const content = await text.inputValue();
  await text.fill('{ "items": [');
  await dialog.getByRole('button', { name: '试算案例' }).click();
  await dialog.getByText('内容不是一个 JSON 对象').waitFor();
  await text.fill('{}');
  await dialog.getByRole('button', { name: '试算案例' }).click();
  await dialog.getByText('位置').waitFor();
  await screenshot('74-tariff-errors');
  await text.fill(content);
  await dialog.getByRole('button', { name: '试算案例' }).click();
  await dialog.getByText('全部案例相符').waitFor();
  await screenshot('75-tariff-trial');
  await dialog.getByLabel('文号').fill('样例〔2026〕99号');
  await dialog.getByRole('button', { name: /保\s*存/ }).click();
  await page.getByText('已保存，待第二个人启用').waitFor();
  await page.getByRole('tab', { name: '第 2 版' }).waitFor();
  await screenshot('76-tariff-stored');
  expect(running.errors).toEqual([]);
});

test('a tariff begins from the library, whose prices bills of others prove, or from a document of its own', async () => {
  const { page, screenshot } = running;
  await signIn(page, 'tariff', 'meterbook');
  await page.getByRole('menuitem', { name: '电价' }).click();
  await page.getByRole('button', { name: '新建电价' }).click();
  const dialog = page.getByRole('dialog', { name: /^新建电价/ });
  await dialog.getByLabel('价格库').click();
  await dialog.getByText('都有他人公布的账单或算例验证').waitFor();
  await page.getByTitle(/^居民一户一表 ·/).waitFor();
  await screenshot('77-tariff-library');
  await page.getByTitle(/^大工业峰谷（10千伏，题库）/).click();
  await dialog.getByRole('button', { name: '试算案例' }).click();
  await dialog.getByText('全部案例相符').waitFor();
  await dialog.getByRole('cell', { name: '5000千伏安，动力用电' }).waitFor();
  await dialog.getByText('全部案例相符').scrollIntoViewIfNeeded();
  await screenshot('77-tariff-from-library');
  await dialog.getByLabel('代码').fill('industry_10kv');
  await dialog.getByLabel('电价内容（JSON）').fill(JSON.stringify(shanxiIndustrial.content));
  await dialog.getByRole('button', { name: /保\s*存/ }).click();
  await page.locator('.ant-table-row', { hasText: 'industry_10kv' }).click();
  const item = page.getByRole('row', { name: /基本电费（合同需量）/ });
  await item.getByText('基本电费按合同需量').waitFor();
  await item.getByText('超过合同 105% 的部分 2 倍').waitFor();
  await screenshot('77-tariff-items');
  expect(running.errors).toEqual([]);
});

test('the tariff desk: versions over time, calendar by month and hour, changes, and a version tried on an account', async () => {
  const { page, screenshot } = running;
  await signIn(page, 'tariff', 'meterbook');
  await page.getByRole('menuitem', { name: '电价' }).click();
  await page.locator('.ant-table-row', { hasText: 'zj_household_tou' }).click();
  await page.getByText('版本沿革').waitFor();
  await page.getByText('执行中').waitFor();
  await page.getByText('时段日历').waitFor();
  await page.getByText('周末', { exact: true }).click();
  await screenshot('77-tariff-desk');
  await page.getByRole('button', { name: '新版本' }).click();
  const dialog = page.getByRole('dialog', { name: /^新版本/ });
  const text = dialog.getByLabel('电价内容（JSON）');
  const content = await text.inputValue();
  await text.fill(content.replaceAll('"0.568"', '"0.668"'));
  await dialog.getByRole('button', { name: '试算案例' }).click();
  await dialog.getByText('有案例不符，不能启用').waitFor();
  await dialog.getByLabel('文号').fill('样例〔2026〕100号');
  await dialog.getByRole('button', { name: /保\s*存/ }).click();
  await page.getByText('与第 1 版的差别').waitFor();
  await page.getByText('prices.peak').waitFor();
  await screenshot('78-tariff-changes');
  await page.getByRole('button', { name: '对某户试算' }).click();
  await page.getByLabel('户号').fill('999');
  await page.keyboard.press('Enter');
  await page.locator('.ant-alert', { hasText: '户号' }).waitFor();
  await page.getByLabel('户号').fill('0000000041');
  await page.keyboard.press('Enter');
  await page.getByText('这些账期没有账单').waitFor();
  await screenshot('79-what-if');
  await page.keyboard.press('Escape');
  await page.getByLabel('户号').waitFor({ state: 'hidden' });
  await page.keyboard.press('Escape');
  await page.locator('.ant-drawer-open').waitFor({ state: 'hidden' });
  await pressKey(page, 'F3');
  const bad = join(running.folder, '坏表.csv');
  writeFileSync(bad, '类别,代码,名称,方式,单价\n项目,energy,电度电费,单一电价,五角\n');
  const importing = page.getByRole('dialog', { name: '导入电价表' });
  await answerOpenDialogs(running.app, bad);
  await importing.getByRole('button', { name: /选\s*择/ }).click();
  await importing.getByLabel('代码').fill('from_table');
  await importing.getByLabel('名称').fill('来自表格');
  await importing.getByLabel('用电类别').click();
  await page.locator('.ant-select-item-option').first().click();
  await importing.getByLabel('文号').fill('样例〔2026〕101号');
  await importing.getByRole('button', { name: /保\s*存/ }).click();
  await importing.getByText('第 2 行').waitFor();
  await screenshot('80-table-errors');
  expect(running.errors).toEqual([]);
});
