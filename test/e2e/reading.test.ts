import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { answerOpenDialogs, answerSaveDialogs, invoke, launch, type RunningApp, signIn } from './support.ts';

let running: RunningApp;
beforeEach(async () => {
  running = await launch();
});
afterEach(() => running.close());

const HEADER = '户号,资产编号,示数类型,上次示数,本次示数,倍率,抄表日期,抄表员,异常码,备注';

test('a meter file: imported, its bad lines shown with their reason, an unusual reading confirmed', async () => {
  const { page } = running;
  await answerSaveDialogs(running.app, join(running.folder, 'sample.meterbook'));
  await page.getByLabel('已出账的往月数').fill('0');
  await page.getByRole('button', { name: '建立样例' }).click();
  await page.getByRole('button', { name: '去登录' }).click();
  await page.getByText('青溪供电所（样例）').waitFor();
  await signIn(page, 'reader', 'meterbook');
  await page.getByRole('menuitem', { name: '示数导入' }).waitFor();
  const status = await invoke(page, { name: 'ledger.status', input: {} });
  const { currentPeriod } = (status as { value: { ledger: { currentPeriod: string } } }).value.ledger;

  const file = join(running.folder, 'readings.csv');
  const day = `${currentPeriod}-20`;
  writeFileSync(
    file,
    [
      HEADER,
      `0000000011,03310000001,总,,99000,1,${day},王立新,,`,
      `0000000021,03310000002,总,,x12,1,${day},王立新,,`,
      `0000000031,99999999999,总,,100,1,${day},王立新,,`,
      '',
    ].join('\r\n'),
  );
  await answerOpenDialogs(running.app, file);
  await page.getByRole('menuitem', { name: '示数导入' }).click();
  await page.keyboard.press('F3');
  const dialog = page.getByRole('dialog', { name: '导入示数文件' });
  await dialog.getByRole('button', { name: '选择' }).click();
  await running.screenshot('20-reading-import');
  await page.keyboard.press('F5');
  await dialog.getByText('尚未导入').waitFor();
  await dialog.getByText('不是数字').waitFor();
  await dialog.getByText('档案中没有此表').waitFor();
  await page.waitForTimeout(400);
  await running.screenshot('20-reading-import-checked');
  const nothing = await invoke(page, { name: 'readingBatch.page', input: {} });
  expect(nothing).toMatchObject({ ok: true, value: { rows: [] } });
  await dialog.getByRole('button', { name: '导入文件' }).click();
  await page.getByText('导入结果').waitFor();
  await page.getByText('不是数字').waitFor();
  await page.getByText('档案中没有此表').waitFor();
  await page.waitForTimeout(400);
  await running.screenshot('21-reading-import-result');
  await page.keyboard.press('Escape');
  await page.getByText('导入结果').waitFor({ state: 'hidden' });
  await page.getByLabel('有无不合格行').click();
  await page.getByTitle('全部合格').click();
  await page.getByText('没有数据').first().waitFor();
  await page.getByLabel('有无不合格行').click();
  await page.getByTitle('有不合格行').last().click();
  await page.getByText('已显示 1 行').waitFor();
  await page.waitForTimeout(300);
  await running.screenshot('22-reading-batches');

  await page.getByRole('menuitem', { name: '抄表异常' }).click();
  await page.getByText('电量突增').first().waitFor();
  await running.screenshot('23-reading-worklist');
  await page.getByText('电量突增').first().click();
  await page.getByText('历次示数').waitFor();
  await page.waitForTimeout(400);
  await running.screenshot('24-reading-anomaly');
  await page.keyboard.press('F4');
  await page.getByLabel('原因').fill('已复抄');
  await page.waitForTimeout(400);
  await running.screenshot('25-reading-confirm');
  await page.getByLabel('原因').press('Enter');
  await page.getByText('已确认').first().waitFor();
  await page.keyboard.press('Escape');

  // The smallest screen that an office has: nothing may be cut off.
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.getByRole('menuitem', { name: '抄表进度' }).click();
  await page.getByText('0001 青溪1段').waitFor();
  await page.waitForTimeout(400);
  await running.screenshot('26-reading-progress');

  await page.getByRole('menuitem', { name: '抄表录入' }).click();
  await page.getByLabel('抄表段').click();
  await page.getByTitle('0002 青溪2段').click();
  await page.getByText('共 50 行').or(page.getByText('已显示 50 行')).waitFor();
  await page.getByText('0000000511').click();
  const keying = page.getByRole('dialog', { name: /补录示数/ });
  await keying.waitFor();
  await page.waitForTimeout(400);
  await running.screenshot('29-reading-sheet');
  // By keyboard alone: the field has the focus, Enter takes the reading, the next unread meter opens.
  await page.keyboard.type('31800');
  await page.keyboard.press('Enter');
  const next = page.getByRole('dialog', { name: /补录示数: 0000000521/ });
  await next.waitFor();
  await page.keyboard.press('Escape');
  await next.waitFor({ state: 'hidden' });
  await page.getByText('已显示 49 行').waitFor();

  await page.getByRole('menuitem', { name: '用户档案' }).click();
  await page.getByText('周芳').first().click();
  await page.getByRole('button', { name: '换表' }).click();
  const exchange = page.getByRole('dialog', { name: /换表/ });
  await exchange.getByLabel('新表表号').fill('03310009999');
  await exchange.getByRole('button', { name: '换表' }).click();
  await exchange.getByText('请填写数字').first().waitFor();
  await page.waitForTimeout(400);
  await running.screenshot('27-meter-exchange');
  await page.keyboard.press('Escape');
  await exchange.waitFor({ state: 'hidden' });
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'English' }).click();
  await page.getByRole('menuitem', { name: 'Reading exceptions' }).click();
  await page.getByText('To correct').first().waitFor();
  await page.waitForTimeout(400);
  await running.screenshot('28-reading-worklist-english');
  expect(running.errors).toEqual([]);
});
