import { holidaySet } from '#shared/contract/holidays.ts';
import { daysConcerned, decideOfficeDays } from '#shared/domain/tariff/calendar/index.ts';
import { ok } from '#shared/lib/result.ts';
import {
  findBillOfDays,
  insertOfficeDays,
  listOfficeDays,
  loadOfficeDays,
  tariffsWithHolidays,
} from '../../db/repositories/tariff/officeDays.ts';
import { handleCommand } from '../../rpc/handlers.ts';

export const setHolidays = handleCommand(holidaySet, async (context, { days, documentNo }) => {
  const { tx, now, actor } = context;
  const current = await loadOfficeDays(tx);
  const { tariffIds, countsBreaks } = await tariffsWithHolidays(tx);
  const billed = await findBillOfDays(tx, tariffIds, daysConcerned(days, current, countsBreaks));
  const decision = decideOfficeDays(days, current, billed);
  if (!decision.ok) return context.refuse(decision.error.code, decision.error.detail);
  const before = await listOfficeDays(tx);
  const statementNo = Math.max(0, ...before.map((row) => row.statement_no)) + 1;
  await insertOfficeDays(
    tx,
    days.map(({ dayOn, dayType, holiday }) => ({
      office_day_id: context.newId(),
      day_on: dayOn,
      day_type: dayType,
      holiday,
      document_no: documentNo,
      statement_no: statementNo,
      created_by: actor.userId,
      created_at: now,
    })),
  );
  for (const { dayOn, dayType, holiday } of days) {
    context.audit({
      subjectType: 'office_day',
      subjectId: dayOn,
      detail: { dayType, holiday, documentNo },
    });
  }
  context.publish('tariff');
  return ok({ dayCount: days.length });
});
