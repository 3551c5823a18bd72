import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { localClock } from '#shared/domain/tariff/calendar/localClock.ts';

const at = (iso: string) => Date.parse(iso);

describe('the clock of a time zone', () => {
  // Days on which clocks were set, from the IANA time zone data base.
  test.each([
    ['Asia/Shanghai', '2026-02-28T16:00:00Z', '2026-03-01', 0],
    ['Australia/Sydney', '2026-04-04T15:59:00Z', '2026-04-05', 2 * 60 + 59],
    ['Australia/Sydney', '2026-04-04T16:00:00Z', '2026-04-05', 2 * 60],
    ['America/New_York', '2026-03-08T06:59:00Z', '2026-03-08', 60 + 59],
    ['America/New_York', '2026-03-08T07:00:00Z', '2026-03-08', 3 * 60],
    // Set twice within a week, on 8 and 15 October 2000.
    ['America/Recife', '2000-10-08T02:59:00Z', '2000-10-07', 23 * 60 + 59],
    ['America/Recife', '2000-10-08T03:00:00Z', '2000-10-08', 60],
    ['America/Recife', '2000-10-12T03:00:00Z', '2000-10-12', 60],
    ['America/Recife', '2000-10-15T02:00:00Z', '2000-10-14', 23 * 60],
  ])('%s at %s shows %s and minute %i', (zone, iso, day, minute) => {
    expect(localClock(zone).at(at(iso))).toEqual({ day, minute });
  });

  test('agrees with the data base at any moment, whatever it was asked before', () => {
    const zones = ['Asia/Shanghai', 'Australia/Lord_Howe', 'America/Recife', 'Africa/Cairo', 'Europe/Dublin'];
    const moment = fc.integer({ min: at('1999-01-01T00:00:00Z'), max: at('2031-01-01T00:00:00Z') });
    fc.assert(
      fc.property(fc.constantFrom(...zones), fc.array(moment, { maxLength: 20 }), (timeZone, moments) => {
        const clock = localClock(timeZone);
        const format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' });
        for (const each of moments) {
          const { day, minute } = clock.at(Math.floor(each / 60_000) * 60_000);
          const time = `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
          expect(`${day} ${time}`).toBe(format.format(each));
        }
      }),
      { numRuns: 200 },
    );
  });
});
