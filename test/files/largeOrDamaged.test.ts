import { truncate } from 'node:fs/promises';
import { utils, write } from '@e965/xlsx';
import { expect, test } from 'vitest';
import { BANK_PROFILES, bankProfileContent } from '#core/files/bank/bankProfile.ts';
import { readBankFile } from '#core/files/bank/readBankFile.ts';
import { FILE_LIMITS } from '#core/files/fileBytes.ts';
import { isWhole, zipFacts } from '#core/files/zipFacts.ts';
import { readWhole, temporaryFolder } from './meter/meterFiles.ts';

const folder = temporaryFolder();
const MEBIBYTE = 1_048_576;

function workbook(compression: boolean): Buffer {
  const cells = ['户号,资产编号,示数类型,本次示数,抄表日期', '0001,0002,总,4711,2026-10-05'];
  const book = utils.book_new();
  utils.book_append_sheet(book, utils.aoa_to_sheet(cells.map((line) => line.split(','))), '一');
  return write(book, { type: 'buffer', bookType: 'xlsx', compression });
}

test('a workbook of which one digit changed on the way is refused, and not read as another number', async () => {
  const good = workbook(false);
  expect(await readWhole(await folder.write('good', good))).toMatchObject({ rows: [{ current: '4711' }] });
  const changed = Buffer.from(good.toString('latin1').replaceAll('4711', '4712'), 'latin1');
  expect(await readWhole(await folder.write('changed', changed))).toMatchObject({
    ok: false,
    code: 'file_damaged',
    detail: { reason: 'checksum' },
  });
});

test.each([false, true])('every part of a good workbook is whole (deflated: %s)', async (compression) => {
  const bytes = workbook(compression);
  const entries = zipFacts(bytes)?.entries ?? [];
  expect(entries.length).toBeGreaterThan(4);
  for (const entry of entries) expect(await isWhole(bytes, entry)).toBe(true);
});

test('a part that is longer than the directory says, ends elsewhere or is packed otherwise is not whole', async () => {
  const bytes = workbook(true);
  const [entry] = zipFacts(bytes)?.entries ?? [];
  if (!entry) throw new Error('a workbook has parts');
  for (const wrong of [
    { unpackedBytes: entry.unpackedBytes - 1 },
    { unpackedBytes: entry.unpackedBytes + 1 },
    { packedBytes: entry.packedBytes - 1 },
    { packedBytes: bytes.length },
    { checksum: entry.checksum ^ 1 },
    { method: 99 },
    { at: entry.at + 1 },
    { at: bytes.length },
  ]) {
    expect(await isWhole(bytes, { ...entry, ...wrong })).toBe(false);
  }
});

test('a bank file has the limit of what it is, table, spreadsheet or XML', async () => {
  const icbc = BANK_PROFILES.find(({ profileCode }) => profileCode === 'icbc');
  const layout = bankProfileContent.parse(icbc?.content);
  for (const [content, limitBytes] of [
    ['交易日期,收入,支出,摘要\n', FILE_LIMITS.textBytes],
    ['<table><tr><td>交易日期</td></tr></table>', FILE_LIMITS.spreadsheetBytes],
    ['<?xml version="1.0"?><Document></Document>', FILE_LIMITS.xmlBytes],
  ] as const) {
    const path = await folder.write('large', content);
    await truncate(path, limitBytes + MEBIBYTE);
    expect(await readBankFile(path, layout)).toMatchObject({
      ok: false,
      error: { code: 'file_too_large', detail: { limitBytes, sizeBytes: limitBytes + MEBIBYTE } },
    });
  }
});
