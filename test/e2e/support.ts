import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { _electron, type ElectronApplication, type Page } from 'playwright-core';
import type { CoreEvent, Reply, RequestBody } from '#shared/contract/wire.ts';

const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
/** Holds the application back until Playwright listens. Without it a window that opens sooner is sometimes never seen. */
const LOADER = join(ROOT, 'node_modules', 'playwright-core', 'lib', 'server', 'electron', 'loader.js');
const SCREENSHOTS = join(ROOT, 'out', 'screenshots');

/** What the bridge gives to a page, and where `collectEvents` puts what it hears. */
export type PageGlobals = {
  readonly meterbook: {
    readonly invoke: (body: RequestBody) => Promise<Reply>;
    readonly subscribe: (listener: (event: CoreEvent) => void) => () => void;
  };
  heard?: CoreEvent[];
};

export type RunningApp = {
  readonly app: ElectronApplication;
  readonly page: Page;
  /** A folder of this run alone, for ledgers and files. */
  readonly folder: string;
  /** Errors that pages threw or wrote to their console so far. */
  readonly errors: readonly string[];
  readonly screenshot: (name: string) => Promise<void>;
  readonly close: () => Promise<void>;
};

type LaunchOptions = {
  /** Opened at the start. */
  readonly ledgerPath?: string;
  /** Kept when the application is closed, so that a second start finds it; otherwise a new one is made and removed. */
  readonly folder?: string;
};

/** What runs now, so that a test that fails leaves a picture of it. */
const runningApps = new Set<RunningApp>();

/** Takes a picture of every window that is open, as `failed` and the name of the test. */
export async function screenshotFailure(testName: string): Promise<void> {
  const name = testName.replace(/[^\p{L}\p{N}]+/gu, '-').slice(0, 80);
  for (const running of runningApps) await running.screenshot(`failed-${name}`);
}

/** Several times what a start takes. */
const WINDOW_MS = 15_000;

/** The window, without movement: a click on a button that still grows into its place is sometimes lost. */
async function answeringWindow(app: ElectronApplication): Promise<Page> {
  const page = await app.firstWindow({ timeout: WINDOW_MS });
  await page.emulateMedia({ reducedMotion: 'reduce' });
  return page;
}

/** Starts the built application with settings of its own: nothing of the person who runs the tests is touched. */
export async function launch({ ledgerPath, folder: keptFolder }: LaunchOptions = {}): Promise<RunningApp> {
  const executablePath = process.env.METERBOOK_ELECTRON;
  if (!executablePath) throw new Error('METERBOOK_ELECTRON is not set: run the tests with "npm run e2e"');
  const folder = keptFolder ?? mkdtempSync(join(tmpdir(), 'meterbook-e2e-'));
  const { METERBOOK_LEDGER: _, ...env } = process.env as Record<string, string>;
  const app = await _electron.launch({
    executablePath,
    args: ['-r', LOADER, `--user-data-dir=${join(folder, 'chromium')}`, ROOT],
    env: {
      ...env,
      METERBOOK_SETTINGS: join(folder, 'settings'),
      ...(ledgerPath !== undefined && { METERBOOK_LEDGER: ledgerPath }),
    },
  });
  const page = await Promise.race([answeringWindow(app), delay(WINDOW_MS, null, { ref: false })]);
  if (!page) {
    app.process().kill('SIGKILL');
    throw new Error('The window does not answer.');
  }
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(error.stack ?? error.message));
  page.on('console', (message) => message.type() === 'error' && problems.push(message.text()));
  // What a person would wait for. The event of loading is sometimes missed by who listens a little late.
  await page.locator('#root > *').first().waitFor();
  const running: RunningApp = {
    app,
    page,
    folder,
    errors: problems,
    screenshot: async (name) => {
      mkdirSync(SCREENSHOTS, { recursive: true });
      await page.screenshot({ path: join(SCREENSHOTS, `${name}.png`) });
    },
    close: async () => {
      runningApps.delete(running);
      await app.close();
      if (keptFolder === undefined) rmSync(folder, { recursive: true, force: true });
    },
  };
  runningApps.add(running);
  return running;
}

/** Calls core (or the window) as a page does. */
export function invoke(page: Page, body: RequestBody): Promise<Reply> {
  return page.evaluate((sent) => (globalThis as unknown as PageGlobals).meterbook.invoke(sent), body);
}

