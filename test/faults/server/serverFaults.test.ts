import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { Core } from '#core/core.ts';
import { createLog } from '#core/runtime/log.ts';
import { SAMPLE_PASSWORD } from '#core/sample/people.ts';
import { commandClarify, sessionSignIn } from '#shared/contract/access.ts';
import { paymentReceive, receiptPage } from '#shared/contract/collection.ts';
import { customerPage } from '#shared/contract/customers.ts';
import { ledgerCheck, ledgerCreateSample, ledgerOpen } from '#shared/contract/ledger.ts';
import type { CoreEvent } from '#shared/contract/wire.ts';
import { type CuttingWire, layWire } from '../../support/cuttingWire.ts';
import { Desk, newCommandId } from '../../support/office.ts';
import { type PostgresServer, runSql, startPostgres } from '../../support/postgresServer.ts';
import { quickenPasswords } from '../../support/quickPasswords.ts';

const TOLD = /^(?:server_unreachable|outcome_unknown)$/;
let server: PostgresServer;
let wire: CuttingWire;
let folder: string;
let accountNo: string;
const cores: Core[] = [];
beforeAll(async () => {
  server = await startPostgres();
  wire = await layWire(server.port);
  folder = mkdtempSync(join(tmpdir(), 'meterbook-server-faults-'));
  const founder = new Desk(startCore().connect(() => {}));
  const filesFolder = join(folder, 'files');
  const path = server.address('office');
  await founder.run(ledgerCreateSample, { path, points: 10, seed: 1, period: '2026-10', filesFolder });
  await quickenPasswords(path);
  const reader = await signedIn(founder, 'reader');
  accountNo = (await reader.ask(customerPage, { limit: 1 })).rows[0]?.accountNo ?? '';
  await closeCores();
});
afterEach(closeCores);
afterAll(async () => {
  wire.close();
  await server.stop();
  rmSync(folder, { recursive: true });
});

function startCore(): Core {
  const core = new Core({ log: createLog('silent'), settingsFolder: join(folder, 'settings') });
  cores.push(core);
  return core;
}

async function closeCores(): Promise<void> {
  for (const core of cores.splice(0)) await core.close();
}

async function signedIn(desk: Desk, userName: string): Promise<Desk> {
  await desk.run(sessionSignIn, { userName, password: SAMPLE_PASSWORD });
  return desk;
}

/** A computer of its own on the ledger, reached over the wire when so told. */
async function deskOf(userName: string, onEvent: (event: CoreEvent) => void = () => {}, isWired = false) {
  const desk = new Desk(startCore().connect(onEvent));
  const path = server.address('office');
  await desk.run(ledgerOpen, { path: isWired ? path.replace(`:${server.port}/`, `:${wire.port}/`) : path });
  return signedIn(desk, userName);
}

/** A desk gives up after waiting eleven seconds at the most. */
const LONGER_THAN_TRIED_MS = 12_000;

const payment = () => ({ accountNo, amountMinor: 100, method: 'cash' as const });

/** Sends a payment until it is done, as a person does who is told that it may not have been. */
async function payUntilDone(desk: Desk, commandId: string, codes: string[]): Promise<string> {
  for (;;) {
    const reply = await desk.send(paymentReceive, payment(), { commandId });
    if (reply.ok) return (reply.value as { receiptNo: string }).receiptNo;
    expect(reply.error.code).toMatch(TOLD);
    codes.push(reply.error.code);
    await delay(200);
  }
}

async function receiptNos(): Promise<readonly string[]> {
  const { rows } = await (await deskOf('cashier')).ask(receiptPage, { limit: 500 });
  return rows.map(({ receiptNo }) => receiptNo).sort();
}

/** Every payment is there once under a number without gaps, and everything holds. */
async function expectEachOnce(before: readonly string[], paid: readonly string[]): Promise<void> {
  const after = await receiptNos();
  expect(after).toEqual([...before, ...paid].sort());
  expect(new Set(after).size).toBe(after.length);
  const numbers = after.map((no) => Number(/\d+$/.exec(no)?.[0].slice(-4)));
  expect(numbers).toEqual(numbers.map((_, index) => (numbers[0] ?? 0) + index));
  const { checks } = await (await deskOf('supervisor')).ask(ledgerCheck, {});
  expect(checks.filter(({ passed }) => !passed)).toEqual([]);
}

