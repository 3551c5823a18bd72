import { readdirSync, readlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { utils, write } from '@e965/xlsx';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { writeCsv } from '#core/files/writeCsv.ts';
import {
  answerOpenDialogs,
  ask,
  corePid,
  invoke,
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

async function periodOf(page: Page): Promise<string> {
  const { ledger } = await ask<{ ledger: { currentPeriod: string } }>(page, 'ledger.status', {});
  return ledger.currentPeriod;
}

const HEADER = '户号,资产编号,示数类型,上次示数,本次示数,倍率,抄表日期,抄表员,异常码,备注';

test('a meter file: imported, its bad lines shown with their reason, an unusual reading confirmed', async () => {
  const { page } = running;
  await signIn(page, 'reader', 'meterbook');
  await page.getByRole('menuitem', { name: '示数导入' }).waitFor();
  const currentPeriod = await periodOf(page);

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
  await pressKey(page, 'F3');
  const dialog = page.getByRole('dialog', { name: '导入示数文件' });
  await dialog.getByRole('button', { name: '选择' }).click();
  await running.screenshot('20-reading-import');
  await pressKey(page, 'F5');
  await dialog.getByText('尚未导入').waitFor();
  await dialog.getByText('不是数字').waitFor();
  await dialog.getByText('档案中没有此表').waitFor();
  await running.screenshot('20-reading-import-checked');
  const nothing = await invoke(page, { name: 'readingBatch.page', input: {} });
  expect(nothing).toMatchObject({ ok: true, value: { rows: [] } });
  await dialog.getByRole('button', { name: '导入文件' }).click();
  await page.getByText('导入结果').waitFor();
  await page.getByText('不是数字').waitFor();
  await page.getByText('档案中没有此表').waitFor();
  await running.screenshot('21-reading-import-result');
  await page.getByText('全部行', { exact: true }).click();
  await page.getByText('已显示 3 行').waitFor();
  await running.screenshot('21-reading-import-lines');
  await page.keyboard.press('Escape');
  await page.getByText('导入结果').waitFor({ state: 'hidden' });
  await page.getByLabel('有无不合格行').click();
  await page.getByTitle('全部合格').click();
  await page.getByText('没有数据').first().waitFor();
  await page.getByLabel('有无不合格行').click();
  await page.getByTitle('有不合格行').last().click();
  await page.getByText('已显示 1 行').waitFor();
  await running.screenshot('22-reading-batches');

  await page.getByRole('menuitem', { name: '抄表异常' }).click();
  await page.getByText('电量突增').first().waitFor();
  await running.screenshot('23-reading-worklist');
  await page.getByText('电量突增').first().click();
  await page.getByText('历次示数').waitFor();
  await running.screenshot('24-reading-anomaly');
  await pressKey(page, 'F4');
  await page.getByLabel('原因').fill('已复抄');
  await running.screenshot('25-reading-confirm');
  await page.getByLabel('原因').press('Enter');
  await page.getByText('已确认').first().waitFor();
  await page.keyboard.press('Escape');

  // The smallest screen that an office has: nothing may be cut off.
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.getByRole('menuitem', { name: '抄表进度' }).click();
  await page.getByText('0001 青溪1段').waitFor();
  await running.screenshot('26-reading-progress');

  await page.getByRole('menuitem', { name: '抄表录入' }).click();
  await page.getByLabel('抄表段').click();
  await page.getByTitle('0002 青溪2段').click();
  await page.getByText('共 50 行').or(page.getByText('已显示 50 行')).waitFor();
  await page.getByText('0000000511').click();
  const keying = page.getByRole('dialog', { name: /补录示数/ });
  await keying.waitFor();
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
  await running.screenshot('27-meter-exchange');
  await page.keyboard.press('Escape');
  await exchange.waitFor({ state: 'hidden' });
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'English' }).click();
  await page.getByRole('menuitem', { name: 'Reading exceptions' }).click();
  await page.getByText('To correct').first().waitFor();
  await running.screenshot('28-reading-worklist-english');
  await page.getByRole('button', { name: '中文' }).click();
  expect(running.errors).toEqual([]);
});

type SheetRow = {
  readonly accountNo: string;
  readonly meterNo: string;
  readonly registers: readonly { readonly previous: { readonly value: string } | null }[];
};

