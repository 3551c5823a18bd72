import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  answerOpenDialogs,
  answerSaveDialogs,
  launch,
  makeSample,
  pressKey,
  type RunningApp,
  signIn,
} from './support.ts';

let running: RunningApp;
beforeEach(async () => {
  running = await launch();
});
afterEach(() => running.close());

test('the administrator plans backups, makes one, rehearses it and restores it into a new ledger', async () => {
  const { page, app, folder, screenshot } = running;
  await makeSample(running);
  await signIn(page, 'admin', 'meterbook');
  await page.getByRole('menuitem', { name: '备份' }).click();
  await page.getByText(/还没有备份计划/).waitFor();
  await screenshot('60-no-backup-plan');

  const backups = join(folder, 'backups');
  mkdirSync(backups);
  await answerOpenDialogs(app, backups);
  await pressKey(page, 'F6');
  const plan = page.getByRole('dialog', { name: '备份计划' });
  await plan.getByRole('button', { name: '选择……' }).click();
  await plan.getByLabel('加密').click();
  await page.getByTitle('加密，设置新密码').click();
  await plan.getByLabel('备份密码').fill('two keys, one lock');
  await plan.getByLabel('再输入一次新密码').fill('two keys, one lock');
  await screenshot('61-backup-plan');
  await page.keyboard.press('Enter');
  await plan.waitFor({ state: 'hidden' });
  await page.getByText('每 24 小时').waitFor();
  await pressKey(page, 'F5');
  await page.getByText(/^已备份：/).waitFor();
  await page.locator('.ant-modal:visible').waitFor({ state: 'hidden' });
  await screenshot('62-backups');

  await page.locator('.ant-table-row').first().click();
  const dialog = page.getByRole('dialog', { name: '从备份还原' });
  await dialog.getByText('青溪供电所（样例）').waitFor();
  const restored = join(folder, 'restored.meterbook');
  await answerSaveDialogs(app, restored);
  await dialog.getByRole('button', { name: '选择……' }).last().click();
  await dialog.getByLabel('备份密码').fill('wrong password');
  await dialog.getByRole('button', { name: '演练（不保存）' }).click();
  await dialog.getByText('备份密码不对。').waitFor();
  await dialog.getByLabel('备份密码').fill('two keys, one lock');
  await dialog.getByRole('button', { name: '演练（不保存）' }).click();
  await dialog.getByText('演练成功：这份备份可以还原。').waitFor();
  expect(existsSync(restored)).toBe(false);
  await screenshot('63-rehearsed');
  await dialog.getByRole('button', { name: '还原并打开' }).click();
  await page.getByLabel('用户名').waitFor();
  expect(existsSync(restored)).toBe(true);
  await signIn(page, 'admin', 'meterbook');
  await page.getByRole('menuitem', { name: '备份' }).waitFor();
  expect(running.errors).toEqual([]);
});
