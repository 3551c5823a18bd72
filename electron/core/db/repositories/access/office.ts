import { assert } from '#shared/lib/assert.ts';
import type { LedgerDatabase } from '../../database.ts';
import type { OfficeRow } from '../../schema/access.ts';

/** The company whose ledger this is; every ledger has exactly one. */
export async function loadOffice(db: LedgerDatabase): Promise<OfficeRow> {
  const office = await db.selectFrom('office').selectAll().executeTakeFirst();
  assert(office !== undefined, 'a ledger has an office');
  return office;
}

export async function insertOffice(db: LedgerDatabase, office: OfficeRow): Promise<void> {
  await db.insertInto('office').values(office).execute();
}
