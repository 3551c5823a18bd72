import { expect, test } from 'vitest';
import { readWhole, temporaryFolder } from './meterFiles.ts';

const folder = temporaryFolder();

const RECORD =
  '250,NEM7000001,11,01,11,11,07001,E,38841,20260905093206,A,,,39013,20261005074053,A,,,172,KWH,20261105,20261006104410,';
const read = async (...lines: string[]) => readWhole(await folder.write('nem13.csv', lines.join('\r\n')));

test.each([
  ['whole', ['100,NEM13,202610061145,SENDER,RECEIVER', RECORD, '900']],
  ['without the 100 header', [RECORD, '900']],
  [
    'without its last optional fields',
    ['100,NEM13,202610061145,SENDER,RECEIVER', RECORD.split(',').slice(0, 20).join(','), '900'],
  ],
])('NEM13 is read %s', async (_name, lines) => {
  expect(await read(...lines)).toMatchObject({
    ok: true,
    profileCode: 'aemo_nem13',
    errors: [],
    rows: [
      {
        accountNo: 'NEM7000001',
        meterNo: '07001',
        register: 'total',
        previous: '38841',
        current: '39013',
        previousReadOn: '2026-09-05',
        readOn: '2026-10-05',
        quality: 'actual',
      },
    ],
  });
});

test('bad records are listed, and a file that was cut off says so', async () => {
  const whole = await read(RECORD, RECORD, RECORD.replace('KWH', 'ZZZ'), '250,NEM1,11', '777,x');
  expect(whole).toMatchObject({
    ok: true,
    rows: [{ lineNo: 1 }],
    errors: [
      { lineNo: 2, code: 'duplicate_line' },
      { lineNo: 3, code: 'unknown_code', field: 'unit', value: 'ZZZ' },
      { lineNo: 4, code: 'wrong_cell_count' },
      { lineNo: 5, code: 'unknown_record', value: '777' },
      { lineNo: 5, code: 'end_record_missing' },
    ],
  });
});

test('interval data is not taken for readings', async () => {
  const whole = await read(
    '100,NEM12,202610061145,SENDER,RECEIVER',
    '200,NEM1,E1,1,E1,N1,07001,kWh,30,',
    '900',
  );
  expect(whole).toMatchObject({ ok: false, code: 'format_unknown', detail: { reason: 'interval_data' } });
});
