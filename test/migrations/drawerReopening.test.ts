import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { appendOnlyTriggers, connectSqlite, SQLITE_WORDS } from '#core/db/dialect/sqlite.ts';
import { appliedMigrations, migrate } from '#core/db/migrate.ts';
import { MIGRATIONS } from '#core/db/migrations/index.ts';

const NOW = '2026-11-10T02:00:00.000Z';

/** One closed drawer whose cash went to the bank, as a ledger before drawers could be opened again had it. */
const CLOSED = `
  insert into user_account values ('user-0001', 'a', 'a', '', 'active', 0, null, 0, 1, '${NOW}');
  insert into ledger_account values ('1012.icbc', '在途', 'asset');
  insert into channel values ('icbc', '工商银行', 'bank', '1012.icbc', null);
  insert into journal_entry values
    ('entry-0001', 1, '2026-11-10', 'cash_deposit', 'cash_deposit', 'deposit-01', null, 'user-0001', '${NOW}');
  insert into cash_drawer values
    ('drawer-001', 'user-0001', '2026-11-10', 1, 500, 500, 0, '[]', '', null, '${NOW}');
  insert into cash_deposit values
    ('deposit-01', '00000001', 'icbc', null, '2026-11-10', 500, 'entry-0001', 'user-0001', '${NOW}');
  insert into cash_deposit_drawer values ('deposit-01', 'drawer-001');`;

test('closed drawers keep their rows, their references and their protection when they can be opened again', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'meterbook-migrate-'));
  const { kysely, raw, close } = connectSqlite(join(folder, 'office.meterbook'), 'write');
  try {
    const before = MIGRATIONS.findIndex(({ name }) => name === '0021_drawerReopening');
    const dialect = { words: SQLITE_WORDS, appendOnlyTriggers };
    await appliedMigrations(kysely);
    await migrate(kysely, dialect, MIGRATIONS.slice(0, before), NOW);
    raw.exec(CLOSED);
    const [old] = raw.prepare('select * from cash_drawer').all();
    await migrate(kysely, dialect, MIGRATIONS.slice(before), NOW);

    expect(raw.prepare('select * from cash_drawer').all()).toEqual([{ ...(old as object), closing_no: 1 }]);
    expect(raw.pragma('foreign_key_check')).toEqual([]);
    for (const change of ['update cash_drawer set counted_minor = 1', 'delete from cash_drawer']) {
      expect(() => raw.exec(change)).toThrow('append_only: cash_drawer');
    }
    const again = (id: string, closingNo: number) =>
      `insert into cash_drawer select '${id}', cashier_id, business_on, receipt_count, expected_minor, counted_minor,
        difference_minor, counts_json, note, null, closed_at, ${closingNo} from cash_drawer where closing_no = 1`;
    expect(() => raw.exec(again('drawer-002', 1))).toThrow('UNIQUE');
    raw.exec(again('drawer-003', 2));
    expect(() =>
      raw.exec(`insert into cash_drawer_reopening values ('nobody', '', null, 'user-0001', '')`),
    ).toThrow('FOREIGN KEY');
  } finally {
    await close();
    rmSync(folder, { recursive: true, force: true });
  }
});