/** Meters of a route with one register, and what each showed last. */
async function metersOfRoute(page: Page, routeNo: string, period: string) {
  const { rows: routes } = await ask<{ rows: { routeId: string; routeNo: string }[] }>(
    page,
    'route.list',
    {},
  );
  const routeId = routes.find((route) => route.routeNo === routeNo)?.routeId;
  const { rows } = await ask<{ rows: SheetRow[] }>(page, 'reading.sheet', { routeId, period });
  return rows.flatMap(({ accountNo, meterNo, registers }) => {
    const value = registers.length === 1 ? registers[0]?.previous?.value : undefined;
    return value === undefined ? [] : [{ accountNo, meterNo, last: Number.parseInt(value, 10) }];
  });
}

const WIDE_HEADER = ['户号', '资产编号', '上次总', '总', '倍率', '抄表日期'];

function workbook(rows: readonly (readonly string[])[]): Buffer {
  const book = utils.book_new();
  utils.book_append_sheet(book, utils.aoa_to_sheet(rows.map((row) => [...row])), '抄表');
  return write(book, { type: 'buffer', bookType: 'xlsx' });
}

test('meter files of each kind: what cannot be read stays in the dialog; layout and encoding are chosen and looked at first', async () => {
  const { page, app, folder, screenshot } = running;
  await signIn(page, 'reader', 'meterbook');
  await page.getByRole('menuitem', { name: '示数导入' }).click();
  const period = await periodOf(page);
  const [first, second, third, fourth] = await metersOfRoute(page, '0003', period);
  if (!first || !second || !third || !fourth) throw new Error('the route has meters of one register');
  type Meter = typeof first;
  const day = `${period}-22`;
  const wide = ({ accountNo, meterNo, last }: Meter, more: number) => [
    accountNo,
    meterNo,
    String(last),
    String(last + more),
    '1',
    day,
  ];
  const dialog = page.getByRole('dialog', { name: '导入示数文件' });
  const chooseFile = async (name: string, content?: string | Buffer) => {
    if (content !== undefined) writeFileSync(join(folder, name), content);
    await answerOpenDialogs(app, join(folder, name));
    await dialog.getByRole('button', { name: '选择……' }).click();
  };
  const choose = async (label: string | RegExp, option: string) => {
    await dialog.getByLabel(label).click();
    await page.getByTitle(option, { exact: true }).last().click();
  };
  const importIt = () => dialog.getByRole('button', { name: '导入文件' }).click();
  const refuse = async (name: string, content: string | Buffer, words: string) => {
    await chooseFile(name, content);
    await importIt();
    await dialog.getByRole('alert').filter({ hasText: words }).waitFor();
  };
  const countOf = (title: string) => page.locator('.ant-statistic:visible', { hasText: title });
  const accept = async (accepted: string) => {
    await pressKey(page, 'F5');
    await dialog.getByText('尚未导入').waitFor();
    await countOf('已接收').getByText(accepted, { exact: true }).waitFor();
  };
  const closeResult = async () => {
    await page.getByText('导入结果').waitFor();
    await page.keyboard.press('Escape');
    await page.getByText('导入结果').waitFor({ state: 'hidden' });
  };

  await pressKey(page, 'F3');
  await refuse('空.csv', '', '文件中没有数据行');
  await refuse('天气.csv', '日期,天气\n2026-10-01,晴\n', '表头');
  await refuse('坏.xlsx', workbook([WIDE_HEADER]).subarray(0, 900), '文件不完整');
  await refuse(
    'nem12.csv',
    '100,NEM12,202610061145,A,B\n200,N1,E1,1,E1,N1,7,kWh,30,\n900\n',
    '不认识的文件格式。',
  );
  await screenshot('30-meter-file-refused');

  // The handheld's computer writes GB18030; who states another encoding is told, and the file is not taken.
  const columns = [...WIDE_HEADER];
  const rows = [wide(first, 60), wide(second, 99_000)];
  const written = await writeCsv(join(folder, '宽表.csv'), { columns, rows, encoding: 'gb18030' });
  expect(written).toMatchObject({ ok: true });
  await chooseFile('宽表.csv');
  await choose('编码', 'UTF-8');
  await pressKey(page, 'F5');
  await dialog.getByRole('alert').filter({ hasText: '文件编码无法识别' }).waitFor();
  await choose('编码', 'GB18030');
  await choose(/^抄表段/, '0003 青溪3段');
  await accept('2');
  await screenshot('30-wide-file-checked');
  await importIt();
  await closeResult();

  await pressKey(page, 'F3');
  await chooseFile('宽表.xlsx', workbook([WIDE_HEADER, wide(third, 70)]));
  await choose('文件模板', '抄表模板（一行一表）');
  await accept('1');
  await screenshot('30-wide-workbook-checked');
  await importIt();
  await closeResult();

  await pressKey(page, 'F3');
  const at = `${period.replace('-', '')}22`;
  const { accountNo, meterNo, last } = fourth;
  const record = `250,${accountNo},11,01,11,11,${meterNo},E,${last},20260922100000,A,,,${last + 80},${at}090000,A,,,80,KWH,,${at}120000,`;
  await chooseFile('nem13.csv', ['100,NEM13,202610061145,A,B', record, '900', ''].join('\r\n'));
  await choose('文件模板', 'AEMO NEM13');
  await accept('1');
  await importIt();
  await closeResult();
  await screenshot('30-batches-of-each-kind');

  // The worklist by keyboard alone: a jump is corrected, a meter that was not read is estimated.
  await page.getByRole('menuitem', { name: '抄表异常' }).click();
  const openRow = async (text: string, register = '') => {
    const row = page.locator('.ant-table-row', { hasText: text }).filter({ hasText: register }).first();
    await row.focus();
    await page.keyboard.press('Enter');
    await page.getByText('历次示数').waitFor();
  };
  await openRow(second.accountNo);
  await pressKey(page, 'F6');
  const correcting = page.getByRole('dialog', { name: /^更正: / });
  await correcting.locator('input:focus').waitFor();
  await page.keyboard.press('Enter');
  await correcting.getByText('请填写数字').waitFor();
  await page.keyboard.type(String(second.last + 65));
  await page.keyboard.press('Tab');
  await page.keyboard.type('多写一位');
  await screenshot('31-worklist-correct');
  await page.keyboard.press('Enter');
  await correcting.waitFor({ state: 'hidden' });
  await page
    .getByText((second.last + 65).toLocaleString('en'))
    .first()
    .waitFor();
  await screenshot('31-worklist-corrected');
  await page.keyboard.press('Escape');
  await page.locator('.ant-drawer-open').waitFor({ state: 'hidden' });

  await openRow('缺示数', '总');
  await pressKey(page, 'F7');
  const estimating = page.getByRole('dialog', { name: '估抄' });
  await estimating.locator('input:focus').waitFor();
  await estimating.getByLabel('原因').fill('门锁，用户不在');
  await screenshot('32-worklist-estimate');
  await estimating.getByLabel('原因').press('Enter');
  await estimating.waitFor({ state: 'hidden' });
  await screenshot('32-worklist-estimated');
  expect(running.errors).toEqual([]);
});

