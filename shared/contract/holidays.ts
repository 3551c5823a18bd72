import { z } from 'zod';
import { HOLIDAY_CODES, OFFICE_DAY_TYPES } from '../domain/tariff/calendar/index.ts';
import { defineCommand, defineQuery } from './define.ts';
import { id, localDateText, text } from './fields.ts';

const dayType = z.enum(OFFICE_DAY_TYPES);
const holiday = z.enum(HOLIDAY_CODES).nullable();

/**
 * States what single days are for the calendars of all tariffs of the office: a holiday, a make-up workday, a year whose
 * list is not out yet. The latest statement of a day counts; a tariff's own calendar comes before it.
 */
export const holidaySet = defineCommand({
  name: 'holiday.set',
  stage: 'tariff',
  permission: 'tariff.edit',
  input: z.strictObject({
    days: z
      .array(
        z.strictObject({
          dayOn: localDateText,
          /** `published`: again as the State Council published it. */
          dayType,
          /** Which of the named holidays it belongs to; only for a `holiday`. */
          holiday: holiday.default(null),
        }),
      )
      .min(1)
      .max(60),
    /** The notice that says so, e.g. 国办发明电〔2020〕1号. */
    documentNo: text(120).refine((value) => value.trim().length > 0, 'empty'),
  }),
  output: z.strictObject({ dayCount: z.int() }),
  /** They carry `dayOn`; `day_billed` a standing bill that was made of what they would change, with its days. */
  refusals: ['day_twice', 'not_a_holiday', 'day_unchanged', 'day_billed'],
});

/** Everything that the office stated about days, by day, the latest first; only the latest of a day counts. */
export const holidayList = defineQuery({
  name: 'holiday.list',
  stage: 'tariff',
  permission: 'tariff.view',
  input: z.strictObject({}),
  output: z.strictObject({
    rows: z.array(
      z.strictObject({
        officeDayId: id,
        dayOn: localDateText,
        dayType,
        holiday,
        documentNo: z.string(),
        createdByName: z.string(),
        createdAt: z.string(),
        isCurrent: z.boolean(),
      }),
    ),
  }),
});
