import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { ROLES } from '#shared/domain/access/permissions.ts';
import { makePaidMonth, type PaidMonth } from '../support/paidMonth.ts';
import { faultsOnScreen, wordsOfLedger } from './screens.ts';
import {
  answerOpenDialogs,
  answerSaveDialogs,
  invoke,
  launch,
  pressInVain,
  pressKey,
  type RunningApp,
  signIn,
  signOut,
  startOver,
} from './support.ts';

let month: PaidMonth;
let running: RunningApp;
beforeAll(async () => {
  month = await makePaidMonth(200);
  running = await launch({ ledgerPath: month.ledgerPath });
});
afterAll(async () => {
  await running.close();
  month.remove();
});
beforeEach(() => startOver(running.page));

const closeDrawer = async (page: Page) => {
  await page.keyboard.press('Escape');
  await page.locator('.ant-drawer-open').waitFor({ state: 'hidden' });
};

/** Confirms the question in front, and waits until it is gone. */
const confirm = async (page: Page) => {
  await page.getByRole('button', { name: /确\s*定/ }).click();
  await page.locator('.ant-modal:visible').waitFor({ state: 'hidden' });
};

test('a bank day in the window: file, differences proposed and approved, signed off, vouchers posted, workbook written', async () => {
  const { page, app, screenshot } = running;
  await signIn(page, 'clerk', 'meterbook');
  await page.getByRole('menuitem', { name: '银行流水' }).click();
  await page.getByText('没有数据').first().waitFor();
  await screenshot('50-no-bank-files');

  await answerOpenDialogs(app, month.bankFiles.boc);
  const importFile = async () => {
    await page.getByRole('button', { name: /^导入银行流水/ }).click();
    const dialog = page.getByRole('dialog', { name: '导入银行流水文件' });
    await dialog.getByRole('button', { name: '选择……' }).click();
    await dialog.getByLabel('收费渠道').click();
    await page.getByTitle('中国银行').last().click();
    await dialog.getByRole('button', { name: /^导\s*入$/ }).click();
    await page.locator('.ant-drawer-open').waitFor();
  };
  await importFile();
  await page.getByRole('columnheader', { name: '对方户名' }).waitFor();
  await screenshot('51-bank-file');
  await closeDrawer(page);
  await importFile();
  await page.getByText('文件里的流水以前都导入过，没有新增。').waitFor();
  await closeDrawer(page);
  await page.getByLabel('文件名').fill('没有这个文件');
  await page.keyboard.press('Enter');
  await page.getByText('没有数据').first().waitFor();
  await page.getByLabel('文件名').fill(basename(month.bankFiles.boc));
  await page.keyboard.press('Enter');
  await page.getByText('已显示 1 行').waitFor();
  await screenshot('51-bank-files-filtered');

  await page.getByRole('menuitem', { name: '银行对账' }).click();
  await pressKey(page, 'F5');
  const runDialog = page.getByRole('dialog', { name: '与银行对账' });
  await runDialog.getByLabel('收费渠道').click();
  await page.getByTitle('中国银行').last().click();
  await runDialog.getByRole('button', { name: /对\s*账/ }).click();
  await page.getByText(/还不能日清：1 笔差异未处理/).waitFor();
  await screenshot('52-day-with-difference');
  await page.locator('.ant-drawer .ant-tag', { hasText: '重复' }).click();
  await page.getByText('银行方').waitFor();
  await page.getByLabel('原因').fill('银行重复列示');
  await screenshot('53-propose');
  await page.keyboard.press('Enter');
  await page.getByText(/0 笔差异未处理，1 笔待审批/).waitFor();
  await closeDrawer(page);
  await signOut(page);

  await signIn(page, 'approver', 'meterbook');
  await page.getByRole('menuitem', { name: '银行对账' }).click();
  await page.getByText('对账中').first().click();
  await page.locator('.ant-drawer .ant-tag', { hasText: '待审批' }).click();
  await page.getByText('银行重复列示').waitFor();
  await screenshot('54-approve-difference');
  await pressKey(page, 'F9');
  await page.getByText('没有未处理的差异，可以日清。').waitFor();
  await closeDrawer(page);
  await signOut(page);

  await signIn(page, 'clerk', 'meterbook');
  await page.getByRole('menuitem', { name: '银行对账' }).click();
  await page.getByText('对账中').first().click();
  await page.getByText('没有未处理的差异，可以日清。').waitFor();
  await pressKey(page, 'F9');
  await page
    .getByText(/日清后不能再改/)
    .last()
    .waitFor();
  await confirm(page);
  await page.getByText(/^已由 .* 日清$/).waitFor();
  await pressKey(page, 'F8');
  await page.getByText(/已生成凭证/).waitFor();
  await screenshot('55-signed-off');
  await closeDrawer(page);
  await signOut(page);

  await signIn(page, 'accountant', 'meterbook');
  await page.getByRole('menuitem', { name: '收付款凭证' }).click();
  await page.getByText('收款凭证', { exact: true }).first().click();
  await page.getByText('在途资金到账').waitFor();
  await screenshot('56-voucher');
  await pressKey(page, 'F9');
  await confirm(page);
  await page.getByText('已记账', { exact: true }).first().waitFor();
  await closeDrawer(page);
  await page.getByRole('menuitem', { name: '科目余额表' }).click();
  await page.getByText('借贷平衡').waitFor();
  await screenshot('57-trial-balance');
  await page.getByRole('menuitem', { name: '记账分录' }).click();
  await page.getByText('凭证', { exact: true }).first().click();
  await page.getByText('银行存款').last().waitFor();
  await screenshot('58-journal');
  await closeDrawer(page);

  const workbook = join(month.folder, '对账表.xlsx');
  await answerSaveDialogs(app, workbook);
  await page.getByRole('menuitem', { name: '银行对账' }).click();
  await page.getByText('已日清').first().click();
  await page.getByRole('button', { name: /^导出对账表/ }).click();
  await page.getByText(/^已导出 \d+ 行/).waitFor();
  expect(existsSync(workbook) && statSync(workbook).size).toBeGreaterThan(5_000);
  expect(running.errors).toEqual([]);
});

