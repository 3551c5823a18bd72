import { assert } from '#shared/lib/assert.ts';
import type { LedgerDatabase, LedgerTransaction } from '../../database.ts';
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

/** Replaces one stage's part of the office's settings; the other parts stay as they are now. */
export async function saveOfficeSettings(
  tx: LedgerTransaction,
  part: string,
  value: Readonly<Record<string, unknown>>,
): Promise<void> {
  const office = await loadOffice(tx);
  const settings = { ...(JSON.parse(office.settings_json) as Record<string, unknown>), [part]: value };
  await tx
    .updateTable('office')
    .set({ settings_json: JSON.stringify(settings), version: office.version + 1 })
    .where('office_id', '=', office.office_id)
    .execute();
}
