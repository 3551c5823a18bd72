import { afterEach, beforeEach, expect, test } from 'vitest';
import { readingKey } from '#shared/contract/reading.ts';
import { anomalyDetail, readingWorklist } from '#shared/contract/readingAnomalies.ts';
import type { Desk, TestOffice } from '../../support/office.ts';
import { pointIdOf, readingOffice } from './support.ts';

let office: TestOffice;
let reader: Desk;
beforeEach(async () => {
  const registers = ['total', 'flat', 'valley'] as const;
  office = await readingOffice([
    { accountNo: '0009', meterNo: 'M9', registers, readings: { '2026-07-25': '100' } },
  ]);
  reader = await office.desk('reader', ['reader']);
});
afterEach(() => office.close());

/** Another 100 kWh, of which 95 in the valley. */
const read = (period: string, months: number) =>
  reader.run(readingKey, {
    servicePointId: pointIdOf('0009'),
    period,
    readOn: `${period}-25`,
    readings: [
      { registerCode: 'total', value: String(100 + months * 100) },
      { registerCode: 'flat', value: String(100 + months * 5) },
      { registerCode: 'valley', value: String(100 + months * 95) },
    ],
  });

const valleyShareOf = async (period: string) => {
  const page = { period, ruleCode: 'valley_share', state: null } as const;
  return (await reader.ask(readingWorklist, page)).rows[0];
};

test('the same note in the third month in a row waits for a person, and says since when', async () => {
  await read('2026-08', 1);
  await read('2026-09', 2);
  expect(await valleyShareOf('2026-08')).toMatchObject({ severity: 'note', state: 'noted', monthsInARow: 1 });
  expect(await valleyShareOf('2026-09')).toMatchObject({ severity: 'note', state: 'noted', monthsInARow: 2 });
  await read('2026-10', 3);
  const third = await valleyShareOf('2026-10');
  expect(third).toMatchObject({ severity: 'confirm', state: 'open', monthsInARow: 3 });
  const { anomaly } = await reader.ask(anomalyDetail, { anomalyId: third?.anomalyId ?? '' });
  expect(anomaly).toMatchObject({ ruleCode: 'valley_share', monthsInARow: 3 });
});
