import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { LedgerDatabase } from '#core/db/database.ts';
import { connectSqlite } from '#core/db/dialect/sqlite.ts';
import { CompiledStatements } from '#core/db/repositories/compiledStatements.ts';
import { TestOffice } from '../support/office.ts';

let office: TestOffice;
beforeEach(async () => {
  office = await TestOffice.create();
});
afterEach(() => office.close());

test('a process that works on a server and on a file keeps the statements of both apart, and makes each once', async () => {
  const statements = new CompiledStatements<string>();
  let compilations = 0;
  const textFor = (db: LedgerDatabase) =>
    statements.get(db, 'routes', () => {
      compilations += 1;
      return db.selectFrom('route').select('name').where('route_no', '=', '01').compile().sql;
    });
  const file = connectSqlite(join(office.folder, 'file.meterbook'), 'write');
  try {
    await office.ledger.withTables(async (onServer) => {
      for (const _again of [1, 2]) {
        expect(textFor(onServer)).toBe('select "name" from "route" where "route_no" = $1');
        expect(textFor(file.kysely)).toBe('select "name" from "route" where "route_no" = ?');
      }
      await onServer.transaction().execute(async (transaction) => {
        expect(textFor(transaction)).toContain('$1');
      });
    });
    expect(compilations).toBe(2);
  } finally {
    await file.close();
  }
});
