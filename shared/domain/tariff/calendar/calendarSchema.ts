import { z } from 'zod';
import { code, day, nameText, periodCode, positive } from '../content/fields.ts';
import { calendarFaults } from './checkCalendar.ts';
import { DAY_TYPES, HOLIDAY_CODES } from './holidays.ts';

const clock = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$|^24:00$/, 'not_a_time');

/** From one time of the day to another; one that ends before it begins goes on after midnight. */
const window = z
  .strictObject({ from: clock, to: clock })
  .refine(({ from, to }) => from !== to && from !== '24:00' && to !== '00:00', 'empty_window');

const monthDay = z
  .string()
  .regex(/^\d{2}-\d{2}$/)
  .refine((value) => day.safeParse(`2024-${value}`).success, 'not_a_date');

/**
 * When a period of the day holds. All that a rule states must fit the day; a rule that states only windows fits
 * every day. Among the rules that fit, the highest priority counts.
 */
const rule = z.strictObject({
  code,
  period: periodCode,
  priority: z.int().min(0).max(1000).default(0),
  /** What lies after midnight belongs to the day on which the window began. */
  windows: z.array(window).min(1).max(24),
  months: z.array(z.int().min(1).max(12)).min(1).max(12).optional(),
  /** From one day of the year to another, both included; may pass the turn of the year. */
  seasons: z
    .array(z.strictObject({ from: monthDay, to: monthDay }))
    .min(1)
    .max(12)
    .optional(),
  /** 1 = Monday ... 7 = Sunday. */
  weekdays: z.array(z.int().min(1).max(7)).min(1).max(7).optional(),
  dayTypes: z.array(z.enum(DAY_TYPES)).min(1).max(3).optional(),
  holidays: z.array(z.enum(HOLIDAY_CODES)).min(1).max(7).optional(),
  /** Days of a holiday break of at least so many days in a row. */
  holidayAtLeastDays: z.int().min(1).max(15).optional(),
  /** Only on the days that are listed under this condition. */
  condition: code.optional(),
  customerClasses: z.array(z.string().min(1).max(40)).min(1).max(20).optional(),
  capacityFromKva: positive.optional(),
  capacityBelowKva: positive.optional(),
});

/** The calendar of a tariff version (尖峰平谷): which period every minute of the year belongs to. */
export const calendarSchema = z
  .strictObject({
    rules: z.array(rule).min(1).max(60),
    /** Days on which something was so that nobody knows beforehand, e.g. a temperature of 35 °C or more. */
    conditions: z
      .record(code, z.strictObject({ name: nameText(60), days: z.array(day).max(2000) }))
      .default({}),
    /** What single days are, where it is not as published: a holiday of a region, a year whose list is not out yet. */
    days: z
      .record(
        day,
        z.strictObject({ type: z.enum(DAY_TYPES), holiday: z.enum(HOLIDAY_CODES).nullable().default(null) }),
      )
      .default({}),
  })
  .superRefine((calendar, context) => {
    const report = (message: string, ...path: (string | number)[]) =>
      context.addIssue({ code: 'custom', message, path });
    const seen = new Set<string>();
    calendar.rules.forEach((one, index) => {
      if (seen.has(one.code)) report('code_twice', 'rules', index, 'code');
      seen.add(one.code);
      if (one.condition !== undefined && !(one.condition in calendar.conditions)) {
        report('unknown_condition', 'rules', index, 'condition');
      }
    });
    for (const { code: fault, rule: index, detail } of calendarFaults(calendar)) {
      const path = index === null ? ['rules'] : ['rules', index];
      context.addIssue({ code: 'custom', message: fault, path, params: detail });
    }
  });

export type TariffCalendar = z.output<typeof calendarSchema>;
export type CalendarRule = TariffCalendar['rules'][number];
