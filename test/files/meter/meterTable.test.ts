import { utils, write } from '@e965/xlsx';
import { describe, expect, test } from 'vitest';
import { gb18030, readWhole, temporaryFolder } from './meterFiles.ts';

const folder = temporaryFolder();

const HEADER = '户号,资产编号,示数类型,上次示数,本次示数,倍率,抄表日期,抄表员,异常码,备注';
const LINE = '0010000123,0000000003340001234567,总,1000,1100.5,1,2026-10-05,张三,,';
const text = (...lines: string[]) => [HEADER, ...lines, ''].join('\r\n');

async function read(name: string, content: string | Uint8Array) {
  const whole = await readWhole(await folder.write(name, content));
  if (!whole.ok) throw new Error(`refused: ${whole.code}`);
  return whole;
}

const codesOf = (errors: readonly { lineNo: number; code: string; field: string | null }[]) =>
  errors.map(({ lineNo, code, field }) => [lineNo, code, field]);

describe('the long template', () => {
  test.each([
    ['UTF-8', text(LINE)],
    ['UTF-8 with a mark', `\ufeff${text(LINE)}`],
    ['GB18030', gb18030(text(LINE))],
    [
      'UTF-16 as Excel saves Unicode text',
      Buffer.from(`\ufeff${text(LINE).replaceAll(',', '\t')}`, 'utf16le'),
    ],
    [
      'quoted',
      text(
        LINE.split(',')
          .map((cell) => `"${cell}"`)
          .join(','),
      ),
    ],
    ['a title above the header', `青溪供电所 抄表清单\r\n\r\n${text(LINE)}`],
  ])('is read from %s, with leading zeros and 22 digits', async (_name, content) => {
    const { rows, errors } = await read('long.csv', content);
    expect(errors).toEqual([]);
    expect(rows).toMatchObject([
      {
        accountNo: '0010000123',
        meterNo: '0000000003340001234567',
        register: 'total',
        previous: '1000',
        current: '1100.5',
        multiplier: '1',
        readOn: '2026-10-05',
        readerName: '张三',
      },
    ]);
  });

  test('a value ten times too large is read as it stands: scale is never inferred', async () => {
    const { rows } = await read('tenfold.csv', text(LINE.replace('1100.5', '11005')));
    expect(rows[0]?.current).toBe('11005');
  });

  test('bad lines are listed with field and value, good lines are kept', async () => {
    const { rows, errors } = await read(
      'bad.csv',
      text(
        LINE,
        LINE,
        '1,2,总,x,1e3,1,2026-02-30,,,',
        '1,2,总',
        '1,2,怪,1,2,1,2026-10-05,,,',
        ',,总,1,2,1,2026-10-05,,,',
        '合计,,,,,,,,,',
        LINE.replace(',总,', ',峰,'),
      ),
    );
    expect(rows.map(({ lineNo, register }) => [lineNo, register])).toEqual([
      [2, 'total'],
      [9, 'peak'],
    ]);
    expect(codesOf(errors)).toEqual([
      [3, 'duplicate_line', null],
      [4, 'not_a_date', 'readOn'],
      [5, 'wrong_cell_count', null],
      [6, 'unknown_code', 'registerCode'],
      [7, 'identifier_missing', 'meterNo'],
    ]);
  });

  test('a quote that is never closed costs its own line only', async () => {
    const others = Array.from({ length: 60 }, (_, index) => LINE.replace('0010000123', `9${index}`));
    const { rows, errors } = await read('quote.csv', text('"1,2,总,1,2,1,2026-10-05,,,', ...others));
    expect(codesOf(errors)).toEqual([[2, 'quote_not_closed', null]]);
    expect(rows).toHaveLength(60);
  });
});

describe('wide layouts', () => {
  test('give a row for each register with a value', async () => {
    const { rows } = await read(
      'wide.csv',
      '户号,资产编号,抄表日期,倍率,总,峰,谷,上次总\n0001,0002,2026/10/5,30,120,70,50,20\n0003,0004,2026/10/5,1,,,,\n',
    );
    expect(
      rows.map(({ accountNo, register, previous, current }) => [accountNo, register, previous, current]),
    ).toEqual([
      ['0001', 'total', '20', '120'],
      ['0001', 'peak', null, '70'],
      ['0001', 'valley', null, '50'],
      ['0003', 'total', null, null],
    ]);
  });

  test('keep rate numbers, whose period is a setting of the meter', async () => {
    const { rows, profileCode } = await read(
      'collection.csv',
      '用户编号,电表资产号,数据日期,PAP_R,PAP_R1,PAP_R2\n0001,0002,20261005,120.5,70,50.5\n',
    );
    expect(profileCode).toBe('collection_system');
    expect(rows.map(({ register }) => register)).toEqual(['total', { rate: 1 }, { rate: 2 }]);
  });

  test('are read from xlsx: dates without a zone, shown zeros kept, numbers that lost digits refused', async () => {
    const sheet = utils.aoa_to_sheet([
      ['户号', '资产编号', '抄表日期', '总'],
      ['0001', '3340001234567890123456', 46300, 120.25],
      [12, 'A2', 46300, 7],
      ['0003', 3.34e21, 46300, 7],
    ]);
    for (const cell of ['C2', 'C3', 'C4']) sheet[cell].z = 'yyyy-mm-dd';
    sheet.A3.z = '0000';
    const book = utils.book_new();
    utils.book_append_sheet(book, sheet, '抄表');
    const { rows, errors } = await read('wide.xlsx', write(book, { type: 'buffer', bookType: 'xlsx' }));
    expect(rows).toMatchObject([
      { accountNo: '0001', meterNo: '3340001234567890123456', readOn: '2026-10-05', current: '120.25' },
      { accountNo: '0012', meterNo: 'A2' },
    ]);
    expect(codesOf(errors)).toEqual([[4, 'digits_lost', 'meterNo']]);
  });

  test('take the unit from the layout', async () => {
    const path = await folder.write('mwh.csv', '表号,日期,读数\n0002,2026-10-05,1.25\n');
    const content = {
      layout: 'wide',
      dateFormats: ['yyyy-mm-dd'],
      unit: 'MWh',
      columns: { meterNo: ['表号'], readOn: ['日期'] },
      registers: [{ register: 'total', current: ['读数'] }],
    };
    const whole = await readWhole(path, { profileCode: 'own', profiles: [{ profileCode: 'own', content }] });
    expect(whole).toMatchObject({ ok: true, rows: [{ current: '1250' }] });
  });
});
