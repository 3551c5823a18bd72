import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { LedgerDatabase } from '#core/db/database.ts';
import { INVARIANTS } from '#core/db/runInvariants.ts';
import { carryOutEveryCommand, EVERY_COMMAND_POINTS } from '../support/everyCommand/everyCommand.ts';
import { SampleOffice } from '../support/sampleOffice.ts';
import { TAMPERING } from '../support/tampering/index.ts';

let office: SampleOffice;
beforeAll(async () => {
  office = await SampleOffice.create(EVERY_COMMAND_POINTS);
  await carryOutEveryCommand(office, (desk, contract, input) => desk.run(contract, input));
  await office.core.close();
});
afterAll(() => office.close());

/** Does something to the tables, looks, and undoes it. */
async function tamper<Value>(
  db: LedgerDatabase,
  statement: string,
  look: (db: LedgerDatabase) => Promise<Value>,
): Promise<Value> {
  const tx = await db.startTransaction().execute();
  try {
    await sql.raw(statement).execute(tx);
    return await look(tx);
  } finally {
    await tx.rollback().execute();
  }
}

test('every invariant holds in a ledger in which everything happened', async () => {
  const violated = await office.ledger.withTables(async (db) => {
    const found: unknown[] = [];
    for (const { name, check } of INVARIANTS) {
      const rows = await check(db);
      if (rows.length > 0) found.push({ name, rows });
    }
    return found;
  });
  expect(violated).toEqual([]);
});

test('for every invariant it is known what has to break it', () => {
  expect(Object.keys(TAMPERING).sort()).toEqual(INVARIANTS.map(({ name }) => name).sort());
});

test('every invariant notices whatever was done past the program to what it is about', async () => {
  const unnoticed = await office.ledger.withTables(async (db) => {
    await office.ledger.removeGuards(db);
    const found: { name: string; statement: string }[] = [];
    for (const { name, check } of INVARIANTS) {
      for (const statement of TAMPERING[name] ?? []) {
        if ((await tamper(db, statement, check)).length === 0) found.push({ name, statement });
      }
    }
    return found;
  });
  expect(unnoticed).toEqual([]);
});
