import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { LedgerDatabase } from '#core/db/database.ts';
import { insertMany } from '#core/db/repositories/bulk.ts';
import type { TableName } from '#core/db/schema.ts';
import { issueFirstRoute } from '../../support/issuedRoute.ts';
import { SampleOffice } from '../../support/sampleOffice.ts';

/** What the databases say to a row that names nothing, and to a change of what rows name. */
const MISSING = /FOREIGN KEY constraint failed|violates foreign key|names no/;
const KEPT = /FOREIGN KEY constraint failed|violates foreign key|append_only/;

type Row = Record<string, unknown>;

let office: SampleOffice;
beforeAll(async () => {
  office = await SampleOffice.create(100);
  await issueFirstRoute(office);
});
afterAll(() => office.close());

/** Tries a change and takes it back; gives why it was refused. */
async function refusalOf(change: (tx: LedgerDatabase) => Promise<unknown>): Promise<string> {
  const takenBack = new Error('not refused');
  return office.ledger.withTables((db) =>
    db
      .transaction()
      .execute(async (tx) => {
        await change(tx);
        throw takenBack;
      })
      .catch((error: Error) => error.message),
  );
}

async function anyRow(tx: LedgerDatabase, table: TableName): Promise<Row> {
  return (await tx.selectFrom(table).selectAll().limit(1).executeTakeFirstOrThrow()) as Row;
}

async function anotherBill(tx: LedgerDatabase): Promise<Row> {
  return { ...(await anyRow(tx, 'bill')), bill_id: 'new', bill_no: 'new', kind: 'adjustment' };
}

/** One row more of each table that gets them by the thousand, as its unique keys allow. */
const ONE_MORE: Readonly<Record<string, (tx: LedgerDatabase) => Promise<Row>>> = {
  async reading(tx) {
    return { ...(await anyRow(tx, 'reading')), reading_id: 'new', register_code: 'other' };
  },
  async trial_bill(tx) {
    const row = await anyRow(tx, 'trial_bill');
    const taken = tx.selectFrom('trial_bill').select('service_point_id');
    const { service_point_id } = await tx
      .selectFrom('service_point')
      .select('service_point_id')
      .where('service_point_id', 'not in', taken)
      .executeTakeFirstOrThrow();
    return { ...row, trial_bill_id: 'new', service_point_id };
  },
  bill: anotherBill,
  async bill_line(tx) {
    return { ...(await anyRow(tx, 'bill_line')), line_no: 999 };
  },
  async receivable(tx) {
    await insertMany(tx, 'bill', [(await anotherBill(tx)) as never]);
    return { ...(await anyRow(tx, 'receivable')), receivable_id: 'new', bill_id: 'new' };
  },
};

const insertOneMore = (table: TableName, changed: Row) => async (tx: LedgerDatabase) => {
  const row = { ...(await ONE_MORE[table]?.(tx)), ...changed };
  await insertMany(tx, table, [row as never]);
};

test.each([
  ['reading', ['service_point_id', 'meter_id', 'recorded_by', 'batch_id', 'supersedes_id']],
  ['trial_bill', ['bill_run_id', 'service_point_id', 'customer_id', 'tariff_version_id']],
  ['bill', ['bill_run_id', 'service_point_id', 'customer_id', 'tariff_version_id', 'issued_by']],
  ['bill', ['reverses_id', 'corrects_id']],
  ['bill_line', ['bill_id']],
  ['receivable', ['bill_id', 'customer_id']],
] as const)('a row of %s names only what is there: %j', async (table, columns) => {
  expect(await refusalOf(insertOneMore(table, {}))).toBe('not refused');
  for (const column of columns) {
    expect(await refusalOf(insertOneMore(table, { [column]: 'nobody' })), column).toMatch(MISSING);
  }
});

test('one wrong row among many is found', async () => {
  const wrong = await refusalOf(async (tx) => {
    const row = await ONE_MORE.reading?.(tx);
    const rows = Array.from({ length: 500 }, (_, index) => ({
      ...row,
      reading_id: `new ${index}`,
      register_code: `other ${index}`,
      meter_id: index === 321 ? 'nobody' : row?.meter_id,
    }));
    await insertMany(tx, 'reading', rows as never);
  });
  expect(wrong).toMatch(MISSING);
});

test.each([
  ['customer', 'customer_id'],
  ['service_point', 'service_point_id'],
  ['meter', 'meter_id'],
  ['bill_run', 'bill_run_id'],
  ['tariff_version', 'tariff_version_id'],
  ['user_account', 'user_id'],
  ['bill', 'bill_id'],
] as const)('a %s that rows name stays, under its key', async (table, key) => {
  const remove = refusalOf(async (tx) => {
    const id = await namedId(tx, table, key);
    await sql`delete from ${sql.table(table)} where ${sql.ref(key)} = ${id}`.execute(tx);
  });
  expect(await remove).toMatch(KEPT);
  const rename = refusalOf(async (tx) => {
    const id = await namedId(tx, table, key);
    await sql`update ${sql.table(table)} set ${sql.ref(key)} = 'other' where ${sql.ref(key)} = ${id}`.execute(
      tx,
    );
  });
  expect(await rename).toMatch(KEPT);
});

/** A key that other rows name for certain. */
async function namedId(tx: LedgerDatabase, table: TableName, key: string): Promise<unknown> {
  if (table === 'bill') return (await anyRow(tx, 'bill_line')).bill_id;
  if (table === 'user_account') return (await anyRow(tx, 'bill')).issued_by;
  if (table === 'meter') return (await anyRow(tx, 'reading')).meter_id;
  return (await anyRow(tx, 'bill'))[key];
}

test('a receivable stays with its customer', async () => {
  const move = (tx: LedgerDatabase) => tx.updateTable('receivable').set('customer_id', 'nobody').execute();
  expect(await refusalOf(move)).toMatch(KEPT);
});
