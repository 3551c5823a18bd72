import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import {
  type PostgresServer,
  SERVER_PASSWORD,
  SERVER_USER,
  startPostgres,
} from '../support/postgresServer.ts';
import { launch, pressKey, type RunningApp, signIn } from './support.ts';

let server: PostgresServer;
let running: RunningApp;
beforeAll(async () => {
  server = await startPostgres();
});
afterAll(() => server.stop());
beforeEach(async () => {
  running = await launch();
});
afterEach(() => running.close());

test('the first desk makes the ledger of the office on a server; what does not work is said before', async () => {
  const { page, screenshot } = running;
  await page.getByRole('button', { name: '连接服务器上的账本' }).click();
  const dialog = page.getByRole('dialog', { name: '连接服务器上的账本' });
  await dialog.getByLabel('服务器', { exact: true }).fill('127.0.0.1');
  await dialog.getByLabel('端口').fill('1');
  await dialog.getByLabel('数据库', { exact: true }).fill('office');
  await dialog.getByLabel('数据库用户').fill(SERVER_USER);
  await dialog.getByLabel('数据库密码').fill('wrong password');
  await dialog.getByLabel('加密连接（TLS）').click();
  await page.getByTitle('不加密（仅限本机）').click();
  await dialog.getByRole('button', { name: '连接并打开' }).click();
  await dialog.getByText(/连不上数据库服务器/).waitFor();
  await screenshot('82-server-unreachable');
  await dialog.getByLabel('端口').fill(String(server.port));
  await dialog.getByRole('button', { name: '连接并打开' }).click();
  await dialog.getByText(/数据库的用户名或密码不对/).waitFor();
  await dialog.getByLabel('数据库密码').fill(SERVER_PASSWORD);
  await dialog.getByRole('button', { name: '连接并打开' }).click();
  await dialog.getByText('服务器上没有这个数据库。').waitFor();

  await dialog.getByText('服务器上还没有账本：在这个数据库中新建').click();
  await dialog.getByLabel('单位名称').fill('临江供电公司');
  await dialog.getByLabel('管理员姓名').fill('管理员');
  await dialog.getByLabel('密码（至少 8 位）').fill('first-password');
  await screenshot('83-new-on-server');
  await dialog.getByRole('button', { name: '连接并新建' }).click();
  await page.getByLabel('用户名', { exact: true }).waitFor();
  await signIn(page, 'admin', 'first-password');
  await page.getByText('临江供电公司').first().waitFor();
  await page.getByRole('banner').getByText('管理员').waitFor();
  await screenshot('84-on-server');

  // What one desk does, the other sees while it looks.
  const second = await launch({ ledgerPath: server.address('office') });
  try {
    const other = second.page;
    await signIn(other, 'admin', 'first-password');
    await other.getByRole('menuitem', { name: '用户与岗位' }).click();
    await other.getByRole('cell', { name: 'admin', exact: true }).waitFor();
    await page.getByRole('menuitem', { name: '用户与岗位' }).click();
    await pressKey(page, 'F2');
    const person = page.getByRole('dialog');
    await person.getByLabel('用户名').fill('wang');
    await person.getByLabel('姓名').fill('王立新');
    await person.getByLabel('岗位').click();
    await page.getByTitle('抄表员').click();
    await person.getByLabel('初始密码').fill('first password');
    await person.getByLabel('初始密码').press('Enter');
    await page.getByRole('cell', { name: '王立新' }).waitFor();
    await other.getByRole('cell', { name: '王立新' }).waitFor();
    await second.screenshot('84-news-of-another-desk');
    expect(second.errors).toEqual([]);
  } finally {
    await second.close();
  }
});
