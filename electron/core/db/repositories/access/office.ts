import { settingsPart } from '#shared/domain/settings.ts';
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

/** Changes the office and counts its version up; gives the new version. */
export async function updateOffice(
  tx: LedgerTransaction,
  office: OfficeRow,
  change: Partial<Omit<OfficeRow, 'office_id' | 'version'>>,
): Promise<number> {
  const version = office.version + 1;
  await tx
    .updateTable('office')
    .set({ ...change, version })
    .where('office_id', '=', office.office_id)
    .execute();
  return version;
}

/** The office's settings as text with one stage's part changed; the other parts stay as they are. */
export function settingsWith(
  office: OfficeRow,
  part: string,
  change: Readonly<Record<string, unknown>>,
): string {
  const settings = JSON.parse(office.settings_json) as Record<string, unknown>;
  return JSON.stringify({ ...settings, [part]: { ...settingsPart(settings, part), ...change } });
}
