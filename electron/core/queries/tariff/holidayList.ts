import { holidayList as holidayListContract } from '#shared/contract/holidays.ts';
import type { LocalDate } from '#shared/domain/localDate.ts';
import type { HolidayCode } from '#shared/domain/tariff/calendar/index.ts';
import { ok } from '#shared/lib/result.ts';
import { listOfficeDays } from '../../db/repositories/tariff/officeDays.ts';
import { handleQuery } from '../../rpc/handlers.ts';

export const holidayList = handleQuery(holidayListContract, async ({ db }) => {
  const stated = (await listOfficeDays(db)).toReversed();
  return ok({
    rows: stated.map((row, index) => ({
      officeDayId: row.office_day_id,
      dayOn: row.day_on as LocalDate,
      dayType: row.day_type,
      holiday: row.holiday as HolidayCode | null,
      documentNo: row.document_no,
      createdByName: row.created_by_name,
      createdAt: row.created_at,
      isCurrent: stated[index - 1]?.day_on !== row.day_on,
    })),
  });
});