test('camt.053: a file that is none is refused in the dialog; four differences are resolved by their named actions', async () => {
  const { page, app, folder, screenshot } = running;
  await signIn(page, 'clerk', 'meterbook');
  await page.getByRole('menuitem', { name: '银行流水' }).click();
  await pressKey(page, 'F3');
  const dialog = page.getByRole('dialog', { name: '导入银行流水文件' });
  const chooseFile = async (path: string) => {
    await answerOpenDialogs(app, path);
    await dialog.getByRole('button', { name: '选择……' }).click();
  };
  const whole = readFileSync(month.bankFiles.icbc, 'utf8');
  const cut = join(folder, 'cut.xml');
  writeFileSync(cut, whole.slice(0, 900));
  const incomplete = join(folder, 'incomplete.xml');
  writeFileSync(incomplete, whole.replace(/<Ntry>.*\n/, ''));
  await chooseFile(cut);
  await dialog.getByLabel('收费渠道').click();
  await page.getByTitle('工商银行').last().click();
  await dialog.getByRole('button', { name: /^导\s*入$/ }).click();
  await dialog.getByText(/文件不完整|文件已损坏/).waitFor();
  await chooseFile(incomplete);
  await dialog.getByRole('button', { name: /^导\s*入$/ }).click();
  await dialog.getByText('期初余额加发生额不等于期末余额，文件可能不完整。').waitFor();
  await screenshot('59-bank-file-refused');
  await chooseFile(month.bankFiles.icbc);
  await pressKey(page, 'F5');
  await dialog.getByText('尚未导入').waitFor();
  expect(await dialog.getByRole('alert').filter({ hasText: '期初余额' }).count()).toBe(0);
  await dialog.getByRole('button', { name: /^导\s*入$/ }).dblclick();
  await page.getByRole('columnheader', { name: '对方户名' }).waitFor();
  await closeDrawer(page);
  const imported = page.locator('.ant-table-row', { hasText: '.xml' });
  // The list behind the drawer hears of the file a moment later.
  await imported.first().waitFor();
  expect(await imported.count()).toBe(1);

  await page.getByRole('menuitem', { name: '银行对账' }).click();
  await pressKey(page, 'F5');
  const runDialog = page.getByRole('dialog', { name: '与银行对账' });
  await runDialog.getByLabel('收费渠道').click();
  await page.getByTitle('工商银行').last().click();
  await runDialog.getByRole('button', { name: /对\s*账/ }).click();
  await page.getByText(/还不能日清：4 笔差异未处理/).waitFor();
  const signOff = page.getByRole('button', { name: /^日清/ });
  expect(await signOff.isDisabled()).toBe(true);
  await pressInVain(page, 'F9');
  expect(await page.locator('.ant-modal:visible').count()).toBe(0);
  await screenshot('59-four-differences');

  // One after the other, as they stand: each proposal leads to the next.
  const decide = async (title: string, action: string, reason: string) => {
    const drawer = page.locator('.ant-drawer', { hasText: '银行方' }).last();
    await drawer.locator('.ant-drawer-title', { hasText: title }).waitFor();
    await drawer.getByText(action, { exact: true }).or(drawer.getByLabel('处理办法')).first().waitFor();
    await drawer.getByLabel('处理办法').click();
    await page.getByTitle(action, { exact: true }).last().click();
    await drawer.getByLabel('原因').fill(reason);
    await screenshot(`59-${reason}`);
    await drawer.getByLabel('原因').press('Enter');
  };
  await page.locator('.ant-drawer .ant-tag', { hasText: '金额不符' }).click();
  await decide('金额不符', '冲正后按银行金额重记', '银行多收一元');
  await decide('银行有我方无', '转入待处理科目', '代扣退回');
  await decide('银行有我方无', '补记收款', '客户转账');
  await decide('我方有银行无', '挂账至次日', '银行次日入账');
  await page.getByText(/0 笔差异未处理，4 笔待审批/).waitFor();
  expect(await signOff.isDisabled()).toBe(true);
  await closeDrawer(page);
  await signOut(page);

  await signIn(page, 'approver', 'meterbook');
  await page.getByRole('menuitem', { name: '银行对账' }).click();
  await page.locator('.ant-table-row', { hasText: '工商银行' }).click();
  await page.locator('.ant-drawer .ant-tag', { hasText: '待审批' }).first().click();
  await page.getByText('银行多收一元').waitFor();
  // Twice on the place where the button stands: the next difference comes there, and is not approved unseen.
  await page.getByRole('button', { name: /^批准/ }).dblclick({ delay: 150 });
  await page.getByText('代扣退回').waitFor();
  await screenshot('59-second-approval');
  expect(await page.getByRole('button', { name: /^批准/ }).isEnabled()).toBe(true);
  await pressKey(page, 'F9');
  await page.getByText('客户转账').waitFor();
  await pressKey(page, 'F9');
  await page.getByText('银行次日入账').waitFor();
  await pressKey(page, 'F9');
  await page.getByText('银行次日入账').last().waitFor({ state: 'hidden' });
  await screenshot('59-four-approved');
  await closeDrawer(page);
  await signOut(page);

  await signIn(page, 'clerk', 'meterbook');
  await page.getByRole('menuitem', { name: '银行对账' }).click();
  await page.locator('.ant-table-row', { hasText: '工商银行' }).click();
  await page.getByText('没有未处理的差异，可以日清。').waitFor();
  await pressKey(page, 'F9');
  await confirm(page);
  await page.getByText(/^已由 .* 日清$/).waitFor();
  await screenshot('59-signed-off');
  expect(running.errors).toEqual([]);
});

