import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { Core } from '#core/core.ts';
import { createLog } from '#core/runtime/log.ts';
import { SAMPLE_PASSWORD } from '#core/sample/people.ts';
import { sessionCurrent, sessionSignIn } from '#shared/contract/access.ts';
import { reconciliationExport, voucherApprove } from '#shared/contract/accounting.ts';
import { billCorrectionApprove } from '#shared/contract/billCorrection.ts';
import { billRunCalculate, billRunIssue } from '#shared/contract/billing.ts';
import { paymentReceive } from '#shared/contract/collection.ts';
import { customerImport } from '#shared/contract/customers.ts';
import { ledgerCheck, ledgerCreateSample, ledgerOpen } from '#shared/contract/ledger.ts';
import { readingImport } from '#shared/contract/readingFiles.ts';
import { reconciliationSignOff } from '#shared/contract/reconciliation.ts';
import { carryOutEveryCommand, EVERY_COMMAND_POINTS } from '../../support/everyCommand/everyCommand.ts';
import { ledgerContents } from '../../support/ledgerContents.ts';
import { withTablesOf } from '../../support/ledgerTables.ts';
import { Desk, newCommandId } from '../../support/office.ts';
import { SampleOffice } from '../../support/sampleOffice.ts';
import { ROOT } from '../../tidy/sources.ts';
import type { KilledOrder, Moment } from './killedDesk.ts';

const STEPS: readonly (readonly [string, Moment])[] = [
  [customerImport.name, 'commit'],
  [readingImport.name, 'first write'],
  [readingImport.name, 'commit'],
  [billRunCalculate.name, 'progress'],
  [billRunCalculate.name, 'commit'],
  [billRunIssue.name, 'first write'],
  [billRunIssue.name, 'commit'],
  [billCorrectionApprove.name, 'commit'],
  [paymentReceive.name, 'commit'],
  [reconciliationSignOff.name, 'commit'],
  [reconciliationExport.name, 'progress'],
  [reconciliationExport.name, 'commit'],
  [voucherApprove.name, 'commit'],
];

type Step = Pick<KilledOrder, 'userName' | 'now'> & { readonly ledger: string; readonly input: object };

let office: SampleOffice;
/** The ledger as it was before each step, who takes the step and with what. */
const before = new Map<string, Step>();

beforeAll(async () => {
  office = await SampleOffice.create(EVERY_COMMAND_POINTS);
  const wanted = new Set(STEPS.map(([name]) => name));
  await carryOutEveryCommand(office, async (desk, contract, input) => {
    const { name } = contract;
    if (wanted.has(name) && !before.has(name)) {
      const { user } = await desk.ask(sessionCurrent, {});
      const ledger = join(office.folder, `before ${name}.meterbook`);
      await office.ledger.withTables((db) => sql`vacuum into ${ledger}`.execute(db));
      before.set(name, { ledger, userName: user?.userName ?? '', now: office.now, input: input as object });
    }
    return desk.run(contract, input);
  });
});
afterAll(() => office.close());

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'meterbook-killed-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Lets a desk die over its command; what it answered, if it came to that. */
async function dieOver(order: KilledOrder): Promise<string> {
  const child = spawn(process.execPath, [join(ROOT, 'test/integration/ledger/killedDesk.ts')], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, NODE_COMPILE_CACHE: join(office.folder, 'compiled') },
  });
  const gone = once(child, 'exit');
  child.stdin.end(JSON.stringify(order));
  const said = await text(child.stdout);
  expect(await gone).toEqual([null, 'SIGKILL']);
  return said;
}

/** Sends the command once more to a core that was started again; the invariants that do not hold afterwards. */
async function repeat({ ledger, userName, now, settingsFolder, command }: KilledOrder) {
  const core = new Core({ log: createLog('error'), settingsFolder, clock: () => now });
  try {
    const desk = new Desk(core.connect(() => {}));
    await desk.run(ledgerOpen, { path: ledger ?? '' });
    await desk.run(sessionSignIn, { userName, password: SAMPLE_PASSWORD });
    const reply = await desk.connection.request(command);
    await desk.run(sessionSignIn, { userName: 'supervisor', password: SAMPLE_PASSWORD });
    const { checks } = await desk.ask(ledgerCheck, {});
    return { reply, broken: checks.filter(({ passed }) => !passed) };
  } finally {
    await core.close();
  }
}

test.each(STEPS)(
  'killed in %s at its %s, nothing of it is there; sent again it is done',
  async (name, moment) => {
    const step = before.get(name);
    if (!step) throw new Error(`the month has no ${name}`);
    const ledger = join(folder, 'sample.meterbook');
    copyFileSync(step.ledger, ledger);
    const isExport = name === reconciliationExport.name;
    const path = join(folder, '对账.xlsx');
    const input = isExport ? { ...step.input, path } : step.input;
    const command = { name, commandId: newCommandId(), input };
    const order = { ...step, ledger, moment, command, settingsFolder: join(folder, 'settings') };
    const contents = () => withTablesOf(ledger, ledgerContents);
    const { audit_entry: audited = [], user_account: _, ...rows } = await contents();

    expect(await dieOver(order)).toBe('');
    // Of what this desk did, only that somebody signed in is there.
    const { audit_entry: auditedThen = [], user_account: __, ...rowsThen } = await contents();
    expect(rowsThen).toEqual(rows);
    expect(auditedThen.slice(0, audited.length)).toEqual(audited);
    expect(auditedThen.slice(audited.length)).toEqual([expect.stringContaining(sessionSignIn.name)]);
    if (moment === 'progress') expect(existsSync(path)).toBe(false);

    const { reply, broken } = await repeat(order);
    expect([reply.ok, broken]).toEqual([true, []]);
    expect(existsSync(path)).toBe(isExport);
  },
);

test('killed while a ledger is made, no ledger is there', async () => {
  const path = join(folder, 'sample.meterbook');
  const input = { path, points: EVERY_COMMAND_POINTS };
  const command = { name: ledgerCreateSample.name, commandId: newCommandId(), input };
  const order = { ledger: null, userName: '', now: office.now, settingsFolder: join(folder, 'settings') };
  await dieOver({ ...order, moment: 'progress', command });
  expect(readdirSync(folder).filter((name) => name.endsWith('.meterbook'))).toEqual([]);
});
