import { expect, test } from 'vitest';
import { addPoints, importFile, READ_ON, readingOffice, writeMeterFile } from './support.ts';

/** More values than a chunk of a file has. */
const POINTS = 600;

test('a gap is said once a meter, also where a file has one register of all meters after the other', async () => {
  const office = await readingOffice([]);
  const reader = await office.desk('reader', ['reader']);
  const points = Array.from({ length: POINTS }, (_, index) => ({
    accountNo: `G${String(index).padStart(3, '0')}`,
    meterNo: `GM${index}`,
    registers: ['total', 'peak'] as const,
    readings: { '2026-05-25': '1000' },
  }));
  await addPoints(office, points);
  const linesOf = (register: string, value: string) =>
    points.map(({ accountNo, meterNo }) => `${accountNo},${meterNo},${register},,${value},1,${READ_ON}`);
  const file = writeMeterFile(office, 'a.csv', [...linesOf('总', '1300'), ...linesOf('峰', '1200')]);
  await importFile(reader, file);
  const gaps = await office.withLedger((db) =>
    db.selectFrom('reading_anomaly').select('meter_id').where('rule_code', '=', 'gap').execute(),
  );
  expect(gaps).toHaveLength(POINTS);
  expect(new Set(gaps.map(({ meter_id }) => meter_id)).size).toBe(POINTS);
  await office.close();
});