/** A person of a small office, who has every role. */
async function addEverybody(page: Page): Promise<void> {
  const send = async (name: string, input: object) => {
    const reply = await invoke(page, { name, input, commandId: crypto.randomUUID() });
    if (!reply.ok) throw new Error(`${name} ${reply.error.code}`);
  };
  const [userName, first, second] = ['every', 'first password', 'second password'];
  await send('session.signIn', { userName: 'admin', password: 'meterbook' });
  await send('user.create', { userName, displayName: '王大力', roles: ROLES, password: first });
  await send('session.signIn', { userName, password: first });
  await send('session.changePassword', { currentPassword: first, newPassword: second });
  for (let at = 1; at <= 30; at += 1) {
    await send('route.save', {
      routeId: null,
      expectedVersion: null,
      routeNo: `9${at}`,
      name: '山里',
      cycleDay: 8,
    });
  }
  await startOver(page);
  await signIn(page, userName, second);
}

/** Words of English are the longer ones: what fits the smallest screen in it fits the next one. */
const SCREENS = {
  zh: [
    [1280, 720],
    [1024, 700],
  ],
  en: [[1024, 700]],
} as const;

test('every page and what opens from it: in one language, nothing cut off on the smallest screens', async () => {
  const { page } = running;
  await addEverybody(page);
  const known = wordsOfLedger(month.ledgerPath);
  const pages = page.getByRole('menuitem');
  await pages.first().waitFor();
  const look = async (language: 'zh' | 'en', name: string) => {
    for (const [width, height] of SCREENS[language]) {
      await page.setViewportSize({ width, height });
      await page.locator('.ant-spin-spinning').first().waitFor({ state: 'hidden' });
      // What is drawn anew finds its place.
      await vi.waitFor(
        async () => expect(await faultsOnScreen(page, language, known), name).toEqual([]),
        10_000,
      );
    }
  };
  const walk = async (language: 'zh' | 'en') => {
    for (let at = 0; at < (await pages.count()); at += 1) {
      const title = `${at} ${await pages.nth(at).textContent()}`;
      await pages.nth(at).click();
      await look(language, title);
      const row = page.getByRole('main').locator('.ant-table-row').first();
      if ((await row.count()) === 0) continue;
      await row.click();
      const opened = page.locator('.ant-modal:visible, .ant-drawer-open');
      if ((await opened.count()) === 0) continue;
      await look(language, `${title} 1`);
      await page.keyboard.press('Escape');
      await opened.first().waitFor({ state: 'hidden' });
    }
  };
  await walk('zh');
  await page.getByRole('menuitem', { name: '抄表段' }).click();
  // What is longer than the window is scrolled to, the menu stays.
  await page.mouse.move(700, 400);
  await page.mouse.wheel(0, 9_000);
  const bottomOf = async (name: string) => {
    const box = await page.getByText(name, { exact: true }).last().boundingBox();
    return box ? box.y + box.height : Number.POSITIVE_INFINITY;
  };
  await vi.waitFor(async () => expect(await bottomOf('930')).toBeLessThan(700));
  expect(await bottomOf('用户档案')).toBeGreaterThan(0);
  await page.getByRole('button', { name: 'English' }).click();
  await walk('en');
  await page.getByRole('button', { name: '中文' }).click();
  expect(running.errors).toEqual([]);
});
