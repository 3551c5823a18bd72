import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { commandClarify } from '#shared/contract/access.ts';
import { receiptPage } from '#shared/contract/collection.ts';
import type { BoundSession, FromCore, Reply, RequestBody, ToCore } from '#shared/contract/wire.ts';
import { TEST_PASSWORD, TestOffice } from '../../support/office.ts';
import { ROOT } from '../../tidy/sources.ts';

/** The core of a window in a process of its own, spoken to as main does; remembers what main would. */
class WindowCore {
  ledgerName: string | null = null;
  readonly sessions = new Map<number, string>();
  readonly #child: ChildProcess;
  readonly #pending = new Map<number, (reply: Reply | null) => void>();
  readonly #gone: Promise<unknown>;

  private constructor(settingsFolder: string) {
    this.#child = fork(join(ROOT, 'electron/core/index.ts'), {
      serialization: 'advanced',
      env: { ...process.env, METERBOOK_SETTINGS: settingsFolder, METERBOOK_LOG_LEVEL: 'silent' },
    });
    this.#gone = once(this.#child, 'exit');
    this.#child.once('exit', () => {
      for (const resolve of this.#pending.values()) resolve(null);
    });
  }

  /** Starts a core and waits until it is ready. */
  static async start(
    settingsFolder: string,
    before: { readonly ledgerName: string | null; readonly sessions: Iterable<readonly [number, string]> },
  ): Promise<WindowCore> {
    const core = new WindowCore(settingsFolder);
    const sessions: BoundSession[] = [];
    for (const [connectionId, userId] of before.sessions) {
      core.sessions.set(connectionId, userId);
      sessions.push({ connectionId, userId });
    }
    await new Promise<void>((resolve) => {
      core.#child.on('message', (message) => core.#receive(message as FromCore, resolve));
      core.#post({ type: 'begin', ledgerName: before.ledgerName, sessions });
    });
    return core;
  }

  #post(message: ToCore): void {
    this.#child.send(message, () => undefined);
  }

  #receive(message: FromCore, onReady: () => void): void {
    if (message.type === 'ready') onReady();
    if (message.type === 'ledger') this.ledgerName = message.ledgerName;
    if (message.type === 'reply') this.#pending.get(message.requestId)?.(message.reply);
    if (message.type !== 'session') return;
    if (message.userId === null) this.sessions.delete(message.connectionId);
    else this.sessions.set(message.connectionId, message.userId);
  }

  /** The reply; `null` when core died first. */
  request(connectionId: number, body: RequestBody): Promise<Reply | null> {
    const requestId = this.#pending.size + 1;
    return new Promise((resolve) => {
      this.#pending.set(requestId, resolve);
      this.#post({ type: 'request', connectionId, requestId, body });
    });
  }

  async kill(): Promise<void> {
    this.#child.kill('SIGKILL');
    await this.#gone;
  }
}

const ACCOUNT_NO = '0001234567';
const WINDOW = 7;
const OTHER_WINDOW = 8;
const paymentOf = (commandId: string): RequestBody => ({
  name: 'payment.receive',
  commandId,
  input: { accountNo: ACCOUNT_NO, amountMinor: 5_000, method: 'cash' },
});

const clarify = (commandId: string): RequestBody => ({ name: commandClarify.name, commandId, input: {} });

let office: TestOffice;
let core: WindowCore;
const settingsFolder = () => join(office.folder, 'settings');

// A core takes seconds to start from its sources: each test goes on with the one that the test before left.
beforeAll(async () => {
  office = await TestOffice.create();
  await office.desk('cashier', ['cashier']);
  await office.withLedger((db) =>
    db
      .insertInto('customer')
      .values({
        customer_id: 'customer-who-pays',
        account_no: ACCOUNT_NO,
        name: '王立新',
        address: '一号路1号',
        phone: '',
        customer_class: 'household',
        household_size: null,
        state: 'active',
        version: 1,
        created_at: '2026-01-01T00:00:00.000Z',
      })
      .execute(),
  );
  // The ledger belongs to the core of the window now.
  await office.core.close();
  core = await WindowCore.start(settingsFolder(), { ledgerName: office.ledgerPath, sessions: [] });
  await signIn(WINDOW);
});
afterAll(async () => {
  await core.kill();
  await office.close();
});

async function signIn(connectionId: number): Promise<void> {
  const input = { userName: 'cashier', password: TEST_PASSWORD };
  const reply = await core.request(connectionId, {
    name: 'session.signIn',
    commandId: `sign-in-${connectionId}`,
    input,
  });
  expect(reply).toMatchObject({ ok: true });
}

async function receiptCount(): Promise<number> {
  const reply = await core.request(WINDOW, { name: receiptPage.name, input: { limit: 10 } });
  if (!reply?.ok) throw new Error(`no receipts: ${JSON.stringify(reply)}`);
  return (reply.value as { rows: unknown[] }).rows.length;
}

