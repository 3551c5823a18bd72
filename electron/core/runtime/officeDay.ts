import type { LocalDate } from '#shared/domain/localDate.ts';
import { businessDateAt } from './clock.ts';

const HOUR_MS = 3_600_000;
/** No time zone is further from UTC. */
const FURTHEST_HOURS = 15;

/** The instant at which a day begins in the office's time zone. */
export function startOfDay(day: LocalDate, timeZone: string): string {
  const utcMidnight = Date.parse(`${day}T00:00:00Z`);
  const textOf = (instant: number) => new Date(instant).toISOString();
  // The day is not there yet at `before`, and is at `since`.
  let before = utcMidnight - FURTHEST_HOURS * HOUR_MS;
  let since = utcMidnight + FURTHEST_HOURS * HOUR_MS;
  while (since - before > 1) {
    const middle = Math.floor((before + since) / 2);
    if (businessDateAt(textOf(middle), timeZone) < day) before = middle;
    else since = middle;
  }
  return textOf(since);
}
