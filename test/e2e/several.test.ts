import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { faultsOnScreen, wordsOfLedger } from './screens.ts';
import {
  answerOpenDialogs,
  ask,
  invoke,
  launch,
  makeSample,
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

/** Nothing cut off, nothing in the other language, once what is drawn anew has found its place. */
async function lookAt(language: 'zh' | 'en', name: string): Promise<void> {
  const { page, folder, screenshot } = running;
  const known = wordsOfLedger(join(folder, 'sample.meterbook'));
  await vi.waitFor(async () => expect(await faultsOnScreen(page, language, known), name).toEqual([]), 10_000);
  await screenshot(name);
}

type Run = { readonly billRunId: string; readonly state: string };

test('a month of many routes at once: their files, their runs, approved and issued by a second person', async () => {
  const { page, app, folder, screenshot } = running;
  await makeSample(running, { points: 120, billedMonths: 1 });
  await signIn(page, 'reader', 'meterbook');
  await page.getByRole('menuitem', { name: '示数导入' }).click();
  const filesFolder = join(folder, 'sample.meterbook.files');
  const files = readdirSync(filesFolder).map((name) => join(filesFolder, name));
  const broken = join(folder, '天气.csv');
  writeFileSync(broken, '日期,天气\n2026-10-01,晴\n');

  await pressKey(page, 'F6');
  const importing = page.getByRole('dialog', { name: '批量导入' });
  await importing.getByText('请选择要导入的示数文件').waitFor();
  await lookAt('zh', '33-several-files-none');
  await answerOpenDialogs(app, [...files, broken]);
  await pressKey(page, 'F3');
  await importing.getByRole('button', { name: `导入 ${files.length + 1} 个文件` }).waitFor();
  await pressKey(page, 'F8');
  await importing.getByText(`共 ${files.length + 1} 个：已完成 ${files.length} 个，未办成 1 个`).waitFor();
  // Each route is recognised; what could not be read says why and stays marked.
  for (const name of ['0001 ', '0002 ', '0003 ']) await importing.getByText(name).first().waitFor();
  await importing.getByText('表头').first().waitFor();
  await importing.getByRole('button', { name: '导入 1 个文件' }).waitFor();
  await screenshot('33-several-files-imported');
  await page.keyboard.press('Escape');
  await importing.waitFor({ state: 'hidden' });
  await signOut(page);

  await signIn(page, 'checker', 'meterbook');
  await page.getByRole('menuitem', { name: '核算批次' }).click();
  const routes = (await ask<{ rows: object[] }>(page, 'route.list', {})).rows.length;
  await pressKey(page, 'F6');
  const runs = page.getByRole('dialog', { name: '批量办理' });
  await runs.getByRole('button', { name: `新建并试算 ${routes} 段` }).waitFor();
  await lookAt('zh', '42-several-routes');
  await pressKey(page, 'F8');
  await runs.getByText(`共 ${routes} 个：已完成 ${routes} 个，未办成 0 个`).waitFor();
  await lookAt('zh', '42-several-runs-calculated');
  const status = await ask<{ ledger: { currentPeriod: string } }>(page, 'ledger.status', {});
  const period = status.ledger.currentPeriod;
  // Nothing with open exceptions is marked; marked by hand it is refused with the reason.
  await runs.getByText('提交', { exact: true }).click();
  await runs.getByRole('button', { name: /^提交 0 个批次/ }).waitFor();
  await runs.getByRole('checkbox').nth(1).check();
  await pressKey(page, 'F8');
  await runs.getByText('还有未处理的例外。').waitFor();
  await lookAt('zh', '42-several-runs-refused');
  const { rows } = await ask<{ rows: Run[] }>(page, 'billRun.page', { period });
  for (const [index, { billRunId }] of rows.entries()) {
    const exceptions = await ask<{ rows: { exceptionId: string }[] }>(page, 'billException.page', {
      billRunId,
      state: 'open',
      limit: 500,
    });
    const accepted = await invoke(page, {
      name: 'billException.accept',
      commandId: `e2e-accept-of-run-${index}`,
      input: {
        billRunId,
        exceptionIds: exceptions.rows.map(({ exceptionId }) => exceptionId),
        reason: '已核对',
      },
    });
    expect([billRunId, accepted.ok]).toEqual([billRunId, true]);
  }
  await runs.getByText('试算', { exact: true }).click();
  await runs.getByText('提交', { exact: true }).click();
  await runs.getByRole('button', { name: new RegExp(`^提交 ${routes} 个批次，合计 `) }).waitFor();
  await pressKey(page, 'F8');
  await runs.getByText(`共 ${routes} 个：已完成 ${routes} 个，未办成 0 个`).waitFor();
  await page.keyboard.press('Escape');
  await runs.waitFor({ state: 'hidden' });
  await signOut(page);

  await signIn(page, 'approver', 'meterbook');
  await page.getByRole('menuitem', { name: '核算批次' }).click();
  await pressKey(page, 'F6');
  await runs.getByRole('button', { name: new RegExp(`^审核 ${routes} 个批次，合计 `) }).waitFor();
  await lookAt('zh', '43-several-runs-to-approve');
  await pressKey(page, 'F8');
  const asked = page.locator('.ant-modal-confirm-title:visible');
  await asked.getByText(new RegExp(`^审核 ${routes} 个批次，共 .* 元？`)).waitFor();
  await page.keyboard.press('Enter');
  await runs.getByText(`共 ${routes} 个：已完成 ${routes} 个，未办成 0 个`).waitFor();
  await runs.getByText('发行', { exact: true }).click();
  await runs.getByRole('button', { name: new RegExp(`^发行 ${routes} 个批次，合计 `) }).waitFor();
  await pressKey(page, 'F8');
  await asked.getByText('发行后产生账单和应收，不能撤回').waitFor();
  await page.keyboard.press('Enter');
  await runs.getByText(`共 ${routes} 个：已完成 ${routes} 个，未办成 0 个`).waitFor();
  await lookAt('zh', '43-several-runs-issued');
  const issued = await ask<{ rows: Run[] }>(page, 'billRun.page', { period });
  expect(new Set(issued.rows.map(({ state }) => state))).toEqual(new Set(['issued']));

  // In English, where nothing is left to do.
  await page.keyboard.press('Escape');
  await runs.waitFor({ state: 'hidden' });
  await page.getByRole('button', { name: 'English' }).click();
  await pressKey(page, 'F6');
  const inEnglish = page.getByRole('dialog', { name: 'Several routes at once' });
  await inEnglish.getByText('No run of this period waits for approval').waitFor();
  await lookAt('en', '43-several-runs-en');
  await page.keyboard.press('Escape');
  await inEnglish.waitFor({ state: 'hidden' });
  await page.getByRole('banner').getByRole('button').last().click();
  await page.getByText('Sign out').click();
  await page.getByLabel('User name').waitFor();
  await page.getByLabel('User name').fill('reader');
  await page.getByLabel('Password').fill('meterbook');
  await page.keyboard.press('Enter');
  await page.getByRole('menuitem', { name: 'Meter files' }).click();
  await pressKey(page, 'F6');
  const filesInEnglish = page.getByRole('dialog', { name: 'Import several' });
  await answerOpenDialogs(app, files);
  await pressKey(page, 'F3');
  await pressKey(page, 'F8');
  // Importing again changes nothing.
  await filesInEnglish
    .getByText('Imported before, nothing changed')
    .nth(files.length - 1)
    .waitFor();
  await lookAt('en', '33-several-files-en');
  expect(running.errors).toEqual([]);
});
