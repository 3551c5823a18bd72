import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import iconv from 'iconv-lite';
import { afterAll, expect, test } from 'vitest';
import { BANK_PROFILES, bankProfileContent } from '#core/files/bank/bankProfile.ts';
import { readBankFile } from '#core/files/bank/readBankFile.ts';
import { identityKeys } from '#shared/domain/reconciliation/bankLine.ts';

const folder = mkdtempSync(join(tmpdir(), 'meterbook-bank-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const fixture = (name: string) => join(import.meta.dirname, '../../fixtures/bank', name);
const profile = (code: string) =>
  bankProfileContent.parse(BANK_PROFILES.find(({ profileCode }) => profileCode === code)?.content);
function written(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}
const camt = readFileSync(fixture('batch.camt053.xml'), 'utf8');

async function read(path: string, code: string | null = null) {
  const file = await readBankFile(path, code === null ? null : profile(code));
  if (!file.ok) throw new Error(JSON.stringify(file.error));
  return file.value;
}
async function refusalOf(path: string, code: string | null = null) {
  const file = await readBankFile(path, code === null ? null : profile(code));
  return file.ok ? null : file.error;
}

test('camt.053: transactions of a batch, charges, a reversal against its direction, nothing pending', async () => {
  const file = await read(fixture('batch.camt053.xml'));
  expect(file).toMatchObject({ format: 'camt.053', errors: [], openingMinor: null, closingMinor: null });
  expect(
    file.lines.map(({ lineNo, amountMinor, serialNo, ourReference }) => [
      lineNo,
      amountMinor,
      serialNo,
      ourReference,
    ]),
  ).toEqual([
    [1, 10_000, '0001', '0000000001'],
    [2, 5_000, '0002', 'E2E-2'],
    [3, -100, null, null],
    [4, -2_000, '0003', null],
  ]);
  expect(file.lines[0]).toMatchObject({
    bookedOn: '2026-11-10',
    valueOn: '2026-11-11',
    counterpartyName: '张三',
    counterpartyAccount: '0062',
    purpose: '电费 & 10月',
  });
});

test('camt.053: a reversal in its own direction, where the balances say so', async () => {
  const path = written('own.xml', camt.replace('>119.00<', '>159.00<'));
  expect((await read(path)).lines.at(-1)?.amountMinor).toBe(2_000);
});

const broken: readonly [string, string | Uint8Array, string, string | null][] = [
  ['balances that do not add up', camt.replace('>119.00<', '>118.99<'), 'balance_differs', null],
  ['cut off in the middle', camt.slice(0, camt.length / 2), 'file_truncated', null],
  ['a tag that was never opened', camt.replace('</n:Stmt>', '</n:Smt>'), 'file_damaged', null],
  [
    'entities',
    `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]>${camt.slice(38)}`,
    'file_damaged',
    null,
  ],
  [
    'another message',
    '<?xml version="1.0"?><Document><CstmrCdtTrfInitn/></Document>',
    'format_unknown',
    null,
  ],
  [
    'an encoding that is not known',
    '<?xml version="1.0" encoding="IBM037"?><Document/>',
    'file_undecodable',
    null,
  ],
  ['nothing', '', 'file_empty', null],
  ['blanks', ' \n \n', 'file_empty', 'icbc'],
  ['a table without a layout', 'a,b\n1,2\n', 'profile_needed', null],
  ['a table with other headings', 'a,b\n1,2\n', 'header_missing', 'icbc'],
  ['a heading and nothing below', '交易日期,收入,支出\n', 'file_empty', 'icbc'],
  ['bytes that are no text', new Uint8Array([0x31, 0x2c, 0xff, 0xff, 0x0a]), 'file_undecodable', 'icbc'],
];
test.each(broken)('refuses %s', async (name, content, code, layout) => {
  expect(await refusalOf(written(`${name}.bin`, content), layout)).toMatchObject({ code });
});

test('says where broken XML is broken, and refuses what is missing or too large', async () => {
  const error = await refusalOf(written('tag.xml', camt.replace('</n:Stmt>', '</n:Smt>')));
  expect(error?.detail).toMatchObject({ lineNo: expect.any(Number), column: expect.any(Number) });
  expect(await refusalOf(join(folder, 'none.xml'))).toMatchObject({ code: 'file_missing' });
  const large = written('large.csv', 'x');
  truncateSync(large, 200 * 1_048_576 + 1);
  expect(await refusalOf(large, 'icbc')).toMatchObject({ code: 'file_too_large' });
});

test('a batch that does not add up is a bad line; the other entries are taken', async () => {
  const file = await read(written('batch.xml', camt.replace('>50.00<', '>51.00<')));
  expect(file.errors).toMatchObject([{ lineNo: 1, code: 'batch_total_differs' }]);
  expect(file.lines).toHaveLength(1);
});

test('a table of a Chinese bank, in UTF-8, GB18030 and as TSV named xls: same lines', async () => {
  const text = readFileSync(fixture('icbcDay.csv'), 'utf8');
  const file = await read(fixture('icbcDay.csv'), 'icbc');
  expect(
    file.lines.map(({ lineNo, amountMinor, serialNo, ourReference }) => [
      lineNo,
      amountMinor,
      serialNo,
      ourReference,
    ]),
  ).toEqual([
    [6, 10_000, '00000000000000000000A1', '0000000001'],
    [7, 100_000, '00000000000000000000A2', '0000000002'],
    [8, 3_000, '00000000000000000000A3', '0000000003'],
    [9, 3_000, '00000000000000000000A3', '0000000003'],
    [10, -50, '00000000000000000000F1', null],
  ]);
  expect(file.errors).toMatchObject([
    { lineNo: 11, code: 'date_invalid', field: 'bookedOn', value: '2026-13-10' },
  ]);
  const gb = await read(written('gb.csv', iconv.encode(text, 'gb18030')), 'icbc');
  const plain = ({ rawText: _rawText, ...line }: (typeof file.lines)[number]) => line;
  expect(gb.lines.map(plain)).toEqual(file.lines.map(plain));
  const tsv =
    '记账日\t收入\t支出\t对方账号\n20261110\t12.00\t0.00\t0062\n20261110\t0.00\t2.50\t0063\n以上数据仅供参考\n';
  const ccb = await read(written('ccb.xls', tsv), 'ccb');
  expect(ccb.lines.map((line) => line.amountMinor)).toEqual([1_200, -250]);
});

test('signed amounts, dashes for nothing, a foreign currency, and totals that differ', async () => {
  const rows = [
    '记账日期,金额,币别,对方卡号/账号,附言',
    '2026-11-10,"-1,234.50",人民币,0062,----------',
    '2026-11-10,1.005,人民币,0062,x',
    '2026-11-10,5.00,美元,0062,x',
    '合计,3.00,人民币,,',
  ];
  const file = await read(written('boc.csv', rows.join('\n')), 'boc');
  expect(file.lines).toMatchObject([{ amountMinor: -123_450, purpose: '' }]);
  expect(file.errors.map(({ code }) => code)).toEqual(['amount_invalid', 'currency_differs']);
  const total = await read(written('total.csv', [rows[0], rows[1], rows[4]].join('\n')), 'boc');
  expect(total.errors).toMatchObject([{ code: 'totals_differ', value: '300' }]);
});

test('fen and a direction column are said by the layout', async () => {
  const content = bankProfileContent.parse({
    layout: 'bank',
    dateFormats: ['yyyymmdd'],
    amountStyle: 'direction',
    amountUnit: 'fen',
    directionCodes: { 贷: 'in', 借: 'out' },
    columns: { bookedOn: ['日期'], amount: ['金额'], direction: ['借贷'] },
  });
  const path = written(
    'fen.csv',
    '日期,金额,借贷\n20261110,12345,贷\n20261110,5,借\n20261110,5,?\n20261110,1.5,贷\n',
  );
  const file = await readBankFile(path, content);
  expect(file.ok && file.value.lines.map((line) => line.amountMinor)).toEqual([12_345, -5]);
  expect(file.ok && file.value.errors.map(({ code }) => code)).toEqual([
    'direction_unknown',
    'amount_invalid',
  ]);
});

test('lines alike in one file keep their own identity; the same file gives the same ones', async () => {
  const file = await read(fixture('icbcDay.csv'), 'icbc');
  const keys = identityKeys(file.lines);
  expect(new Set(keys).size).toBe(file.lines.length);
  expect(identityKeys(file.lines.slice(0, 3))).toEqual(keys.slice(0, 3));
});