/** How often a process has a file open. */
function timesOpen(pid: number, path: string): number {
  const folder = `/proc/${pid}/fd`;
  const targets = readdirSync(folder).map((name) => {
    try {
      return readlinkSync(join(folder, name));
    } catch {
      // it was closed since it was listed
      return '';
    }
  });
  return targets.filter((target) => target === path).length;
}

test('a long file brings a second thread into core, with the ledger open once more', async () => {
  const { page, app, folder } = running;
  await signIn(page, 'reader', 'meterbook');
  await page.getByRole('menuitem', { name: '示数导入' }).waitFor();
  const period = await periodOf(page);
  const accounts = Array.from({ length: 200 }, (_, index) => `${String(index + 1).padStart(9, '0')}1`);
  const days = ['16', '17', '18'];
  const lines = accounts.flatMap((no) => days.map((day) => `${no},,总,,99999,1,${period}-${day},,,`));
  const path = join(folder, 'long.csv');
  writeFileSync(path, [HEADER, ...lines, ''].join('\n'));
  const [pid, ledger] = [await corePid(app), join(folder, 'sample.meterbook')];
  const before = timesOpen(pid, ledger);
  const reply = await invoke(page, {
    name: 'reading.import',
    commandId: 'e2e-import-of-a-long-file',
    input: { path, routeId: null, period },
  });
  expect(reply).toMatchObject({ ok: true, value: { lineCount: lines.length } });
  await vi.waitFor(() => expect(timesOpen(pid, ledger)).toBe(before + 1), { timeout: 20_000 });
});
