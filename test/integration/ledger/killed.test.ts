import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Core } from '#core/core.ts';
import { createLog } from '#core/runtime/log.ts';
import { SAMPLE_PASSWORD } from '#core/sample/people.ts';
import { sessionSignIn } from '#shared/contract/access.ts';
import { ledgerCheck, ledgerOpen } from '#shared/contract/ledger.ts';
import { Desk } from '../../support/office.ts';
import { ROOT } from '../../tidy/sources.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'meterbook-killed-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Runs a month in a process of its own and kills it some milliseconds after a step began. */
function killMonthIn(step: string, afterMilliseconds: number, points = 400): Promise<void> {
  const argv = [join(ROOT, 'electron/cli/index.ts'), 'month', '--out', folder, '--points', String(points)];
  const env = { ...process.env, METERBOOK_SETTINGS: join(folder, 'settings') };
  const child = spawn(process.execPath, argv, { env, stdio: ['ignore', 'ignore', 'pipe'] });
  return new Promise((resolve, reject) => {
    let said = '';
    child.stderr.on('data', (data) => {
      said += String(data);
      if (said.includes(`${step}\n`)) setTimeout(() => child.kill('SIGKILL'), afterMilliseconds);
    });
    child.once('error', reject);
    child.once('exit', () => resolve());
  });
}

/** Names of the invariants that the ledger breaks after it was opened again. */
async function brokenInvariants(path: string): Promise<readonly string[]> {
  const core = new Core({ log: createLog('error'), settingsFolder: join(folder, 'settings') });
  try {
    const desk = new Desk(core.connect(() => {}));
    await desk.run(ledgerOpen, { path });
    await desk.run(sessionSignIn, { userName: 'supervisor', password: SAMPLE_PASSWORD });
    const { checks } = await desk.ask(ledgerCheck, {});
    return checks.filter((check) => !check.passed).map((check) => check.name);
  } finally {
    await core.close();
  }
}

test.each([
  ['reading.import', 60],
  ['reading.import', 350],
  ['billRun.issue', 80],
  ['billRun.issue', 400],
  ['payment.receive', 120],
  ['reconciliation.signOff', 40],
  ['reconciliation.signOff', 150],
  ['voucher.approve', 10],
])('killed in %s after %i ms, the ledger opens and every invariant holds', async (step, milliseconds) => {
  await killMonthIn(step, milliseconds);
  expect(await brokenInvariants(join(folder, 'sample.meterbook'))).toEqual([]);
});

test('killed while a ledger is made, no ledger is there', async () => {
  await killMonthIn('ledger.createSample', 700, 40_000);
  expect(existsSync(join(folder, 'sample.meterbook'))).toBe(false);
  expect(readdirSync(folder).every((name) => !name.endsWith('.meterbook'))).toBe(true);
});
