import { assert } from '#shared/lib/assert.ts';
import { chunked } from '#shared/lib/collections.ts';
import type { LedgerDatabase, LedgerTransaction } from './database.ts';
import { type LedgerTable, ledgerTables } from './ledgerTables.ts';
import { countAnew, insertMany } from './repositories/bulk.ts';
import type { TableName } from './schema.ts';

type Row = Readonly<Record<string, unknown>>;
type OnRows = (done: number, total: number) => Promise<void>;

const ROWS_A_PART = 2000;

/**
 * Copies every row of a ledger into the empty tables of another one, on whatever database, parents
 * before children. Nobody may change the source meanwhile.
 */
export async function copyRows(
  source: LedgerDatabase,
  target: LedgerTransaction,
  onRows: OnRows,
): Promise<void> {
  const counts = await countRows(source);
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
  let done = 0;
  for (const table of ledgerTables()) {
    let last: Row | null = null;
    const waiting: Row[] = [];
    for (;;) {
      const rows: Row[] = await nextRows(source, table, last);
      if (rows.length === 0) break;
      waiting.push(...(await insertReady(target, table, rows)));
      last = rows.at(-1) ?? null;
      done += rows.length;
      await onRows(done, total);
    }
    for (let left: readonly Row[] = waiting; left.length > 0; ) {
      const still = await insertReady(target, table, left);
      assert(still.length < left.length, `rows of ${table.name} do not refer to each other in a circle`);
      left = still;
    }
  }
  await countAnew(
    target,
    ledgerTables().map(({ name }) => name),
  );
}

/**
 * Inserts the rows whose parents in the same table are there, and gives the others. The id of a reversal is mostly
 * the greater one, but the desk that made it may have a clock behind that of the first desk.
 */
async function insertReady(
  target: LedgerTransaction,
  { name, primaryKey, ownReferences }: LedgerTable,
  rows: readonly Row[],
): Promise<readonly Row[]> {
  const [key = ''] = primaryKey;
  const parentsOf = (row: Row) => ownReferences.map((column) => row[column]).filter(isText);
  const there = await presentKeys(target, name, key, rows.flatMap(parentsOf));
  const [ready, waiting]: [Row[], Row[]] = [[], []];
  for (const row of rows) {
    const isReady = parentsOf(row).every((parent) => there.has(parent));
    (isReady ? ready : waiting).push(row);
    if (isReady && ownReferences.length > 0) there.add(String(row[key]));
  }
  await insertMany(target, name, ready as never);
  return waiting;
}

const isText = (value: unknown): value is string => typeof value === 'string';

async function presentKeys(
  db: LedgerDatabase,
  table: TableName,
  key: string,
  wanted: readonly string[],
): Promise<Set<string>> {
  const present = new Set<string>();
  for (const part of chunked(wanted, ROWS_A_PART)) {
    const rows = (await db
      .selectFrom(table)
      .select(key as never)
      .where(key as never, 'in', part as never)
      .execute()) as Row[];
    for (const row of rows) present.add(String(row[key]));
  }
  return present;
}

async function nextRows(db: LedgerDatabase, { name, primaryKey }: LedgerTable, last: Row | null) {
  let query = db.selectFrom(name).selectAll().limit(ROWS_A_PART);
  for (const column of primaryKey) query = query.orderBy(column as never);
  if (last !== null) {
    query = query.where((eb) =>
      eb(
        eb.refTuple(...(primaryKey as unknown as [never, never])),
        '>',
        eb.tuple(...(primaryKey.map((column) => last[column]) as [never, never])) as never,
      ),
    );
  }
  return (await query.execute()) as Row[];
}

/** Number of rows of every table. */
export async function countRows(db: LedgerDatabase): Promise<Readonly<Record<string, number>>> {
  const counts: Record<string, number> = {};
  for (const { name } of ledgerTables()) {
    const { count } = await db
      .selectFrom(name)
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow();
    counts[name] = count;
  }
  return counts;
}

/** The first table in which a copy has other counts or sums of money than its source; `null` when none has. */
export async function firstDifference(source: LedgerDatabase, copy: LedgerDatabase): Promise<string | null> {
  const [expected, found] = [await countRows(source), await countRows(copy)];
  const described = await source.introspection.getTables();
  for (const { name } of ledgerTables()) {
    if (expected[name] !== found[name]) return `${name}: ${found[name]} of ${expected[name]} rows`;
    const columns = (described.find((table) => table.name === name)?.columns ?? [])
      .map((column) => column.name)
      .filter((column) => column.endsWith('_minor'));
    const [sums, copiedSums] = [await sumsOf(source, name, columns), await sumsOf(copy, name, columns)];
    for (const column of columns) {
      if (sums[column] !== copiedSums[column]) return `${name}.${column}`;
    }
  }
  return null;
}

async function sumsOf(db: LedgerDatabase, table: TableName, columns: readonly string[]): Promise<Row> {
  if (columns.length === 0) return {};
  return db
    .selectFrom(table)
    .select((eb) => columns.map((column) => eb.fn.sum<number>(column as never).as(column)))
    .executeTakeFirstOrThrow();
}
