import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import {
  answerOpenDialogs,
  invoke,
  launch,
  makeSample,
  pressKey,
  type RunningApp,
  signIn,
  signOut,
  startOver,
} from './support.ts';

let running: RunningApp;
beforeAll(async () => {
  running = await launch();
  await makeSample(running);
});
afterAll(() => running.close());
beforeEach(() => startOver(running.page));

test('unknown meters of a file become service points; what could not says why, and the counts are new', async () => {
  const { page, folder, screenshot } = running;
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
  await signOut(page);
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
  await screenshot('66-adopted-partly');
  await dialog.getByRole('button', { name: '关闭' }).last().click();
  await dialog.waitFor({ state: 'hidden' });
  await countOf('未知表').getByText('2', { exact: true }).waitFor();
  await countOf('已接收').getByText('1', { exact: true }).waitFor();
  await drawer.getByText('先装表，再建档').waitFor();
  await screenshot('67-adopted-counts');
  expect(running.errors).toEqual([]);
});

const CUSTOMER_HEADER = '户号,户名,地址,用电类别,抄表段,抄表例日,资产编号,整数位数,倍率,装表日期,总底码';

test('a customer spreadsheet: one that is none stays in the dialog; bad lines are listed with their reason, good ones taken', async () => {
  const { page, app, folder, screenshot } = running;
  await signIn(page, 'checker', 'meterbook');
  await page.getByRole('menuitem', { name: '用户档案' }).click();
  await pressKey(page, 'F3');
  const dialog = page.getByRole('dialog', { name: '导入用户档案' });
  const chooseFile = async (name: string, content: string | Buffer) => {
    writeFileSync(join(folder, name), content);
    await answerOpenDialogs(app, join(folder, name));
    await dialog.getByRole('button', { name: '选择……' }).click();
  };
  const importIt = () => dialog.getByRole('button', { name: '导入档案' }).click();
  await importIt();
  await dialog.getByText('请填写文件').waitFor();
  await chooseFile('照片.xlsx', Buffer.from('PK\u0003\u0004 no workbook'));
  await importIt();
  await dialog.getByText(/文件不完整/).waitFor();
  await screenshot('71-customer-file-refused');
  await chooseFile('别的表.csv', '日期,天气\n2026-10-01,晴\n');
  await pressKey(page, 'F5');
  await dialog.getByRole('alert').filter({ hasText: '表头' }).waitFor();

  const lines = [
    '0055000001,导入一户,新区一号,居民,0001,,55000001,6,1,2026-01-15,0',
    '0055000002,导入二户,新区二号,外星,0001,,55000002,6,1,2026-01-15,0',
    '0055000003,导入三户,新区三号,居民,0001,,55000003,6,1,2026-13-40,0',
    '0055000004,导入四户,新区四号,居民,0001,,03310000001,6,1,2026-01-15,0',
    '0055000005,导入五户,新区五号,居民,0001,,,,,,',
  ];
  await chooseFile('用户.csv', [CUSTOMER_HEADER, ...lines, ''].join('\r\n'));
  await pressKey(page, 'F5');
  await dialog.getByText('尚未导入').waitFor();
  await dialog.getByText('不认识的代码').waitFor();
  await screenshot('71-customer-file-checked');
  await importIt();
  const result = page.getByRole('dialog', { name: '导入结果' });
  const countOf = (title: string) => result.locator('.ant-statistic', { hasText: title });
  await countOf('新增').getByText('2', { exact: true }).waitFor();
  await countOf('不合格').getByText('3', { exact: true }).waitFor();
  const reasons = [
    ['3', '不认识的代码', '用电类别: 外星'],
    ['4', '不是日期', '装表日期: 2026-13-40'],
    ['5', '此表正装在别处', '表号'],
  ] as const;
  for (const [line, reason, field] of reasons) {
    const row = result.locator('.ant-table-row', { hasText: reason });
    await row.getByText(line, { exact: true }).waitFor();
    await row.getByText(field).first().waitFor();
  }
  await screenshot('71-customer-file-result');
  await result.getByRole('button', { name: '关闭' }).last().click();
  await page.getByLabel(/户号、表号/).fill('导入');
  await page.keyboard.press('Enter');
  await page.getByText('共 2 行').waitFor();
  await page.getByText('导入五户').waitFor();
  expect(running.errors).toEqual([]);
});
