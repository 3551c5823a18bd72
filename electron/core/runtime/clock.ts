import { type LocalDate, localDate } from '#shared/domain/localDate.ts';

/** Gives the present instant in milliseconds; tests and the sample month bring their own. */
export type Clock = () => number;

export const systemClock: Clock = () => Date.now();

export function instantText(clock: Clock): string {
  return new Date(clock()).toISOString();
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** The day that the office's calendar shows at an instant. */
export function businessDateAt(instant: string, timeZone: string): LocalDate {
  let format = formats.get(timeZone);
  if (!format) {
    // The Canadian spelling of a date is yyyy-mm-dd.
    format = new Intl.DateTimeFormat('en-CA', {
      timeZone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
    });
    formats.set(timeZone, format);
  }
  return localDate(format.format(new Date(instant)));
}
