import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { APPLICATION_ID, appendOnlyTriggers, connectSqlite, SQLITE_WORDS } from '#core/db/dialect/sqlite.ts';
import { appliedMigrations, migrate } from '#core/db/migrate.ts';
import { MIGRATIONS } from '#core/db/migrations/index.ts';
import { createLedger, openLedger } from '#core/db/open.ts';
import { takeNumbers } from '#core/db/repositories/accounting/numberSequence.ts';
import { ROOT } from '../tidy/sources.ts';

const NOW = '2026-11-10T02:00:00.000Z';
let folder: string;
let path: string;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'meterbook-migrate-'));
  path = join(folder, 'office.meterbook');
  await createLedger({ name: path, now: NOW, tag: 'test', fill: async () => {} });
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

type TableInfo = { readonly name: string; readonly strict: number };
type ColumnInfo = { readonly name: string };

function tablesOf(database: BetterSqlite3.Database): TableInfo[] {
  return (database.pragma('table_list') as (TableInfo & { type: string })[]).filter(
    ({ name, type }) => type === 'table' && !name.startsWith('sqlite_') && name !== 'schema_migration',
  );
}

test('every table is strict', () => {
  const database = new BetterSqlite3(path, { readonly: true });
  expect(tablesOf(database).filter(({ strict }) => strict !== 1)).toEqual([]);
  database.close();
});

test('the migrations make exactly the columns that the row types name', () => {
  const database = new BetterSqlite3(path, { readonly: true });
  const made = new Map(
    tablesOf(database).map(({ name }) => [
      name,
      (database.pragma(`table_info(${name})`) as ColumnInfo[]).map((column) => column.name).sort(),
    ]),
  );
  database.close();
  expect(Object.fromEntries(made)).toEqual(typedColumns());
});

/** Table -> columns as the row types of db/schema state them, read from their source. */
function typedColumns(): Record<string, string[]> {
  const stages = [
    'access',
    'customers',
    'reading',
    'tariff',
    'billing',
    'collection',
    'accounting',
    'reconciliation',
  ];
  const text = stages
    .map((stage) => readFileSync(join(ROOT, 'electron/core/db/schema', `${stage}.ts`), 'utf8'))
    .join('\n')
    .replace(/\/\*[\s\S]*?\*\//g, '');
  const types = new Map<string, string>();
  for (const match of text.matchAll(/type (\w+) =\s*([\s\S]*?);\n(?=\n|export|type|$)/g)) {
    types.set(match[1] ?? '', match[2] ?? '');
  }
  const columnsOf = (body: string): string[] => {
    const inherited = [...body.matchAll(/(\w+Facts)\s*&/g)].flatMap((match) =>
      columnsOf(types.get(match[1] ?? '') ?? ''),
    );
    return [...inherited, ...[...body.matchAll(/(\w+):/g)].map((match) => match[1] ?? '')];
  };
  const tables: Record<string, string[]> = {};
  for (const [name, body] of types) {
    if (!name.endsWith('Tables')) continue;
    for (const match of body.matchAll(/(\w+): (\w+)/g)) {
      tables[match[1] ?? ''] = columnsOf(types.get(match[2] ?? '') ?? '').sort();
    }
  }
  return tables;
}

test.each(MIGRATIONS.flatMap((migration) => migration.appendOnly))(
  'rows of %s can be neither changed nor deleted',
  (table) => {
    const database = new BetterSqlite3(path);
    const triggers = database
      .prepare(`select name from sqlite_master where type = 'trigger' and tbl_name = ?`)
      .pluck()
      .all(table);
    expect(triggers.sort()).toEqual([`${table}_no_delete`, `${table}_no_update`]);
    database.close();
  },
);

test('the append-only triggers hold against update, delete and replace', () => {
  const database = new BetterSqlite3(path);
  database.pragma('recursive_triggers = on');
  const row = `('command-1', 'user.create', 'hash', '{}', null, '${NOW}')`;
  database.exec(`insert into command_log values ${row}`);
  for (const change of [
    `update command_log set result_json = '[]'`,
    'delete from command_log',
    `insert or replace into command_log values ${row}`,
  ]) {
    expect(() => database.exec(change)).toThrow('append_only: command_log');
  }
  database.close();
});

test('an older ledger is backed up before it is brought up to date', async () => {
  const last = MIGRATIONS.at(-1);
  if (!last) throw new Error('no migrations');
  rmSync(path);
  const older = connectSqlite(path, 'write');
  older.raw.pragma(`application_id = ${APPLICATION_ID}`);
  await appliedMigrations(older.kysely);
  const dialect = { words: SQLITE_WORDS, appendOnlyTriggers };
  await migrate(older.kysely, dialect, MIGRATIONS.slice(0, -1), NOW);
  await older.close();

  const opened = await openLedger({ name: path, now: NOW, onNews: () => {} });
  if (!opened.ok) throw new Error(opened.error.code);
  await opened.value.close();
  const backup = `${path}.before-${last.name}.backup`;
  expect(existsSync(backup)).toBe(true);
  const names = (file: string) => {
    const database = new BetterSqlite3(file, { readonly: true });
    const rows = database.prepare('select name from schema_migration order by name').pluck().all();
    database.close();
    return rows;
  };
  expect(names(path)).toEqual(MIGRATIONS.map(({ name }) => name));
  expect(names(backup)).toEqual(MIGRATIONS.slice(0, -1).map(({ name }) => name));
});

test('numbers that were taken stay taken when takings become rows', async () => {
  const before = MIGRATIONS.findIndex(({ name }) => name === '0011_numberTakings');
  rmSync(path);
  const { kysely, raw, close } = connectSqlite(path, 'write');
  const dialect = { words: SQLITE_WORDS, appendOnlyTriggers };
  await appliedMigrations(kysely);
  await migrate(kysely, dialect, MIGRATIONS.slice(0, before), NOW);
  raw.exec(`insert into number_sequence values ('receipt', 42), ('voucher', 1)`);
  await migrate(kysely, dialect, MIGRATIONS.slice(before), NOW);
  expect(raw.prepare('select * from number_taking').all()).toEqual([
    { sequence_code: 'receipt', next_value: 42 },
  ]);
  const taken = await kysely
    .transaction()
    .execute(async (tx) => [
      await takeNumbers(tx, 'receipt'),
      await takeNumbers(tx, 'receipt', 3),
      await takeNumbers(tx, 'receipt'),
      await takeNumbers(tx, 'voucher'),
    ]);
  expect(taken).toEqual([42, 43, 46, 1]);
  await close();
});
