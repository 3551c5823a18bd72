import type { LedgerDatabase } from '../../database.ts';
import type { MappingProfileRow } from '../../schema/customers.ts';

export async function listMappingProfiles(
  db: LedgerDatabase,
  fileKind: MappingProfileRow['file_kind'] | undefined,
): Promise<MappingProfileRow[]> {
  const all = db.selectFrom('mapping_profile').selectAll().orderBy('profile_code');
  return (fileKind === undefined ? all : all.where('file_kind', '=', fileKind)).execute();
}

export async function loadMappingProfile(
  db: LedgerDatabase,
  profileCode: string,
): Promise<MappingProfileRow | undefined> {
  return db
    .selectFrom('mapping_profile')
    .selectAll()
    .where('profile_code', '=', profileCode)
    .executeTakeFirst();
}

export async function insertMappingProfile(db: LedgerDatabase, row: MappingProfileRow): Promise<void> {
  await db.insertInto('mapping_profile').values(row).execute();
}

export async function updateMappingProfile(
  db: LedgerDatabase,
  profileCode: string,
  facts: Pick<MappingProfileRow, 'name' | 'content_json' | 'version'>,
): Promise<void> {
  await db.updateTable('mapping_profile').set(facts).where('profile_code', '=', profileCode).execute();
}
