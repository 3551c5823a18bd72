import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { appendOnlyTriggers, connectSqlite, SQLITE_WORDS } from '#core/db/dialect/sqlite.ts';
import { appliedMigrations, migrate } from '#core/db/migrate.ts';
import { MIGRATIONS } from '#core/db/migrations/index.ts';

const NOW = '2026-11-10T02:00:00.000Z';

/** One issued bill with everything that refers to it, as a ledger before corrections had it. */
const ISSUED = `
  insert into user_account values ('user-0001', 'a', 'a', '', 'active', 0, null, 0, 1, '${NOW}');
  insert into route values ('route-0001', '01', 'r', 1, null, 1);
  insert into customer values ('customer-1', '01', 'c', '', '', 'household', null, 'active', 1, '${NOW}');
  insert into service_point values
    ('point-0001', '01', 'customer-1', 'route-0001', 1, '', null, 'active', 1, '${NOW}');
  insert into bill_run (bill_run_id, route_id, period, state, version, bill_count, stopped_count,
      open_exception_count, total_kwh, total_minor, created_by, created_at)
    values ('bill-run-1', 'route-0001', '2026-10', 'issued', 1, 1, 0, 0, '10', 538, 'user-0001', '${NOW}');
  insert into bill values ('bill-0001', '20261000000001', 'regular', null, 'bill-run-1', 'point-0001',
    'customer-1', '2026-10', '2026-09-15', '2026-10-15', '10', 538, 0, 0, null, '{}', '[]', '2026-11-25',
    '2026-11-10', 'user-0001', '${NOW}');
  insert into bill_line values
    ('bill-0001', 1, 'energy', '电费', 'energy', 'revenue', '10', 'kWh', '0.538', '5.38', 538, 0, '{}');
  insert into receivable values
    ('receivable-1', 'bill-0001', 'customer-1', '2026-10', '2026-11-25', 538, 38, 'part', 1);
  insert into journal_entry values
    ('entry-0001', 1, '2026-11-10', 'prepaid_use', 'bill_run', 'bill-run-1', null, 'user-0001', '${NOW}');
  insert into prepaid_movement values
    ('movement-1', 'customer-1', '2026-11-10', -38, null, 'bill-0001', 'entry-0001');`;

test('issued bills keep their rows, their references and their protection when corrections come', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'meterbook-migrate-'));
  const { kysely, raw, close } = connectSqlite(join(folder, 'office.meterbook'), 'write');
  try {
    const before = MIGRATIONS.findIndex(({ name }) => name === '0013_billCorrection');
    const dialect = { words: SQLITE_WORDS, appendOnlyTriggers };
    await appliedMigrations(kysely);
    await migrate(kysely, dialect, MIGRATIONS.slice(0, before), NOW);
    raw.exec(ISSUED);
    const [old] = raw.prepare('select * from bill').all();
    await migrate(kysely, dialect, MIGRATIONS.slice(before), NOW);

    expect(raw.prepare('select * from bill').all()).toEqual([{ ...(old as object), corrects_id: null }]);
    expect(raw.pragma('foreign_key_check')).toEqual([]);
    expect(raw.pragma('foreign_keys', { simple: true })).toBe(1);
    for (const change of [`update bill set total_minor = 1`, 'delete from bill']) {
      expect(() => raw.exec(change)).toThrow('append_only: bill');
    }
    const like = (id: string, kind: string, columns: string) =>
      `insert into bill select '${id}', '${id}', '${kind}', null, bill_run_id, service_point_id, customer_id, period,
        start_on, end_on, total_kwh, total_minor, tax_minor, is_estimated, tariff_version_id, quantities_json,
        readings_json, due_on, issued_on, issued_by, issued_at, ${columns} from bill where bill_id = 'bill-0001'`;
    expect(() => raw.exec(like('bill-0002', 'regular', 'null'))).toThrow('UNIQUE');
    raw.exec(like('bill-0003', 'adjustment', 'bill_id'));
    raw.exec(like('bill-0004', 'rebill', 'bill_id'));
    expect(() => raw.exec(like('bill-0005', 'rebill', 'bill_id'))).toThrow('UNIQUE');
    expect(() => raw.exec(like('bill-0006', 'unheard_of', 'null'))).toThrow('CHECK');
  } finally {
    await close();
    rmSync(folder, { recursive: true, force: true });
  }
});
