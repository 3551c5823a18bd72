import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Core } from '#core/core.ts';
import { createLog } from '#core/runtime/log.ts';
import { EMPTY_OFFICE, TEST_NOW, TEST_PASSWORD } from './emptyOffice.ts';
import { quickenPasswords } from './quickPasswords.ts';

/** Makes the empty office that the tests of a run copy: a file, or a database on the server of the run. */
export async function makeEmptyOffice(path: string): Promise<void> {
  const settingsFolder = mkdtempSync(join(tmpdir(), 'meterbook-setup-'));
  const core = new Core({ log: createLog('error'), settingsFolder, clock: () => Date.parse(TEST_NOW) });
  const commandId = 'make-empty-office';
  const reply = await core
    .connect(() => {})
    .request({ name: 'ledger.create', commandId, input: { path, ...EMPTY_OFFICE } });
  await core.close();
  rmSync(settingsFolder, { recursive: true, force: true });
  if (!reply.ok) throw new Error(`no empty office: ${JSON.stringify(reply.error)}`);
  await quickenPasswords(path, TEST_PASSWORD);
}
