import { open } from 'node:fs/promises';
import { utils, write } from '@e965/xlsx';
import { expect, test } from 'vitest';
import { FILE_LIMITS } from '#core/files/fileBytes.ts';
import { gb18030, readWhole, temporaryFolder } from './meterFiles.ts';

const folder = temporaryFolder();
const TEXT = '户号,资产编号,示数类型,本次示数,抄表日期\n0001,0002,总,12,2026-10-05\n';

function workbook(): Uint8Array {
  const book = utils.book_new();
  utils.book_append_sheet(book, utils.aoa_to_sheet([['户号'], ['1']]), '一');
  return write(book, { type: 'buffer', bookType: 'xlsx' });
}

test.each([
  ['an empty file', '', 'file_empty', {}],
  ['blank lines only', '\r\n  \r\n', 'file_empty', {}],
  ['UTF-8 cut inside a character', Buffer.from(TEXT).subarray(0, 4), 'file_truncated', { encoding: 'utf-8' }],
  [
    'bytes that are no text',
    Buffer.from([0x61, 0x0a, 0xff, 0xff, 0x0a]),
    'file_undecodable',
    { lineNo: 2, offset: 2 },
  ],
  [
    'binary',
    Buffer.from([1, 0, 2, 0, 3]),
    'file_undecodable',
    { reason: 'zero_bytes', offset: 1, lineNo: 1 },
  ],
  ['another format', '<?xml version="1.0"?>\n<feed/>\n', 'header_missing', {}],
  [
    'no header',
    '0001,0002,总,12,2026-10-05\n',
    'header_missing',
    { wanted: ['抄表日期', '示数类型', '本次示数', '资产编号'] },
  ],
  ['a workbook cut off', workbook().subarray(0, 2000), 'file_truncated', {}],
  ['a workbook without the header', workbook(), 'header_missing', {}],
] as const)('%s is refused', async (_name, content, code, detail) => {
  const path = await folder.write('whole', content);
  expect(await readWhole(path, { profileCode: 'meter_long' })).toMatchObject({ ok: false, code, detail });
});

test('the chosen encoding is the only one tried', async () => {
  const path = await folder.write('gb.csv', gb18030(TEXT));
  expect(await readWhole(path, { encoding: 'utf-8' })).toMatchObject({
    ok: false,
    code: 'file_undecodable',
    detail: { lineNo: 1 },
  });
  expect(await readWhole(path, { encoding: 'gb18030' })).toMatchObject({ ok: true, errors: [] });
});

test('200 MB are refused by the limit before they are read', async () => {
  const path = await folder.write('large.csv', '');
  const file = await open(path, 'r+');
  await file.truncate(200 * 1_048_576);
  await file.close();
  expect(await readWhole(path)).toMatchObject({
    ok: false,
    code: 'file_too_large',
    detail: { sizeBytes: 200 * 1_048_576, limitBytes: FILE_LIMITS.textBytes },
  });
});

test('a missing file and an unknown layout are refused', async () => {
  expect(await readWhole('/nowhere/at/all.csv')).toMatchObject({ ok: false, code: 'file_missing' });
  const path = await folder.write('known.csv', TEXT);
  expect(await readWhole(path, { profileCode: 'nobody' })).toMatchObject({
    ok: false,
    code: 'profile_not_found',
  });
});

test.each([null, 'own'])(
  'a layout that was stored wrong is refused with its faults, never passed over',
  async (profileCode) => {
    const path = await folder.write('known.csv', TEXT);
    const profiles = [{ profileCode: 'own', content: { layout: 'long', columns: 1 } }];
    expect(await readWhole(path, { profileCode, profiles })).toMatchObject({
      ok: false,
      code: 'profile_not_found',
      detail: {
        profileCode: 'own',
        issues: expect.arrayContaining([expect.objectContaining({ path: 'columns' })]),
      },
    });
  },
);
