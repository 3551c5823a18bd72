import { assert } from '#shared/lib/assert.ts';
import { MIGRATIONS } from './migrations/index.ts';
import type { SqlWords } from './migrations/migration.ts';
import type { TableName } from './schema.ts';

export type LedgerTable = {
  readonly name: TableName;
  readonly primaryKey: readonly string[];
  /** Columns that name another row of the same table, as a reversal does. */
  readonly ownReferences: readonly string[];
};

/** Only names are read from the statements, and PostgreSQL makes no table twice. */
const WORDS: SqlWords = { database: 'postgres', integer: 'integer', endOfTable: '' };

/** The tables of a ledger with their keys, each after the tables that it refers to. */
export function ledgerTables(): readonly LedgerTable[] {
  const tables = new Map<string, LedgerTable>();
  for (const statement of MIGRATIONS.flatMap(({ statements }) => statements(WORDS))) {
    const [, verb, name = ''] = /^\s*(create|drop|alter) table (\w+)/.exec(statement) ?? [];
    if (verb === 'drop') tables.delete(name);
    const ownReferences = [...statement.matchAll(/\b(\w+) text[^,\n]* references (\w+)/g)]
      .filter(([, , referenced]) => referenced === name)
      .map(([, column = '']) => column);
    const known = tables.get(name);
    if (verb === 'alter' && known) {
      tables.set(name, { ...known, ownReferences: [...known.ownReferences, ...ownReferences] });
    }
    if (verb !== 'create') continue;
    const [, together] = /\n\s*primary key \(([^)]+)\)/.exec(statement) ?? [];
    const [, alone] = /\n\s*(\w+) \w+ primary key/.exec(statement) ?? [];
    const primaryKey = together?.split(',').map((column) => column.trim()) ?? (alone ? [alone] : []);
    assert(primaryKey.length > 0, `table ${name} has a primary key`);
    tables.set(name, { name: name as TableName, primaryKey, ownReferences });
  }
  return [...tables.values()];
}
