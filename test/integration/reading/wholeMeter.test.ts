import { expect, test } from 'vitest';
import { readingCorrect } from '#shared/contract/reading.ts';
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

test('what the registers of a meter say together stands beside a reading, from an import as after a correction', async () => {
  const office = await readingOffice([
    {
      accountNo: '0002',
      meterNo: 'M2',
      registers: ['total', 'peak', 'valley'],
      readings: { '2026-09-25': '100' },
    },
  ]);
  const reader = await office.desk('reader', ['reader']);
  const lines = ['总,,200', '峰,,150', '谷,,150'].map((value) => `0002,M2,${value},1,${READ_ON}`);
  await importFile(reader, writeMeterFile(office, 'a.csv', lines));
  const read = (registerCode: string) =>
    office.withLedger((db) =>
      db
        .selectFrom('reading')
        .select('reading_id')
        .where('register_code', '=', registerCode)
        .where('read_on', '=', READ_ON)
        .executeTakeFirstOrThrow(),
    );
  const peak = await read('peak');
  await reader.run(readingCorrect, { readingId: peak.reading_id, value: '190', reason: '抄错' });
  const found = await office.withLedger((db) =>
    db
      .selectFrom('reading_anomaly')
      .select(['rule_code', 'reading_id'])
      .where('state', '=', 'open')
      .execute(),
  );
  expect(found).toEqual([{ rule_code: 'period_sum', reading_id: (await read('total')).reading_id }]);
  await office.close();
});
