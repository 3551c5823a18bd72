import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { answerSaveDialogs, invoke, launch, type RunningApp, signIn } from './support.ts';

let running: RunningApp;
beforeEach(async () => {
  running = await launch();
});
afterEach(() => running.close());

test('unknown meters of a file become service points; what could not says why, and the counts are new', async () => {
  const { page, folder, screenshot } = running;
  await answerSaveDialogs(running.app, join(folder, 'sample.meterbook'));
  await page.getByLabel('已出账的往月数').fill('0');
  await page.getByRole('button', { name: '建立样例' }).click();
  await page.getByRole('button', { name: '去登录' }).click();
  await page.getByText('青溪供电所（样例）').waitFor();
  await signIn(page, 'reader', 'meterbook');
  await page.getByRole('menuitem', { name: '示数导入' }).waitFor();
  const status = await invoke(page, { name: 'ledger.status', input: {} });
  const { currentPeriod } = (status as { value: { ledger: { currentPeriod: string } } }).value.ledger;
  const path = join(folder, 'first.csv');
  const day = `${currentPeriod}-20`;
  writeFileSync(
    path,
    [
      '户号,资产编号,示数类型,上次示数,本次示数,倍率,抄表日期',
      `0099000001,09900000001,总,100,350,1,${day}`,
      `0099000002,,总,100,350,1,${day}`,
      `0099000003,09900000003,总,1,12345678,1,${day}`,
      '',
    ].join('\r\n'),
  );
  await invoke(page, {
    name: 'reading.import',
    commandId: 'first-load-of-the-test',
    input: { path, routeId: null, period: currentPeriod, profileCode: null, isRevision: false },
  });
  await page.getByRole('banner').getByRole('button').last().click();
  await page.getByText('退出登录').click();
  await signIn(page, 'checker', 'meterbook');
  await page.getByRole('menuitem', { name: '示数导入' }).click();
  await page.getByText('first.csv').click();
  const drawer = page.getByRole('dialog', { name: '导入结果' });
  await drawer.getByText('没有此户号').waitFor();
  const countOf = (title: string) => drawer.locator('.ant-statistic', { hasText: title });
  await countOf('未知表').getByText('3', { exact: true }).waitFor();

  const adopt = async () => {
    await drawer.getByRole('button', { name: '未知表建档' }).click();
    const dialog = page.getByRole('dialog', { name: '未知表建档' });
    await dialog.getByLabel('抄表段').click();
    await page.getByTitle('0001 青溪1段').last().click();
    await screenshot('65-adopt');
    await dialog.getByRole('button', { name: '未知表建档' }).click();
    return dialog;
  };
  const dialog = await adopt();
  await dialog.getByText('已建档 2 户、1 块表').waitFor();
  await dialog.getByText('示数超出表计位数').waitFor();
  await dialog.getByText('先装表，再建档').waitFor();
  await page.waitForTimeout(400);
  await screenshot('66-adopted-partly');
  await dialog.getByRole('button', { name: '关闭' }).last().click();
  await dialog.waitFor({ state: 'hidden' });
  await countOf('未知表').getByText('2', { exact: true }).waitFor();
  await countOf('已接收').getByText('1', { exact: true }).waitFor();
  await drawer.getByText('先装表，再建档').waitFor();
  await screenshot('67-adopted-counts');
  expect(running.errors).toEqual([]);
});
