import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import {
  answerOpenDialogs,
  collectEvents,
  corePid,
  heardEvents,
  invoke,
  launch,
  type PageGlobals,
  type RunningApp,
} from './support.ts';

let running: RunningApp;

beforeAll(async () => {
  running = await launch();
});

afterAll(async () => {
  await running.close();
});

test('the first start shows something and asks core without an error', async () => {
  const { page, errors } = running;
  await page.locator('#root > *, #root').first().waitFor();
  await expect(page.title()).resolves.toContain('Meterbook');
  await expect(invoke(page, { name: 'ledger.status', input: {} })).resolves.toMatchObject({
    ok: true,
    value: { ledger: null },
  });
  await running.screenshot('first-start');
  expect(errors).toEqual([]);
});

test('a page gets two functions and nothing of Node.js', async () => {
  const found = await running.page.evaluate(() => {
    const globals = globalThis as unknown as PageGlobals & Record<string, unknown>;
    return {
      bridge: Object.entries(globals.meterbook).map(([name, value]) => `${name}: ${typeof value}`),
      node: ['require', 'process', 'module', 'Buffer', 'global'].filter((name) => name in globals),
    };
  });
  expect(found).toEqual({ bridge: ['invoke: function', 'subscribe: function'], node: [] });
});

test('inline script, foreign addresses and new windows are blocked', async () => {
  const found = await running.page.evaluate(async () => {
    // The tests are compiled without the browser's types.
    const page = globalThis as unknown as {
      document: { createElement(tag: string): { textContent: string }; head: { append(node: object): void } };
      open(address: string): object | null;
      inlineRan?: boolean;
    };
    const script = page.document.createElement('script');
    script.textContent = 'globalThis.inlineRan = true';
    page.document.head.append(script);
    const remote = await fetch('https://example.com/').then(
      () => 'reached',
      () => 'blocked',
    );
    return { inline: page.inlineRan === true, remote, window: page.open('https://example.com/') !== null };
  });
  expect(found).toEqual({ inline: false, remote: 'blocked', window: false });
  expect(running.app.windows()).toHaveLength(1);
});

test('files outside of the pages are not served', async () => {
  const answers = await running.page.evaluate(() =>
    Promise.all(
      ['/%2e%2e/main/index.js', '/..%2f..%2fpackage.json', '/missing.js'].map(
        async (path) => (await fetch(path)).status,
      ),
    ),
  );
  expect(answers).toEqual([404, 403, 404]);
});

test('calls that nobody knows and calls without a name are answered with a fault', async () => {
  const { page } = running;
  const codes = [];
  for (const body of [
    { name: 'no.such', input: {} },
    { name: 'window.no', input: {} },
    { input: {} } as never,
  ]) {
    const reply = await invoke(page, body);
    codes.push(reply.ok ? 'ok' : reply.error.code);
  }
  expect(codes).toEqual(['unknown_command', 'unknown_command', 'invalid_input']);
});

test('a file dialog answers with the chosen path, and with nothing when it is closed', async () => {
  const { app, page } = running;
  const choose = () => invoke(page, { name: 'window.chooseFile', input: { filters: [] } });
  await answerOpenDialogs(app, '/data/meters.csv');
  await expect(choose()).resolves.toEqual({ ok: true, value: { path: '/data/meters.csv' } });
  await answerOpenDialogs(app, null);
  await expect(choose()).resolves.toEqual({ ok: true, value: { path: null } });
});

test('core that is killed is started again on the same ledger, and every window is told', async () => {
  const { app, page, folder } = running;
  const path = join(folder, 'office.meterbook');
  const created = await invoke(page, {
    name: 'ledger.create',
    input: {
      path,
      officeName: '临江供电公司',
      admin: { userName: 'admin', displayName: '管理员', password: 'first-password' },
    },
  });
  expect(created).toMatchObject({ ok: true });
  expect(existsSync(path)).toBe(true);

  await collectEvents(page);
  const killed = await corePid(app);
  process.kill(killed, 'SIGKILL');
  await vi.waitFor(
    async () => expect(await heardEvents(page)).toContainEqual({ topic: 'core_restarted' }),
    20_000,
  );

  expect(await corePid(app)).not.toBe(killed);
  const status = await invoke(page, { name: 'ledger.status', input: {} });
  expect(status).toMatchObject({ ok: true, value: { ledger: { path, officeName: '临江供电公司' } } });
});

test('what waits while core dies is answered with core_restarted', async () => {
  const { app, page, folder } = running;
  const sample = invoke(page, {
    name: 'ledger.createSample',
    commandId: 'sample-that-is-interrupted',
    input: { path: join(folder, 'sample.meterbook'), points: 200_000 },
  });
  process.kill(await corePid(app), 'SIGKILL');
  await expect(sample).resolves.toMatchObject({
    ok: false,
    error: { kind: 'fault', code: 'core_restarted' },
  });
  expect(existsSync(join(folder, 'sample.meterbook'))).toBe(false);
});

test('core that dies again and again is left alone until a window asks for something', async () => {
  const { app, page } = running;
  const kill = async () => {
    const pid = await vi.waitFor(() => corePid(app), 20_000);
    process.kill(pid, 'SIGKILL');
    await vi.waitFor(async () => expect(await corePid(app).catch(() => null)).not.toBe(pid), 20_000);
  };
  for (let times = 0; times < 4; times += 1) {
    if ((await corePid(app).catch(() => null)) !== null) await kill();
  }
  await expect(corePid(app)).rejects.toThrow('core does not run');
  const status = await invoke(page, { name: 'ledger.status', input: {} });
  expect(status).toMatchObject({ ok: true, value: { ledger: { officeName: '临江供电公司' } } });
});

test('a reload is a new connection: the one before is signed out', async () => {
  const { page } = running;
  const signedIn = await invoke(page, {
    name: 'session.signIn',
    commandId: 'sign-in-before-reload',
    input: { userName: 'admin', password: 'first-password' },
  });
  expect(signedIn).toMatchObject({ ok: true });
  await page.reload();
  await expect(invoke(page, { name: 'session.current', input: {} })).resolves.toEqual({
    ok: true,
    value: { user: null },
  });
});
