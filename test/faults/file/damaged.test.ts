import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { connectSqlite } from '#core/db/dialect/sqlite.ts';
import { ledgerTables } from '#core/db/ledgerTables.ts';
import { findBrokenAuditEntry } from '#core/db/repositories/access/audit.ts';
import { routeSave } from '#shared/contract/customers.ts';
import { failedChecks, LedgerOnDisk, makeOriginal, type Original } from './ledgerOnDisk.ts';

const SIDE_FILES = ['-wal', '-shm', '.lock'];
let original: Original;
let content: Buffer;
let pageBytes: number;
let rows: readonly string[];
let ledger: LedgerOnDisk;
beforeAll(async () => {
  original = await makeOriginal(10);
  content = readFileSync(original.path);
  // Where the header of an SQLite file has it.
  pageBytes = content.readUInt16BE(16);
  rows = await rowsOf(original.path);
  const folder = join(original.folder, 'damaged');
  mkdirSync(folder);
  ledger = new LedgerOnDisk(original, folder);
});
afterEach(() => ledger.close());
afterAll(() => original.remove());

/** Every row of every table as text. */
async function rowsOf(path: string): Promise<readonly string[]> {
  const { kysely, close } = connectSqlite(path, 'read');
  try {
    const all: string[] = [];
    for (const { name } of ledgerTables()) {
      const found = await kysely.selectFrom(name).selectAll().execute();
      all.push(...found.map((row) => JSON.stringify([name, row])));
    }
    return all.sort();
  } finally {
    await close();
  }
}

/** Puts a file in the ledger's place and says who noticed that it is damaged; null when nobody did. */
async function noticedBy(file: Buffer): Promise<string | null> {
  await ledger.close();
  for (const suffix of SIDE_FILES) rmSync(ledger.path + suffix, { force: true });
  writeFileSync(ledger.path, file);
  try {
    await ledger.open();
    const failed = await failedChecks(await ledger.desk('supervisor'));
    return failed.length > 0 ? 'check' : null;
  } catch (error) {
    const [, code] = /"code":"(\w+)"/.exec(String(error)) ?? [];
    expect(code, String(error)).toMatch(/^(?:ledger_damaged|not_a_ledger|newer_ledger)$/);
    return code ?? null;
  }
}

test('the ledger as it was made is sound', async () => {
  expect(await noticedBy(content)).toBeNull();
});

test('a page that was overwritten is noticed when the ledger is opened, or by its check', async () => {
  const filling = fc.constantFrom(0x00, 0xff, 0x41);
  await fc.assert(
    fc.asyncProperty(fc.nat(content.length / pageBytes - 1), filling, async (page, byte) => {
      const wrong = Buffer.from(content).fill(byte, page * pageBytes, (page + 1) * pageBytes);
      expect(await noticedBy(wrong)).not.toBeNull();
    }),
    { seed: 1, numRuns: 30 },
  );
});

test('a file that was cut short is noticed', async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(content.length - 1), async (length) => {
      expect(await noticedBy(content.subarray(0, length))).not.toBeNull();
    }),
    { seed: 1, numRuns: 12 },
  );
});

test('a byte of the header that was altered is noticed or changes nothing', async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(99), fc.integer({ min: 1, max: 255 }), async (at, mask) => {
      const wrong = Buffer.from(content);
      wrong.writeUInt8(wrong.readUInt8(at) ^ mask, at);
      if ((await noticedBy(wrong)) !== null) return;
      await ledger.close();
      // The supervisor signed in, which is one row more in the audit.
      const found = new Set(await rowsOf(ledger.path));
      expect(rows.filter((row) => !found.has(row) && !row.startsWith('["user_account"'))).toEqual([]);
    }),
    { seed: 1, numRuns: 40 },
  );
});

test('a journal that was cut short or altered leaves a state that the ledger had, whole', async () => {
  await noticedBy(content);
  const reader = await ledger.desk('reader');
  for (const routeNo of ['X1', 'X2', 'X3', 'X4', 'X5', 'X6']) {
    const route = { routeId: null, expectedVersion: null, routeNo, name: routeNo, cycleDay: 1 };
    await reader.run(routeSave, route);
  }
  const files = ['', '-wal'].map((suffix) => readFileSync(ledger.path + suffix));
  const [base = Buffer.alloc(0), journal = Buffer.alloc(0)] = files;
  const history = await auditHashes(ledger.path);
  await ledger.close();
  const seen = new Set<number>();
  const judge = async (damaged: Buffer) => {
    for (const suffix of SIDE_FILES) rmSync(ledger.path + suffix, { force: true });
    writeFileSync(ledger.path, base);
    writeFileSync(`${ledger.path}-wal`, damaged);
    await ledger.open();
    const left = await auditHashes(ledger.path);
    expect(left).toEqual(history.slice(0, left.length));
    expect(await failedChecks(await ledger.desk('supervisor'))).toEqual([]);
    await ledger.close();
    seen.add(left.length);
  };
  await fc.assert(
    fc.asyncProperty(fc.nat(journal.length - 1), fc.integer({ min: 1, max: 255 }), async (at, mask) => {
      const altered = Buffer.from(journal);
      altered.writeUInt8(altered.readUInt8(at) ^ mask, at);
      await judge(altered);
      await judge(journal.subarray(0, at));
    }),
    { seed: 1, numRuns: 10 },
  );
  expect(seen.size).toBeGreaterThan(3);
});

async function auditHashes(path: string): Promise<readonly string[]> {
  const { kysely, close } = connectSqlite(path, 'read');
  try {
    expect(await findBrokenAuditEntry(kysely)).toBeNull();
    const found = await kysely.selectFrom('audit_entry').select('hash').orderBy('sequence').execute();
    return found.map(({ hash }) => hash);
  } finally {
    await close();
  }
}
