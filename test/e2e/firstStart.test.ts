import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { answerSaveDialogs, launch, pressKey, type RunningApp, signIn } from './support.ts';

let running: RunningApp;
beforeEach(async () => {
  running = await launch();
});
afterEach(() => running.close());

test('the sample office: made, shown with its people, signed in to, tariffs looked at', async () => {
  const { page } = running;
  const path = join(running.folder, 'sample.meterbook');
  await answerSaveDialogs(running.app, path);
  await page.getByText('欢迎使用 Meterbook 抄核收').waitFor();
  await running.screenshot('01-first-start');

  await page.getByLabel('已出账的往月数').fill('0');
  await page.getByRole('button', { name: '建立样例' }).click();
  await page.getByText('样例已建立').waitFor();
  await running.screenshot('02-sample-ready');
  expect(existsSync(path)).toBe(true);
  await page.getByRole('button', { name: '去登录' }).click();

  await page.getByText('青溪供电所（样例）').waitFor();
  await signIn(page, 'tariff', 'wrong');
  await page.getByText('用户名或密码不正确。').waitFor();
  await running.screenshot('03-sign-in-refused');
  await signIn(page, 'tariff', 'meterbook');

  await page.getByText('共 200 行').waitFor();
  await running.screenshot('11-customers');
  await page.getByLabel('户号、表号、户名或地址').fill('0000000421');
  await page.keyboard.press('Enter');
  await page.getByText('共 1 行').waitFor();
  await page.getByText('0000000421', { exact: false }).first().click();
  await page.getByText('示数记录').waitFor();
  await running.screenshot('12-customer');
  await page.keyboard.press('Escape');
  await page.getByText('示数记录').waitFor({ state: 'hidden' });

  await page.getByRole('menuitem', { name: '电价' }).click();
  await page.getByText('居民一户一表峰谷').waitFor();
  await running.screenshot('04-tariffs');
  await page.getByText('居民一户一表', { exact: true }).click();
  await page.getByText('验算案例').waitFor();
  await page.getByText('114.60').first().waitFor();
  await running.screenshot('05-tariff');
  await page.keyboard.press('Escape');

  await page.getByRole('button', { name: 'English' }).click();
  await page.getByText('Business date').waitFor();
  await running.screenshot('06-english');
  expect(running.errors).toEqual([]);
});

test('a large sample that is cancelled while it is made is not there, and another one can be', async () => {
  const { page, app, folder } = running;
  const before = readdirSync(folder);
  await answerSaveDialogs(app, join(folder, 'sample.meterbook'));
  await page.getByLabel('用电点数量').fill('1000000');
  await page.getByRole('button', { name: '建立样例' }).click();
  const progress = page.getByRole('dialog', { name: '正在建立账本' });
  await progress.getByRole('progressbar').waitFor();
  await running.screenshot('02b-sample-progress');
  await progress.getByRole('button', { name: /取\s*消/ }).click();
  await page.getByText('已取消，未作任何改动。').waitFor();
  await progress.waitFor({ state: 'hidden' });
  await running.screenshot('02c-sample-cancelled');
  expect(readdirSync(folder)).toEqual(before);

  await page.getByLabel('用电点数量').fill('20');
  await page.getByRole('button', { name: '建立样例' }).click();
  await page.getByText('样例已建立').waitFor();
  expect(running.errors).toEqual([]);
});

test('an empty ledger: a user is added, changes the first password, and everything is in the audit trail', async () => {
  const { page } = running;
  await answerSaveDialogs(running.app, join(running.folder, 'office.meterbook'));
  await page.getByLabel('单位名称').fill('城关供电所');
  await page.getByLabel('管理员姓名').fill('管理员');
  await page.getByLabel('密码（至少 8 位）').fill('a long password');
  await page.getByRole('button', { name: '新建账本' }).click();
  await page.getByText('城关供电所').waitFor();
  await signIn(page, 'admin', 'a long password');

  await page.getByRole('menuitem', { name: '用户与岗位' }).click();
  await page.getByRole('button', { name: '新增用户' }).waitFor();
  await pressKey(page, 'F2');
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('用户名').fill('wang');
  await dialog.getByLabel('姓名').fill('王立新');
  await dialog.getByLabel('岗位').click();
  await page.getByTitle('抄表员').click();
  await dialog.getByLabel('初始密码').fill('short');
  await dialog.getByLabel('初始密码').press('Enter');
  await dialog.getByText('至少 8 位').waitFor();
  await running.screenshot('07-user-form-error');
  await dialog.getByLabel('初始密码').fill('first password');
  await dialog.getByLabel('初始密码').press('Enter');
  await page.getByRole('cell', { name: '王立新' }).waitFor();
  await running.screenshot('08-users');

  await page.getByRole('menuitem', { name: '操作日志' }).click();
  await page.getByRole('cell', { name: '新增用户' }).waitFor();
  await running.screenshot('09-audit');
  const chooseCommand = async (name: string) => {
    await page.getByLabel('操作', { exact: true }).fill(name);
    await page.keyboard.press('Enter');
  };
  await chooseCommand('冲正收据');
  await page.getByText('没有数据').first().waitFor();
  await chooseCommand('新增用户');
  await page.getByRole('cell', { name: '新增用户' }).click();
  await page.getByText('同一对象').waitFor();
  await page.getByText('已显示 1 行').waitFor();
  await running.screenshot('09-audit-filtered');
  await page.getByLabel('止日').fill('2020-01-01');
  await page.keyboard.press('Enter');
  await page.getByText('没有数据').first().waitFor();

  await page.getByRole('button', { name: /管理员/ }).click();
  await page.getByText('退出登录').click();
  await signIn(page, 'wang', 'first password');
  await page.getByText('首次登录请先修改密码。').waitFor();
  await running.screenshot('10-first-password');
  await page.getByLabel('原密码').fill('first password');
  await page.getByLabel('新密码', { exact: true }).fill('second password');
  await page.getByLabel('再输入一次新密码').fill('second password');
  await page.keyboard.press('Enter');
  await page.getByText('王立新 · 抄表员').waitFor();
  expect(running.errors).toEqual([]);
});
