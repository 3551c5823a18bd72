import { assert } from '../lib/assert.ts';
import type { Brand } from '../lib/brand.ts';

/** A day in the office's calendar, `yyyy-mm-dd`. It has no time zone and no time. */
export type LocalDate = Brand<string, 'LocalDate'>;

/** An accounting and billing month (账期), `yyyy-mm`. */
export type Period = Brand<string, 'Period'>;

/** A half-open span of days: `startOn` belongs to it, `endOn` does not. */
export type DateSpan = { readonly startOn: LocalDate; readonly endOn: LocalDate };

const MILLISECONDS_A_DAY = 86_400_000;

/** Reads digits in place: days are counted so often that cutting texts for it would show. */
function numberAt(date: string, from: number, length: number): number {
  let value = 0;
  for (let place = from; place < from + length; place += 1) value = value * 10 + date.charCodeAt(place) - 48;
  return value;
}

function utcOf(date: string): number {
  return Date.UTC(numberAt(date, 0, 4), numberAt(date, 5, 2) - 1, numberAt(date, 8, 2));
}

/** Parses `yyyy-mm-dd`; `null` for anything else and for days that do not exist (30 February). */
export function parseLocalDate(text: string): LocalDate | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return null;
  return new Date(utcOf(text)).toISOString().slice(0, 10) === text ? (text as LocalDate) : null;
}

export function localDate(text: string): LocalDate {
  const date = parseLocalDate(text);
  assert(date !== null, `not a date: ${text}`);
  return date;
}

export function parsePeriod(text: string): Period | null {
  return /^\d{4}-(?:0[1-9]|1[0-2])$/.test(text) ? (text as Period) : null;
}

export function period(text: string): Period {
  const value = parsePeriod(text);
  assert(value !== null, `not a period: ${text}`);
  return value;
}

export function addDays(date: LocalDate, days: number): LocalDate {
  return new Date(utcOf(date) + days * MILLISECONDS_A_DAY).toISOString().slice(0, 10) as LocalDate;
}

/** Days up to the first of March of each month's year, which begins in March so that the leap day comes last. */
const DAYS_BEFORE_MONTH = [306, 337, 0, 31, 61, 92, 122, 153, 184, 214, 245, 275];

/** The day's number in the Gregorian calendar, counted from a day long ago. */
function numberOfDay(date: LocalDate): number {
  const month = numberAt(date, 5, 2);
  const year = numberAt(date, 0, 4) - (month < 3 ? 1 : 0);
  const leapDays = Math.floor(year / 4) - Math.floor(year / 100) + Math.floor(year / 400);
  return year * 365 + leapDays + (DAYS_BEFORE_MONTH[month - 1] ?? Number.NaN) + numberAt(date, 8, 2);
}

/** Whole days from `from` to `to`; negative when `to` lies before. */
export function daysBetween(from: LocalDate, to: LocalDate): number {
  return numberOfDay(to) - numberOfDay(from);
}

export function periodOf(date: LocalDate): Period {
  return date.slice(0, 7) as Period;
}

export function addMonths(value: Period, months: number): Period {
  const index = Number(value.slice(0, 4)) * 12 + Number(value.slice(5, 7)) - 1 + months;
  const month = (index % 12) + 1;
  return `${String(Math.floor(index / 12)).padStart(4, '0')}-${String(month).padStart(2, '0')}` as Period;
}

/** Months from one period to another; negative when the other lies before. */
export function monthsBetween(from: Period, to: Period): number {
  const monthsOf = (value: Period) => numberAt(value, 0, 4) * 12 + numberAt(value, 5, 2);
  return monthsOf(to) - monthsOf(from);
}

/** The days of a billing month as a half-open span. */
export function spanOfPeriod(value: Period): DateSpan {
  return { startOn: localDate(`${value}-01`), endOn: localDate(`${addMonths(value, 1)}-01`) };
}

/** 1 = Monday ... 7 = Sunday. */
export function weekdayOf(date: LocalDate): number {
  return new Date(utcOf(date)).getUTCDay() || 7;
}

// Days are text, of which `Math.min` knows nothing.
export function earlierOf(left: LocalDate, right: LocalDate): LocalDate {
  return left <= right ? left : right;
}

export function laterOf(left: LocalDate, right: LocalDate): LocalDate {
  return left <= right ? right : left;
}
