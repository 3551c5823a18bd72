import { createHash } from 'node:crypto';
import { chmod, truncate } from 'node:fs/promises';
import { dirname } from 'node:path';
import { utils, write } from '@e965/xlsx';
import { describe, expect, test } from 'vitest';
import { BANK_PROFILES, bankProfileContent } from '#core/files/bank/bankProfile.ts';
import { readBankFile } from '#core/files/bank/readBankFile.ts';
import { CUSTOMER_TEMPLATE } from '#core/files/customer/customerProfiles.ts';
import { readCustomerFile } from '#core/files/customer/readCustomerFile.ts';
import { readWhole, temporaryFolder } from './meter/meterFiles.ts';

const folder = temporaryFolder();

type BadLine = { readonly lineNo: number; readonly code: string };
type Reader = {
  /** A good file of one heading or frame around one line, twice where `isTwice`. */
  readonly file: (isTwice: boolean) => Uint8Array;
  readonly read: (path: string) => Promise<string>;
};

/** What a reader answered: the code of a refused file, or how many lines were taken and which were not. */
const taken = (count: number, errors: readonly BadLine[]) =>
  [`${count} taken`, ...errors.map(({ lineNo, code }) => `${lineNo} ${code}`)].join(', ');

const table = (heading: string, line: string) => (isTwice: boolean) =>
  Buffer.from(`${[heading, line, ...(isTwice ? [line] : [])].join('\n')}\n`);

const LONG = ['户号,资产编号,示数类型,本次示数,抄表日期', '0001,0002,总,12,2026-10-05'] as const;

function workbook(isTwice: boolean): Uint8Array {
  const cells = [...LONG, ...(isTwice ? [LONG[1]] : [])].map((line) => line.split(','));
  const book = utils.book_new();
  utils.book_append_sheet(book, utils.aoa_to_sheet(cells), '一');
  return write(book, { type: 'buffer', bookType: 'xlsx', compression: true });
}

const RECORD =
  '250,NEM7000001,11,01,11,11,07001,E,38841,20260905093206,A,,,39013,20261005074053,A,,,172,KWH,20261105,20261006104410,';

const ENTRY =
  '<Ntry><Amt Ccy="CNY">1.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts><BookgDt><Dt>2026-11-10</Dt></BookgDt><AddtlNtryInf>电费</AddtlNtryInf></Ntry>';

const meter = (profileCode: string) => async (path: string) => {
  const whole = await readWhole(path, { profileCode });
  return whole.ok ? taken(whole.rows.length, whole.errors) : whole.code;
};

const bank = (layout: string | null) => async (path: string) => {
  const found = BANK_PROFILES.find(({ profileCode }) => profileCode === layout);
  const file = await readBankFile(path, found ? bankProfileContent.parse(found.content) : null);
  return file.ok ? taken(file.value.lines.length, file.value.errors) : file.error.code;
};

const READERS = {
  long: { file: table(...LONG), read: meter('meter_long') },
  wide: {
    file: table('户号,资产编号,抄表日期,总', '0001,0002,2026-10-05,12'),
    read: meter('meter_wide'),
  },
  xlsx: { file: workbook, read: meter('meter_long') },
  nem13: {
    file: (isTwice) =>
      Buffer.from(`100,NEM13,202610061145,电力,电力\n${`${RECORD}\n`.repeat(isTwice ? 2 : 1)}900\n`),
    read: meter('aemo_nem13'),
  },
  customer: {
    file: table('户号,户名,用电类别,抄表段', '0001,王立新,居民,0001'),
    read: async (path) => {
      const file = await readCustomerFile({ path, content: CUSTOMER_TEMPLATE.content });
      if (!file.ok) return file.error.code;
      const chunks = [...file.value.chunks()];
      const count = chunks.reduce((sum, { lines }) => sum + lines.length, 0);
      return taken(
        count,
        chunks.flatMap(({ errors }) => errors),
      );
    },
  },
  camt: {
    file: (isTwice) =>
      Buffer.from(
        `<?xml version="1.0" encoding="UTF-8"?><Document><BkToCstmrStmt><Stmt>${ENTRY.repeat(isTwice ? 2 : 1)}</Stmt></BkToCstmrStmt></Document>`,
      ),
    read: bank(null),
  },
  bankTable: { file: table('交易日期,收入,支出,摘要', '2026-11-10,12.00,,电费'), read: bank('icbc') },
} as const satisfies Record<string, Reader>;
type ReaderName = keyof typeof READERS;
const NAMES = Object.keys(READERS) as ReaderName[];