test('a payment that was committed just before core died answers the repeat with its one receipt; whoever signed out stays out', async () => {
  await signIn(OTHER_WINDOW);
  await core.request(OTHER_WINDOW, {
    name: 'session.signOut',
    commandId: 'sign-out-before-death',
    input: {},
  });
  const payment = paymentOf('payment-committed-before-death');
  const first = await core.request(WINDOW, payment);
  expect(first).toMatchObject({ ok: true, value: { amountMinor: 5_000 } });
  await core.kill();
  core = await WindowCore.start(settingsFolder(), core);
  expect(await core.request(WINDOW, payment)).toEqual(first);
  expect(await core.request(WINDOW, clarify('payment-committed-before-death'))).toEqual({
    ok: true,
    value: { state: 'done', commandName: 'payment.receive', answer: (first as { value: unknown }).value },
  });
  expect(await receiptCount()).toBe(1);
  for (const connectionId of [OTHER_WINDOW, 9]) {
    expect(await core.request(connectionId, payment)).toMatchObject({ error: { code: 'not_signed_in' } });
  }
});

test('a payment during which core dies, again and again, is taken once', async () => {
  const before = await receiptCount();
  const moments = [2, 8, 20];
  for (const after of moments) {
    const payment = paymentOf(`payment-killed-after-${after}`);
    const waiting = core.request(WINDOW, payment);
    await delay(after);
    await core.kill();
    const answered = await waiting;
    core = await WindowCore.start(settingsFolder(), core);
    const repeated = await core.request(WINDOW, payment);
    expect(repeated).toMatchObject({ ok: true, value: { amountMinor: 5_000 } });
    if (answered) expect(repeated).toEqual(answered);
  }
  expect(await receiptCount()).toBe(before + moments.length);
});

test('what became of a payment is known for good, whenever core died or whoever is faster', async () => {
  let before = await receiptCount();
  const expectKnown = async (commandId: string, outcome: Reply | null) => {
    if (!outcome?.ok) throw new Error(`not known: ${JSON.stringify(outcome)}`);
    const { state, answer } = outcome.value as { state: string; answer?: unknown };
    const late = await core.request(WINDOW, paymentOf(commandId));
    if (state === 'done') {
      expect(late).toEqual({ ok: true, value: answer });
      before += 1;
    } else expect(late).toMatchObject({ error: { code: 'command_id_reused' } });
    expect(await core.request(WINDOW, clarify(commandId))).toEqual(outcome);
    expect(await receiptCount()).toBe(before);
  };
  const killed = 'payment-clarified-after-death';
  const waiting = core.request(WINDOW, paymentOf(killed));
  await delay(5);
  await core.kill();
  await waiting;
  core = await WindowCore.start(settingsFolder(), core);
  await expectKnown(killed, await core.request(WINDOW, clarify(killed)));

  // The same person at two windows: the second asks while the payment of the first is on its way.
  await signIn(OTHER_WINDOW);
  for (let round = 0; round < 5; round += 1) {
    const commandId = `payment-overtaken-${round}`;
    const [paid, outcome] = await Promise.all([
      core.request(WINDOW, paymentOf(commandId)),
      core.request(OTHER_WINDOW, clarify(commandId)),
    ]);
    expect(outcome).toMatchObject({ value: { state: paid?.ok ? 'done' : 'not_done' } });
    await expectKnown(commandId, outcome);
  }
  await expectKnown('payment-never-sent', await core.request(WINDOW, clarify('payment-never-sent')));

  // Nobody hears of what somebody else did.
  const admin = { userName: 'admin', password: TEST_PASSWORD };
  const commandId = 'sign-in-of-admin';
  expect(await core.request(10, { name: 'session.signIn', commandId, input: admin })).toMatchObject({
    ok: true,
  });
  const other = await core.request(10, clarify('payment-committed-before-death'));
  expect(other).toEqual({ ok: false, error: { kind: 'refusal', code: 'not_sender', detail: {} } });
});

test('who was disabled while core was dead is not signed in; where the ledger does not open, nobody is', async () => {
  await core.kill();
  const disabled = { state: 'disabled' } as const;
  await office.withLedger((db) =>
    db.updateTable('user_account').set(disabled).where('user_name', '=', 'cashier').execute(),
  );
  const { sessions } = core;
  core = await WindowCore.start(settingsFolder(), core);
  const payment = paymentOf('payment-of-somebody-disabled');
  expect(await core.request(WINDOW, payment)).toMatchObject({ error: { code: 'not_signed_in' } });
  await core.kill();

  const elsewhere = join(office.folder, 'gone.meterbook');
  core = await WindowCore.start(settingsFolder(), { ledgerName: elsewhere, sessions });
  expect(sessions.size).toBeGreaterThan(0);
  expect([...core.sessions]).toEqual([]);
});
