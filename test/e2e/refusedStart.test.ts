import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { invoke, launch, type RunningApp } from './support.ts';

let first: RunningApp;
beforeEach(async () => {
  first = await launch();
});
afterEach(() => first.close());

test('a second window program on one ledger is told that another one has it, and opens it once that is closed', async () => {
  const path = join(first.folder, 'office.meterbook');
  const created = await invoke(first.page, {
    name: 'ledger.create',
    input: {
      path,
      officeName: '临江供电公司',
      admin: { userName: 'admin', displayName: '管理员', password: 'first-password' },
    },
  });
  expect(created).toMatchObject({ ok: true });
  const second = await launch({ ledgerPath: path });
  const { page } = second;
  try {
    await page.getByText(`账本没有打开：${path}`).waitFor();
    await page.getByText(/账本正被另一个程序使用/).waitFor();
    await second.screenshot('02a-ledger-in-use');
    await page.getByRole('button', { name: /重\s*试/ }).click();
    await page.getByText(/账本正被另一个程序使用/).waitFor();
    await first.app.close();
    await page.getByRole('button', { name: /重\s*试/ }).click();
    await page.getByText('临江供电公司').waitFor();
    await page.getByLabel('用户名', { exact: true }).waitFor();
    expect(second.errors).toEqual([]);
  } finally {
    await second.close();
  }
});
