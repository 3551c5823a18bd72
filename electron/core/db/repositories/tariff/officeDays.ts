import type { LocalDate } from '#shared/domain/localDate.ts';
import {
  asksForHolidays,
  type BillOfDays,
  type HolidayCode,
  type OfficeDays,
  officeDaysOf,
} from '#shared/domain/tariff/calendar/index.ts';
import { tariffContentSchema } from '#shared/domain/tariff/index.ts';
import type { LedgerDatabase } from '../../database.ts';
import type { OfficeDayRow } from '../../schema/tariff.ts';
import { listAllVersions } from './tariffs.ts';

export async function insertOfficeDays(db: LedgerDatabase, rows: readonly OfficeDayRow[]): Promise<void> {
  await db.insertInto('office_day').values(rows).execute();
}

/** Everything that the office ever said of days, by day, the latest last, and who said it. */
export async function listOfficeDays(db: LedgerDatabase) {
  return db
    .selectFrom('office_day')
    .innerJoin('user_account', 'user_account.user_id', 'office_day.created_by')
    .selectAll('office_day')
    .select('user_account.display_name as created_by_name')
    .orderBy('day_on')
    .orderBy('statement_no')
    .execute();
}

/** What the office says of days now. */
export async function loadOfficeDays(db: LedgerDatabase): Promise<OfficeDays> {
  const rows = await listOfficeDays(db);
  return officeDaysOf(
    rows.map((row) => ({
      dayOn: row.day_on as LocalDate,
      dayType: row.day_type,
      holiday: row.holiday as HolidayCode | null,
    })),
  );
}

/** Tariffs of which a version in force has a calendar that asks what days are; `countsBreaks`: and how long a break is. */
export async function tariffsWithHolidays(
  db: LedgerDatabase,
): Promise<{ readonly tariffIds: readonly string[]; readonly countsBreaks: boolean }> {
  const inForce = (await listAllVersions(db)).filter((version) => version.activated_at !== null);
  const asking = inForce.map(({ tariff_id, content_json }) => {
    const { calendar } = tariffContentSchema.parse(JSON.parse(content_json));
    return { tariffId: tariff_id, rules: (calendar?.rules ?? []).filter(asksForHolidays) };
  });
  return {
    tariffIds: [...new Set(asking.filter(({ rules }) => rules.length > 0).map(({ tariffId }) => tariffId))],
    countsBreaks: asking.some(({ rules }) => rules.some((rule) => rule.holidayAtLeastDays !== undefined)),
  };
}

/** A standing bill at one of these tariffs with one of these days; `null` where there is none. */
export async function findBillOfDays(
  db: LedgerDatabase,
  tariffIds: readonly string[],
  days: readonly LocalDate[],
): Promise<BillOfDays | null> {
  if (tariffIds.length === 0 || days.length === 0) return null;
  const bill = await db
    .selectFrom('bill')
    .innerJoin('tariff_assignment as assignment', 'assignment.service_point_id', 'bill.service_point_id')
    .leftJoin('bill as reversal', 'reversal.reverses_id', 'bill.bill_id')
    .select(['bill.bill_no', 'bill.start_on', 'bill.end_on'])
    .where('assignment.tariff_id', 'in', tariffIds)
    .where('bill.kind', '<>', 'reversal')
    .where('reversal.bill_id', 'is', null)
    .whereRef('assignment.start_on', '<', 'bill.end_on')
    .where(({ or, eb, ref }) =>
      or([eb('assignment.end_on', 'is', null), eb('assignment.end_on', '>', ref('bill.start_on'))]),
    )
    .where(({ or, and, eb }) =>
      or(days.map((day) => and([eb('bill.start_on', '<=', day), eb('bill.end_on', '>', day)]))),
    )
    .orderBy('bill.bill_no')
    .limit(1)
    .executeTakeFirst();
  return bill ? { billNo: bill.bill_no, startOn: bill.start_on, endOn: bill.end_on } : null;
}
