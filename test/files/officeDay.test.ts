import { expect, test } from 'vitest';
import { startOfDay } from '#core/runtime/officeDay.ts';
import { localDate } from '#shared/domain/localDate.ts';

// Days of the IANA time zone database: summer time began in New York on 8 March 2026 at two, in São Paulo on
// 4 November 2018 at midnight, so that this day began at one; on 30 December 2011 Samoa left out a whole day.
test.each([
  ['Asia/Shanghai', '2026-11-01', '2026-10-31T16:00:00.000Z'],
  ['UTC', '2026-11-01', '2026-11-01T00:00:00.000Z'],
  ['America/New_York', '2026-03-08', '2026-03-08T05:00:00.000Z'],
  ['America/New_York', '2026-03-09', '2026-03-09T04:00:00.000Z'],
  ['America/Sao_Paulo', '2018-11-04', '2018-11-04T03:00:00.000Z'],
  ['Pacific/Apia', '2011-12-31', '2011-12-30T10:00:00.000Z'],
])('in %s the day %s begins at %s', (timeZone, day, instant) => {
  expect(startOfDay(localDate(day), timeZone)).toBe(instant);
});
