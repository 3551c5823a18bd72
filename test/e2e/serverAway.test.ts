import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { Core } from '#core/core.ts';
import { createLog } from '#core/runtime/log.ts';
import { SAMPLE_PASSWORD } from '#core/sample/people.ts';
import { sessionSignIn } from '#shared/contract/access.ts';
import { customerPage } from '#shared/contract/customers.ts';
import { ledgerCreateSample } from '#shared/contract/ledger.ts';
import { type CuttingWire, layWire } from '../support/cuttingWire.ts';
import { Desk } from '../support/office.ts';
import { type PostgresServer, startPostgres } from '../support/postgresServer.ts';
import { callUp } from './counter.ts';
import { launch, pressKey, type RunningApp, signIn, startOver } from './support.ts';

let server: PostgresServer;
let wire: CuttingWire;
let folder: string;
let accountNo: string;
let books: pg.Client;
let running: RunningApp;

beforeAll(async () => {
  server = await startPostgres();
  wire = await layWire(server.port);
  folder = mkdtempSync(join(tmpdir(), 'meterbook-server-away-'));
  const core = new Core({ log: createLog('silent'), settingsFolder: join(folder, 'settings') });
  const desk = new Desk(core.connect(() => {}));
  const path = server.address('office');
  const filesFolder = join(folder, 'files');
  await desk.run(ledgerCreateSample, { path, points: 10, seed: 1, period: '2026-10', filesFolder });
  await desk.run(sessionSignIn, { userName: 'reader', password: SAMPLE_PASSWORD });
  accountNo = (await desk.ask(customerPage, { limit: 1 })).rows[0]?.accountNo ?? '';
  await core.close();
  books = new pg.Client({ connectionString: path });
  await books.connect();
  await start();
});
afterAll(async () => {
  await running.close();
  await books.end();
  wire.close();
  await server.stop();
  rmSync(folder, { recursive: true });
});
beforeEach(async () => {
  await startOver(running.page);
  await counter();
});
afterEach(() => wire.mend());

/** Starts the application on the ledger of the office, reached over the wire, with what an earlier start kept. */
async function start(): Promise<void> {
  const ledgerPath = server.address('office').replace(`:${server.port}/`, `:${wire.port}/`);
  running = await launch({ folder, ledgerPath });
}

async function counter(): Promise<void> {
  const { page } = running;
  await signIn(page, 'cashier', SAMPLE_PASSWORD);
  await callUp(page, accountNo);
  await page.getByText('未缴账单').waitFor();
}

async function pay(amount: string): Promise<void> {
  await running.page.getByLabel('收款金额（元）').fill(amount);
  await pressKey(running.page, 'F4');
}

async function receiptCount(): Promise<number> {
  const { rows } = await books.query<{ count: string }>('select count(*) from meterbook.receipt');
  return Number(rows[0]?.count);
}

/** Ends the program as a power cut does: nothing of it can do anything more. */
async function cutPower(): Promise<void> {
  const program = running.app.process();
  const gone = new Promise((resolve) => program.once('exit', resolve));
  program.kill('SIGKILL');
  await gone;
  await running.close();
}

test('while the server is away the window says so and keeps what was typed; when it is back the work goes on', async () => {
  const { page, screenshot } = running;
  const before = await receiptCount();
  wire.cut();
  await pay('1.23');
  const away = page.getByText('连不上数据库服务器，请检查网络后再试（不会重复记账）。');
  await away.first().waitFor();
  await screenshot('120-server-away');
  expect(await page.getByLabel('收款金额（元）').inputValue()).toBe('1.23');
  await page.getByRole('menuitem', { name: '收款收据' }).click();
  await away.first().waitFor();
  await screenshot('121-page-without-server');
  wire.mend();
  // Nobody has to press anything: the page is read as soon as the server is back.
  await expect.poll(() => away.count(), { timeout: 20_000 }).toBe(0);
  await callUp(page, accountNo);
  await page.getByText('未缴账单').waitFor();
  wire.cut();
  await pay('1.24');
  await away.first().waitFor();
  // A list may have said it first: the payment is refused when its button can be pressed again.
  await page.locator('.ant-btn-loading').first().waitFor({ state: 'hidden' });
  wire.mend();
  await pressKey(page, 'F4');
  await page.getByText(/：已收 1\.24/).waitFor();
  await expect.poll(() => away.count(), { timeout: 20_000 }).toBe(0);
  expect(await receiptCount()).toBe(before + 1);
  expect(running.errors).toEqual([]);
});

test('a payment whose answer was lost with the server is clarified by itself, and the form goes on', async () => {
  const { page, screenshot } = running;
  const before = await receiptCount();
  wire.loseNextAnswerToCommit();
  wire.stayCut();
  await pay('2.34');
  await page.getByText(/还不知道本次操作是否完成/).waitFor();
  await screenshot('122-outcome-unknown-server');
  expect(await page.getByLabel('收款金额（元）').inputValue()).toBe('2.34');
  wire.mend();
  await page.getByText(/已查明：收款已经完成/).waitFor();
  await page.getByText(/：已收 2\.34/).waitFor();
  await screenshot('123-clarified');
  await pay('2.35');
  await page.getByText(/：已收 2\.35/).waitFor();
  expect(await receiptCount()).toBe(before + 2);
  expect(running.errors).toEqual([]);
});

test.each([
  {
    title: 'was posted',
    lose: () => wire.loseNextAnswerToCommit(),
    startsTooEarly: true,
    told: /已查明：收款已经完成/,
    posted: 1,
  },
  {
    title: 'was not posted',
    lose: () => wire.loseNextCommit(),
    startsTooEarly: false,
    told: /已查明：收款没有完成/,
    posted: 0,
  },
])(
  'after a power cut the cashier is told that a payment $title, though its answer never came',
  async ({ lose, startsTooEarly, told, posted }) => {
    const before = await receiptCount();
    const cuts = wire.cuts();
    lose();
    wire.stayCut();
    await pay('3.45');
    await expect.poll(() => wire.cuts()).toBe(cuts + 1);
    await cutPower();
    if (startsTooEarly) {
      // Before the server is reachable it is said why there is no ledger.
      await start();
      await running.page.getByText(/连不上数据库服务器/).waitFor();
      await running.screenshot('124-started-without-server');
      await running.close();
    }
    wire.mend();

    await start();
    const { page, screenshot } = running;
    await counter();
    await page.getByText(told).waitFor();
    await page.getByText('金额（元）: 3.45').waitFor();
    await screenshot(`125-told-after-power-cut-${posted}`);
    expect(await receiptCount()).toBe(before + posted);
    await pay('3.46');
    await page.getByText(/：已收 3\.46/).waitFor();
    await expect.poll(() => readdirSync(join(folder, 'settings', 'sentCommands'))).toEqual([]);
  },
);
