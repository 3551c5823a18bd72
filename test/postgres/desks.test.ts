import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Core } from '#core/core.ts';
import { createLog } from '#core/runtime/log.ts';
import { auditPage, officeDetail, officeSave, sessionSignIn } from '#shared/contract/access.ts';
import { accountBalance, paymentReceive, receiptPage } from '#shared/contract/collection.ts';
import { ledgerCheck, ledgerOpen } from '#shared/contract/ledger.ts';
import type { CoreEvent } from '#shared/contract/wire.ts';
import { Desk as LineDesk } from '../../electron/cli/desk.ts';
import { brokenMoneyInvariants, issueBills } from '../support/issuedBills.ts';
import { type Desk, TEST_PASSWORD, TestOffice } from '../support/office.ts';
import { runWorker } from './runWorker.ts';

const ACCOUNTS = ['0000000001', '0000000002', '0000000003'];
let office: TestOffice;
let cashier: Desk;
beforeEach(async () => {
  office = await TestOffice.create();
  cashier = await office.desk('cashier', ['cashier']);
  const bill = { period: '2026-10', amountMinor: 2_000, dueOn: '2026-12-31' };
  await issueBills(
    office,
    ACCOUNTS.map((accountNo) => ({ accountNo, ...bill })),
  );
});
afterEach(() => office.close());

/** Another computer on the same ledger. */
async function otherDesk(userName: string, events: CoreEvent[] = []) {
  const settingsFolder = join(office.folder, `settings-${userName}`);
  const core = new Core({ log: createLog('error'), settingsFolder });
  const desk = new LineDesk(core, (event) => events.push(event));
  await desk.run(ledgerOpen, { path: office.ledgerPath });
  await desk.run(sessionSignIn, { userName, password: TEST_PASSWORD });
  return { desk, core };
}

const workInProcess = (number: number, rounds: number) =>
  runWorker<readonly string[]>('deskWorker.ts', [office.ledgerPath, String(number), String(rounds)]);

test('six desks in processes of their own: no number is lost or doubled, the chain and the books are whole', async () => {
  const [desks, rounds] = [6, 9];
  const all = await Promise.all(Array.from({ length: desks }, (_, number) => workInProcess(number, rounds)));
  const numbers = all.flat().sort();
  const expected = desks * (rounds + Math.floor(rounds / 3));
  expect(numbers).toEqual(
    Array.from({ length: expected }, (_, index) => String(index + 1).padStart(10, '0')),
  );
  const admin = await office.admin();
  expect((await admin.ask(auditPage, { limit: 1 })).rows[0]?.sequence).toBeGreaterThan(expected);
  const supervisor = await office.desk('supervisor', ['supervisor']);
  const { checks } = await supervisor.ask(ledgerCheck, {});
  const failed = checks.filter(({ passed }) => !passed).map(({ name }) => name);
  // The bills of this test were put into the tables without lines.
  expect(failed.filter((name) => !name.startsWith('billing.'))).toEqual([]);
  expect(await brokenMoneyInvariants(office)).toEqual([]);
});

test('of two people who change the same thing the second is told, and loses nothing', async () => {
  const admin = await office.admin();
  const { version } = await admin.ask(officeDetail, {});
  const other = await otherDesk('admin');
  try {
    const change = { currentPeriod: '2026-12', dueAfterDays: 20, expectedVersion: version };
    const answers = await Promise.allSettled([
      admin.run(officeSave, { ...change, name: '第一' }),
      other.desk.run(officeSave, { ...change, name: '第二' }),
    ]);
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const [refused] = answers.filter((answer) => answer.status === 'rejected');
    expect(String(refused?.reason)).toContain('stale_version');
    expect((await admin.ask(officeDetail, {})).version).toBe(version + 1);
  } finally {
    await other.core.close();
  }
});

test('the same payment from two desks under one id is taken once', async () => {
  const other = await otherDesk('cashier');
  try {
    const input = { accountNo: '0000000001', amountMinor: 500, method: 'cash' as const };
    const commandId = 'one-payment-two-desks';
    const [one, two] = await Promise.all([
      cashier.send(paymentReceive, input, { commandId }),
      other.desk.run(paymentReceive, input, { commandId }),
    ]);
    expect(one).toMatchObject({ ok: true, value: two });
    expect((await cashier.ask(receiptPage, {})).rows).toHaveLength(1);
    expect(await cashier.ask(accountBalance, { accountNo: '0000000001' })).toMatchObject({
      owedMinor: 1_500,
    });
  } finally {
    await other.core.close();
  }
});

test('what one desk does, the others hear', async () => {
  const events: CoreEvent[] = [];
  const other = await otherDesk('cashier', events);
  try {
    await cashier.run(paymentReceive, { accountNo: '0000000002', amountMinor: 100, method: 'cash' });
    await expect
      .poll(() =>
        events.filter(({ topic }) => topic === 'changed').map((event) => 'subject' in event && event.subject),
      )
      .toContain('collection');
  } finally {
    await other.core.close();
  }
});

test('thirty desks that start together open one ledger', async () => {
  const desks = await Promise.all(
    Array.from({ length: 30 }, async (_, index) => {
      const core = new Core({
        log: createLog('error'),
        settingsFolder: join(office.folder, `start-${index}`),
      });
      await new LineDesk(core).run(ledgerOpen, { path: office.ledgerPath });
      return core;
    }),
  );
  expect(desks).toHaveLength(30);
  await Promise.all(desks.map((core) => core.close()));
});
