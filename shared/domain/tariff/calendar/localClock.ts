import { assert } from '../../../lib/assert.ts';
import { type LocalDate, parseLocalDate } from '../../localDate.ts';
import { MINUTES_A_DAY } from './rules.ts';

const MINUTE = 60_000;
const HALF_HOUR = 30 * MINUTE;
const DAY = MINUTES_A_DAY * MINUTE;
/** Since 1970 no zone of the data base has set its clock twice within less than 7 days (America/Recife, October 2000). */
const SETTLED = 6 * DAY;

/** A moment on the clock on the wall: the day and the minutes since its midnight as the clock shows them. */
export type LocalMinute = { readonly day: LocalDate; readonly minute: number };

/** The clock of a time zone. Moments are milliseconds since 1970 in UTC. */
export type LocalClock = {
  readonly at: (moment: number) => LocalMinute;
  /** The moment at which a day begins; where the clock skips midnight, the first moment after it. */
  readonly startOf: (day: LocalDate) => number;
};

/** Whether a name is one of the IANA data base, as far as this computer knows it. */
export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en-US', { timeZone: name });
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/**
 * Makes the clock of a time zone of the IANA data base, e.g. `Asia/Shanghai`. The distance to UTC is asked for
 * once for each half hour in which a clock can be set, and only on days on which it is.
 */
export function localClock(timeZone: string): LocalClock {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  const asked = new Map<number, number>();
  const ask = (moment: number): number => {
    const known = asked.get(moment);
    if (known !== undefined) return known;
    const parts: Record<string, number> = {};
    for (const { type, value } of format.formatToParts(moment)) parts[type] = Number(value);
    const { year, month, day, hour, minute, second } = parts;
    const shown = Date.UTC(year ?? 0, (month ?? 1) - 1, day ?? 1, hour ?? 0, minute ?? 0, second ?? 0);
    const offset = shown - moment;
    asked.set(moment, offset);
    return offset;
  };
  /** The distance is the same all the time where it is the same at both ends of some days, else of the one day. */
  const offsetAt = (moment: number): number => {
    for (const length of [SETTLED, DAY]) {
      const from = Math.floor(moment / length) * length;
      const offset = ask(from);
      if (offset === ask(from + length)) return offset;
    }
    return ask(Math.floor(moment / HALF_HOUR) * HALF_HOUR);
  };
  const days = new Map<number, LocalDate>();
  const dayOf = (shown: number): LocalDate => {
    const number = Math.floor(shown / DAY);
    const day = days.get(number) ?? parseLocalDate(new Date(number * DAY).toISOString().slice(0, 10));
    assert(day !== null, `no day at ${shown}`);
    days.set(number, day);
    return day;
  };
  return {
    at: (moment) => {
      const shown = moment + offsetAt(moment);
      return { day: dayOf(shown), minute: (((shown % DAY) + DAY) % DAY) / MINUTE };
    },
    startOf: (day) => {
      const midnight = Date.parse(`${day}T00:00:00Z`);
      const early = midnight - offsetAt(midnight - DAY / 2);
      const late = midnight - offsetAt(early);
      if (early === late) return early;
      // The clock may be set between the guess and the day: the earlier moment that shows the day counts.
      const candidates = [early, late, midnight - offsetAt(late)].sort((left, right) => left - right);
      for (const moment of candidates) if (dayOf(moment + offsetAt(moment)) === day) return moment;
      return candidates[candidates.length - 1] ?? midnight;
    },
  };
}
