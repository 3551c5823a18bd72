import type { LedgerDatabase } from '../../database.ts';
import type { TariffActivationRow, TariffRow, TariffVersionRow } from '../../schema/tariff.ts';

export type TariffVersion = TariffVersionRow & {
  readonly activated_by: string | null;
  readonly activated_at: string | null;
  readonly created_by_name: string;
  readonly activated_by_name: string | null;
};

function versions(db: LedgerDatabase) {
  return db
    .selectFrom('tariff_version')
    .leftJoin('tariff_activation', 'tariff_activation.tariff_version_id', 'tariff_version.tariff_version_id')
    .innerJoin('user_account as creator', 'creator.user_id', 'tariff_version.created_by')
    .leftJoin('user_account as activator', 'activator.user_id', 'tariff_activation.activated_by')
    .selectAll('tariff_version')
    .select([
      'tariff_activation.activated_by',
      'tariff_activation.activated_at',
      'creator.display_name as created_by_name',
      'activator.display_name as activated_by_name',
    ]);
}

export async function loadTariff(db: LedgerDatabase, tariffId: string): Promise<TariffRow | undefined> {
  return db.selectFrom('tariff').selectAll().where('tariff_id', '=', tariffId).executeTakeFirst();
}

export async function loadTariffByCode(
  db: LedgerDatabase,
  tariffCode: string,
): Promise<TariffRow | undefined> {
  return db.selectFrom('tariff').selectAll().where('tariff_code', '=', tariffCode).executeTakeFirst();
}

export async function listTariffs(db: LedgerDatabase): Promise<readonly TariffRow[]> {
  return db.selectFrom('tariff').selectAll().orderBy('tariff_code').execute();
}

export async function listAllVersions(db: LedgerDatabase): Promise<readonly TariffVersion[]> {
  return versions(db).orderBy('tariff_version.tariff_id').orderBy('tariff_version.version_no').execute();
}

/** All versions of a tariff, the latest first. */
export async function listVersions(db: LedgerDatabase, tariffId: string): Promise<readonly TariffVersion[]> {
  return versions(db)
    .where('tariff_version.tariff_id', '=', tariffId)
    .orderBy('tariff_version.version_no', 'desc')
    .execute();
}

export async function loadVersion(
  db: LedgerDatabase,
  tariffVersionId: string,
): Promise<TariffVersion | undefined> {
  return versions(db).where('tariff_version.tariff_version_id', '=', tariffVersionId).executeTakeFirst();
}

export async function insertTariff(db: LedgerDatabase, row: TariffRow): Promise<void> {
  await db.insertInto('tariff').values(row).execute();
}

export async function insertVersion(db: LedgerDatabase, row: TariffVersionRow): Promise<void> {
  await db.insertInto('tariff_version').values(row).execute();
}

export async function insertActivation(db: LedgerDatabase, row: TariffActivationRow): Promise<void> {
  await db.insertInto('tariff_activation').values(row).execute();
}

/** Service points whose present assignment is each tariff. */
export async function countAssigned(db: LedgerDatabase): Promise<ReadonlyMap<string, number>> {
  const rows = await db
    .selectFrom('tariff_assignment')
    .select(['tariff_id', (eb) => eb.fn.countAll<number>().as('point_count')])
    .where('end_on', 'is', null)
    .groupBy('tariff_id')
    .execute();
  return new Map(rows.map((row) => [row.tariff_id, row.point_count]));
}

/**
 * The number of a bill that a version from `startOn` on would change: one that stands, of a service point that has the
 * tariff on some of its days since then; `null` where there is none.
 */
export async function findBillToChange(
  db: LedgerDatabase,
  tariffId: string,
  startOn: string,
): Promise<string | null> {
  const bill = await db
    .selectFrom('bill')
    .innerJoin('tariff_assignment as assignment', 'assignment.service_point_id', 'bill.service_point_id')
    .leftJoin('bill as reversal', 'reversal.reverses_id', 'bill.bill_id')
    .select('bill.bill_no')
    .where('assignment.tariff_id', '=', tariffId)
    .where('bill.kind', '<>', 'reversal')
    .where('reversal.bill_id', 'is', null)
    .where('bill.end_on', '>', startOn)
    .whereRef('assignment.start_on', '<', 'bill.end_on')
    .where(({ or, and, eb, ref }) =>
      or([
        eb('assignment.end_on', 'is', null),
        and([eb('assignment.end_on', '>', startOn), eb('assignment.end_on', '>', ref('bill.start_on'))]),
      ]),
    )
    .limit(1)
    .executeTakeFirst();
  return bill?.bill_no ?? null;
}
