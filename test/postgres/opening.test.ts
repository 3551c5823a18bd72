import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { Core } from '#core/core.ts';
import { createLog } from '#core/runtime/log.ts';
import { ledgerCreate, ledgerOpen } from '#shared/contract/ledger.ts';
import { Desk } from '../../electron/cli/desk.ts';
import { CommandFailed } from '../../electron/cli/failure.ts';
import { EMPTY_OFFICE, EMPTY_OFFICE_DATABASE } from '../support/emptyOffice.ts';
import { runSql } from '../support/postgresServer.ts';

const server = inject('postgresServer');
const folder = mkdtempSync(join(tmpdir(), 'meterbook-opening-'));
const core = new Core({ log: createLog('error'), settingsFolder: folder });
const desk = new Desk(core);
const at = (database: string) => `${server}/${database}`;
const DATABASES = ['opening_other', 'opening_half', 'opening_newer', 'opening_empty', 'opening_latin'];

beforeAll(async () => {
  for (const name of ['opening_half', 'opening_newer']) {
    await runSql(at('postgres'), `create database ${name} template ${EMPTY_OFFICE_DATABASE}`);
  }
  for (const name of ['opening_other', 'opening_empty']) {
    await runSql(
      at('postgres'),
      `create database ${name} template template0 encoding 'UTF8' lc_collate 'C' lc_ctype 'C'`,
    );
  }
  await runSql(
    at('postgres'),
    `create database opening_latin template template0 encoding 'LATIN1' lc_collate 'C' lc_ctype 'C'`,
  );
  await runSql(at('opening_other'), 'create table somebody_elses (id int)');
  await runSql(at('opening_half'), 'drop table meterbook.receipt cascade');
  await runSql(
    at('opening_newer'),
    `insert into meterbook.schema_migration (name, applied_at) values ('9999_later', '2026-01-01T00:00:00.000Z')`,
  );
});
afterAll(async () => {
  await core.close();
  for (const name of DATABASES) await runSql(at('postgres'), `drop database if exists ${name} with (force)`);
  rmSync(folder, { recursive: true, force: true });
});

async function refusalOf(work: Promise<unknown>) {
  const error = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof CommandFailed)) throw new Error(`not refused: ${String(error)}`);
  return error.error;
}

test.each([
  {
    title: 'a wrong password',
    path: at(EMPTY_OFFICE_DATABASE).replace(/:[^:@]+@/, ':wrong@'),
    code: 'server_password_wrong',
  },
  {
    title: 'a server that is not there',
    path: 'postgres://postgres:x@127.0.0.1:1/office',
    code: 'server_unreachable',
  },
  { title: 'a database that is not there', path: at('opening_nowhere'), code: 'database_missing' },
  { title: 'the database of another program', path: at('opening_other'), code: 'not_a_ledger' },
  { title: 'an empty database', path: at('opening_empty'), code: 'not_a_ledger' },
  { title: 'a ledger that lacks a table', path: at('opening_half'), code: 'ledger_damaged' },
  { title: 'a ledger of a newer program', path: at('opening_newer'), code: 'newer_ledger' },
  { title: 'a database that cannot hold every name', path: at('opening_latin'), code: 'database_unsuitable' },
  {
    title: 'an address with a word that nobody knows',
    path: `${at('office')}?colour=blue`,
    code: 'address_invalid',
  },
])('$title is refused, with what and where, and never with the password', async ({ path, code }) => {
  const error = await refusalOf(desk.run(ledgerOpen, { path }));
  expect(error).toMatchObject({ kind: 'refusal', code });
  expect(Object.keys(error.detail).length).toBeGreaterThan(0);
  expect(JSON.stringify(error)).not.toContain(encodeURIComponent('only for tests'));
  expect(JSON.stringify(error)).not.toContain('only for tests');
});

test('a newer ledger names both versions', async () => {
  const { detail } = await refusalOf(desk.run(ledgerOpen, { path: at('opening_newer') }));
  expect(detail).toMatchObject({ ledger: '9999_later', program: expect.stringMatching(/^\d{4}_/) });
});

test.each([
  { title: 'a ledger that is there', database: EMPTY_OFFICE_DATABASE, code: 'ledger_exists' },
  { title: 'the tables of another program', database: 'opening_other', code: 'database_not_empty' },
])('a new ledger never goes over $title', async ({ database, code }) => {
  expect(await refusalOf(desk.run(ledgerCreate, { path: at(database), ...EMPTY_OFFICE }))).toMatchObject({
    code,
  });
});