/** What core answers to a query of the page. */
export async function ask<Answer>(page: Page, name: string, input: object): Promise<Answer> {
  const reply = await invoke(page, { name, input });
  if (!reply.ok) throw new Error(`${name} ${reply.error.code}`);
  return reply.value as Answer;
}

/** Begins to collect the events that reach the page; `heardEvents` reads them. */
export async function collectEvents(page: Page): Promise<void> {
  await page.evaluate(() => {
    const globals = globalThis as unknown as PageGlobals;
    const heard: CoreEvent[] = [];
    globals.heard = heard;
    globals.meterbook.subscribe((event) => heard.push(event));
  });
}

export function heardEvents(page: Page): Promise<readonly CoreEvent[]> {
  return page.evaluate(() => (globalThis as unknown as PageGlobals).heard ?? []);
}

/** The process id of core: a utility process of Electron, or a child of plain Node.js that runs core.js. */
export async function corePid(app: ElectronApplication): Promise<number> {
  const utility = await app.evaluate(
    ({ app: electronApp }) =>
      electronApp
        .getAppMetrics()
        .find(({ serviceName, name }) => (name ?? serviceName) === 'Meterbook ledger')?.pid,
  );
  if (utility !== undefined) return utility;
  const parent = app.process().pid;
  const children = readFileSync(`/proc/${parent}/task/${parent}/children`, 'utf8')
    .trim()
    .split(' ')
    .map(Number);
  const core = children.find((pid) => readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('core.js'));
  if (core === undefined) throw new Error('core does not run');
  return core;
}

/**
 * Before each of several tests in one window: nobody is signed in, as after a start of the application, which takes
 * seconds.
 */
export async function startOver(page: Page): Promise<void> {
  await page.setViewportSize({ width: 1440, height: 860 });
  await page.reload();
  await page.getByLabel('用户名', { exact: true }).waitFor();
}

/** Makes the sample office on the page of the first start, by default without bills, and goes on to signing in. */
export async function makeSample(
  { page, app, folder }: RunningApp,
  { points = 200, billedMonths = 0 } = {},
): Promise<void> {
  await answerSaveDialogs(app, join(folder, 'sample.meterbook'));
  await page.getByLabel('用电点数量').fill(String(points));
  await page.getByLabel('已出账的往月数').fill(String(billedMonths));
  await page.getByRole('button', { name: '建立样例' }).click();
  await page.getByText('样例已建立').waitFor();
  await page.getByRole('button', { name: '去登录' }).click();
  await page.getByText('青溪供电所（样例）').waitFor();
}

/** Fills in the sign-in screen. */
export async function signIn(page: Page, userName: string, password: string): Promise<void> {
  await page.getByLabel('用户名').fill(userName);
  await page.getByLabel('密码').fill(password);
  await page.keyboard.press('Enter');
}

/** Ends the session of whoever sits there, in Chinese. */
export async function signOut(page: Page): Promise<void> {
  await page.getByRole('banner').getByRole('button').last().click();
  await page.getByText('退出登录').click();
}

/**
 * Presses a function key once a button on the screen says that it hears it: words may stand there before their drawer
 * or dialog does, or while a button is still busy.
 */
export async function pressKey(page: Page, key: `F${number}`): Promise<void> {
  await page
    .locator(`button[aria-keyshortcuts="${key}"]:enabled:not(.ant-btn-loading):visible`)
    .last()
    .waitFor();
  await page.keyboard.press(key);
}

/** Presses a function key that nothing on the screen may answer, whatever buttons bear it. */
export async function pressInVain(page: Page, key: `F${number}`): Promise<void> {
  await page.keyboard.press(key);
}

/** Answers the next dialogs for a file to open with this path; `null` closes them. */
export async function answerOpenDialogs(
  app: ElectronApplication,
  chosen: string | readonly string[] | null,
): Promise<void> {
  const paths = chosen === null ? [] : [chosen].flat();
  await app.evaluate(({ dialog }, filePaths) => {
    dialog.showOpenDialog = async () => ({ canceled: filePaths.length === 0, filePaths });
  }, paths);
}

/** Answers the next dialogs for a place to save at with this path. */
export async function answerSaveDialogs(app: ElectronApplication, path: string): Promise<void> {
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath });
  }, path);
}