/** Bytes of no text: hashes, so that every run has the same. */
const noise = Buffer.concat(
  Array.from({ length: 40 }, (_, index) => createHash('sha256').update(String(index)).digest()),
);
const half = ({ file }: Reader) => file(false).subarray(0, file(false).length / 2);
const otherZip = () =>
  Buffer.from(Buffer.from(workbook(false)).toString('latin1').replaceAll('xl/', 'zz/'), 'latin1');
/** Without the last byte of the last Chinese character and all that follows it. */
const halfCharacter = ({ file }: Reader) =>
  file(false).subarray(
    0,
    file(false).findLastIndex((byte) => byte >= 0x80),
  );

type Answers = Readonly<Partial<Record<ReaderName, string>>> & { readonly others: string };

/** A bank's file that is no XML can only be a table, and a table needs a layout. */
const NEEDS_LAYOUT = { camt: 'profile_needed' };
const BAD: readonly (readonly [string, (reader: Reader) => Uint8Array, Answers])[] = [
  ['empty', () => Buffer.from(''), { others: 'file_empty' }],
  ['blank lines', () => Buffer.from('\r\n  \r\n\t\r\n'), { ...NEEDS_LAYOUT, others: 'file_empty' }],
  [
    'cut in half',
    half,
    { nem13: '0 taken, 2 wrong_cell_count, 2 end_record_missing', others: 'file_truncated' },
  ],
  ['cut inside a character', halfCharacter, { others: 'file_truncated' }],
  ['no text', () => noise, { ...NEEDS_LAYOUT, others: 'file_undecodable' }],
  [
    'a PNG',
    () => Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n\0\0\0\rIHDR', 'latin1'), noise]),
    { ...NEEDS_LAYOUT, others: 'file_undecodable' },
  ],
  ['a zip of other things', otherZip, { ...NEEDS_LAYOUT, others: 'format_unknown' }],
  [
    'a PDF',
    () => Buffer.from('%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n'),
    { ...NEEDS_LAYOUT, nem13: 'format_unknown', others: 'header_missing' },
  ],
  [
    'without its header',
    () => Buffer.from('0001,0002\n'),
    { ...NEEDS_LAYOUT, nem13: 'format_unknown', others: 'header_missing' },
  ],
  [
    // Two payments may be alike, and a service point named twice is for the ledger to judge.
    'of the same line twice',
    ({ file }) => file(true),
    { customer: '2 taken', camt: '2 taken', bankTable: '2 taken', others: '1 taken, 3 duplicate_line' },
  ],
  ['good', ({ file }) => file(false), { others: '1 taken' }],
];

describe.each(NAMES)('the reader of %s answers', (name) => {
  const reader: Reader = READERS[name];

  test.each(BAD)('a file %s', async (_kind, content, answers) => {
    const path = await folder.write('bad', content(reader));
    expect(await reader.read(path)).toBe(answers[name] ?? answers.others);
  });

  test('a path where no file can be read', async () => {
    const path = await folder.write('file', reader.file(false));
    const places = ['none', '.', 'file/below', 'zero\0', 'long'.repeat(2_000)];
    for (const place of places) {
      expect(await reader.read(`${dirname(path)}/${place}`)).toBe('file_missing');
    }
    await chmod(path, 0o000);
    // Permissions do not bind the superuser.
    expect(await reader.read(path)).toBe(process.getuid?.() === 0 ? '1 taken' : 'file_missing');
    await chmod(path, 0o600);
  });

  test('more than 200 MiB by their size', async () => {
    const path = await folder.write('large', reader.file(false));
    await truncate(path, 200 * 1_048_576 + 1);
    expect(await reader.read(path)).toBe('file_too_large');
  });

  test('damage at any place, by a code or a list', async () => {
    const good = reader.file(false);
    const step = Math.ceil(good.length / 50);
    for (let at = 1; at < good.length; at += step) {
      const [before, after] = [good.subarray(0, at), good.subarray(at)];
      for (const damage of ['"', '<', '\0', '\n']) {
        const path = await folder.write('damaged', Buffer.concat([before, Buffer.from(damage), after]));
        expect(await reader.read(path)).toMatch(/^(?:\d+ taken|[a-z_]+$)/);
      }
      expect(await reader.read(await folder.write('cut', before))).toMatch(/^(?:\d+ taken|[a-z_]+$)/);
    }
  });
});
