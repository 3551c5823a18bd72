import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { Core } from '#core/core.ts';
import { createLog } from '#core/runtime/log.ts';
import { EMPTY_OFFICE, EMPTY_OFFICE_DATABASE, TEST_NOW } from './emptyOffice.ts';
import { startPostgres } from './postgresServer.ts';

/** Starts the server of the run, makes the empty office that the tests copy, and stops the server at the end. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const server = await startPostgres();
  await makeEmptyOffice(server.address(EMPTY_OFFICE_DATABASE));
  project.provide('postgresServer', server.address('').replace(/\/$/, ''));
  return server.stop;
}

async function makeEmptyOffice(path: string): Promise<void> {
  const settingsFolder = mkdtempSync(join(tmpdir(), 'meterbook-setup-'));
  const core = new Core({ log: createLog('error'), settingsFolder, clock: () => Date.parse(TEST_NOW) });
  const commandId = 'make-empty-office';
  const reply = await core
    .connect(() => {})
    .request({ name: 'ledger.create', commandId, input: { path, ...EMPTY_OFFICE } });
  await core.close();
  rmSync(settingsFolder, { recursive: true, force: true });
  if (!reply.ok) throw new Error(`no empty office: ${JSON.stringify(reply.error)}`);
}