test('the server is killed and started again while two desks take payments: each is taken once', async () => {
  const before = await receiptNos();
  const desks = [await deskOf('cashier'), await deskOf('cashier')];
  const codes: string[] = [];
  let isOver = false;
  const paying = Promise.all(
    desks.map(async (desk) => {
      const paid: string[] = [];
      while (!isOver || paid.length < 10) paid.push(await payUntilDone(desk, newCommandId(), codes));
      return paid;
    }),
  );
  for (let crash = 0; crash < 3; crash += 1) {
    await delay(300);
    await server.crash();
  }
  isOver = true;
  await expectEachOnce(before, (await paying).flat());
});

test('connections are cut while payments are taken: each is taken once', async () => {
  const before = await receiptNos();
  const desk = await deskOf('cashier');
  const codes: string[] = [];
  let isOver = false;
  const cutting = (async () => {
    // Ever longer, so that a payment gets through between two cuts on a slow computer too.
    for (let pause = 80; !isOver; pause *= 1.1) {
      await runSql(
        server.address('office'),
        `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'meterbook'`,
      );
      await delay(pause);
    }
  })();
  const paid = await Promise.all(Array.from({ length: 8 }, () => payUntilDone(desk, newCommandId(), codes)));
  isOver = true;
  await cutting;
  await expectEachOnce(before, paid);
});

test.each([
  { title: 'an answer to a commit is lost', lose: () => wire.loseNextAnswerToCommit() },
  { title: 'a commit is lost on its way', lose: () => wire.loseNextCommit() },
])('$title: the same command finds out and is done once', async ({ lose }) => {
  const before = await receiptNos();
  const desk = await deskOf('cashier', () => {}, true);
  const cuts = wire.cuts();
  lose();
  const { receiptNo } = await desk.run(paymentReceive, payment());
  expect(wire.cuts()).toBe(cuts + 1);
  await expectEachOnce(before, [receiptNo]);
});

test('a server that stays away during a commit leaves the outcome open; asked when it is back, it is known for good', async () => {
  const before = await receiptNos();
  const [desk, wired] = [await deskOf('cashier'), await deskOf('cashier', () => {}, true)];
  const office = server.address('office');
  const [done, lost] = [newCommandId(), newCommandId()];
  // One commit arrives and its answer does not; the other one takes long enough for the server to die in it.
  wire.loseNextAnswerToCommit();
  wire.stayCut();
  const answerLost = wired.errorOf(paymentReceive, payment(), done);
  await expect.poll(receiptNos).toHaveLength(before.length + 1);
  await runSql(
    office,
    `create function slow_commit() returns trigger language plpgsql as 'begin perform pg_sleep(60); return null; end'`,
  );
  await runSql(
    office,
    `create constraint trigger slow_commit after insert on meterbook.command_log
     deferrable initially deferred for each row execute function slow_commit()`,
  );
  const commitLost = desk.errorOf(paymentReceive, payment(), lost);
  const inCommit = () => runSql(office, `select from pg_stat_activity where wait_event = 'PgSleep'`);
  await expect.poll(inCommit, { timeout: 10_000 }).toHaveLength(1);
  await server.crash(LONGER_THAN_TRIED_MS);
  for (const error of [await answerLost, await commitLost]) {
    expect(error).toMatchObject({ kind: 'fault', code: 'outcome_unknown' });
  }
  // The server of the tests forgets the newest changes that nobody made it keep, this one perhaps as well.
  await runSql(office, 'drop trigger if exists slow_commit on meterbook.command_log');
  wire.mend();

  const known = async (asking: Desk, commandId: string): Promise<unknown> => {
    const reply = await asking.send(commandClarify, {}, { commandId });
    if (reply.ok) return reply.value;
    expect(reply.error.code).toMatch(TOLD);
    return known(asking, commandId);
  };
  expect(await known(desk, lost)).toEqual({ state: 'not_done' });
  expect(await desk.errorOf(paymentReceive, payment(), lost)).toMatchObject({ code: 'command_id_reused' });
  const outcome = await known(wired, done);
  expect(outcome).toMatchObject({ state: 'done', commandName: 'payment.receive' });
  const { receiptNo } = (outcome as { answer: { receiptNo: string } }).answer;
  await expectEachOnce(before, [receiptNo, await payUntilDone(desk, newCommandId(), [])]);
});

test('a desk hears the others again after the server came back, and is told that it may have missed something', async () => {
  const heard: string[] = [];
  await deskOf('accountant', (event) => event.topic === 'changed' && heard.push(event.subject));
  const cashier = await deskOf('cashier');
  await server.crash();
  await expect.poll(() => heard, { timeout: 10_000 }).toContain('reading');
  heard.length = 0;
  await payUntilDone(cashier, newCommandId(), []);
  await expect.poll(() => heard, { timeout: 10_000 }).toContain('collection');
});
