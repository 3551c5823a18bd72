import { createHash } from 'node:crypto';
import { crc32, deflateRawSync, inflateRawSync } from 'node:zlib';
import { CFB } from '@e965/xlsx';
import iconv from 'iconv-lite';
import { zipFacts } from '#core/files/zipFacts.ts';
import { book, type Container, type Encoding, GOOD, gb18030, type Line, type Reader } from './readers.ts';

export type Fault = {
  /** The kinds of file that can have it. */
  readonly of: readonly Container[];
  /** The file, for a reader that is given its good one. */
  readonly file: (reader: Reader) => Buffer;
  /** The encoding that a person chose. */
  readonly encoding?: Encoding;
};

const DELIMITED = ['csv', 'tsv', 'nem13'] as const;
const TEXT = [...DELIMITED, 'html', 'xml', 'json'] as const;
const EVERY = [...TEXT, 'xlsx', 'xls'] as const;

const fault = (of: readonly Container[], file: Fault['file'], encoding?: Encoding): Fault => ({
  of,
  file,
  ...(encoding && { encoding }),
});
const lines = (of: readonly Container[], ...made: readonly Line[]) =>
  fault(of, (reader) => reader.file(made));

/** Bytes of no text: hashes, so that every run has the same. */
const noise = Buffer.concat(
  Array.from({ length: 40 }, (_, index) => createHash('sha256').update(String(index)).digest()),
);
const half = (file: Buffer) => file.subarray(0, file.length / 2);
/** Without the last byte of the last Chinese character and all that follows it. */
const halfCharacter = (file: Buffer) =>
  file.subarray(
    0,
    file.findLastIndex((byte) => byte >= 0x80),
  );
const utf16 = (text: string, encoding: 'utf-16le' | 'utf-16be', hasMark: boolean) =>
  iconv.encode(text, encoding, { addBOM: hasMark });
/** What becomes of UTF-8 that a program takes for GBK and stores again. */
const mojibake = (text: string) => Buffer.from(iconv.decode(Buffer.from(text), 'gb18030'));
const withoutHeading = ({ text }: Reader) => Buffer.from(text().split('\n').slice(1).join('\n'));

/** A container of the old kind with one stream in it. */
function container(name: string): Buffer {
  const file = CFB.utils.cfb_new();
  CFB.utils.cfb_add(file, name, Buffer.alloc(5_000));
  return Buffer.from(CFB.write(file, { type: 'buffer' }) as Uint8Array);
}

type Part = { readonly name: string; readonly content: Buffer; readonly statedBytes?: number };

/** A zip file of these parts; of their size its directory may say anything. */
function zip(parts: readonly Part[]): Buffer {
  const [bodies, directory]: [Buffer[], Buffer[]] = [[], []];
  let at = 0;
  for (const { name, content, statedBytes = content.length } of parts) {
    const packed = deflateRawSync(content, { level: 1 });
    const [head, entry] = [Buffer.alloc(30), Buffer.alloc(46)];
    for (const [to, from] of [
      [head, 4],
      [entry, 6],
    ] as const) {
      to.writeUInt16LE(20, from);
      to.writeUInt16LE(8, from + 4);
      to.writeUInt32LE(crc32(content), from + 10);
      to.writeUInt32LE(packed.length, from + 14);
      to.writeUInt32LE(statedBytes, from + 18);
      to.writeUInt16LE(name.length, from + 22);
    }
    head.writeUInt32LE(0x04034b50, 0);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt32LE(at, 42);
    bodies.push(head, Buffer.from(name), packed);
    directory.push(entry, Buffer.from(name));
    at += head.length + name.length + packed.length;
  }
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(Buffer.concat(directory).length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...bodies, ...directory, end]);
}

/** A good workbook with its parts changed, or with others beside them. */
export function repacked(file: Buffer, change: (part: Part) => Part, ...more: readonly Part[]): Buffer {
  const parts = (zipFacts(file)?.entries ?? []).map(({ name, at, packedBytes }): Part => {
    const start = at + 30 + file.readUInt16LE(at + 26) + file.readUInt16LE(at + 28);
    return change({ name, content: inflateRawSync(file.subarray(start, start + packedBytes)) });
  });
  return zip([...parts, ...more]);
}
const as = (part: Part) => part;
const longCell = (reader: Reader) =>
  repacked(reader.file([{ text: 'LONG' }, { number: '0003' }]), ({ name, content }) => ({
    name,
    content: Buffer.from(content.toString().replace('LONG', 'x'.repeat(100_000))),
  }));

/** Excel's number of the day 2026-10-05 where days are counted from 1900, and from 1904. */
const SERIAL = 46_300;
const SERIAL_1904 = SERIAL - 1_462;

type Cell = { t: string; v?: unknown; z?: string; f?: string };

/** Changes the cell of the second row in which a text stands. */
const changed = (text: string, cell: Cell) => (reader: Reader) =>
  reader.file([{}], {
    change: (sheet) => {
      for (const key of Object.keys(sheet))
        if (/^[A-Z]+2$/.test(key) && sheet[key].v === text) sheet[key] = cell;
    },
  });

const manyTexts = book(
  Array.from({ length: 2_000 }, (_, row) => [`${row}`, `text ${row}`]),
  'xlsx',
);
/** A format alone in so many cells below. */
const emptyRows = (reader: Reader) =>
  repacked(reader.file(), ({ name, content }) => {
    const rows = Array.from(
      { length: 2_000 },
      (_, row) => `<row r="${row + 3}"><c r="P${row + 3}" s="0"/></row>`,
    );
    const text = content.toString().replace('</sheetData>', `${rows.join('')}</sheetData>`);
    return { name, content: Buffer.from(text) };
  });

export const FAULTS = {
  'a good file': lines(EVERY, {}),
  'nothing, not a byte': fault(EVERY, () => Buffer.alloc(0)),
  'only the mark of UTF-8': fault(TEXT, () => Buffer.from('\ufeff')),
  'only the mark of UTF-16': fault(TEXT, () => Buffer.from([0xff, 0xfe])),
  'blank lines': fault(TEXT, () => Buffer.from('\r\n  \r\n\t\r\n')),
  'a header and nothing below': fault(EVERY, (reader) => reader.file([])),
  'lines without a header': fault(DELIMITED, withoutHeading),
  'cut in half': fault(EVERY, (reader) => half(reader.file())),
  'cut inside a character': fault(TEXT, (reader) => halfCharacter(reader.file())),
  'bytes of no meaning': fault(EVERY, () => noise),
  'a picture': fault(EVERY, () =>
    Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n\0\0\0\rIHDR', 'latin1'), noise]),
  ),
  'a PDF': fault(EVERY, () => Buffer.from('%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n')),
  'a zip of other things': fault(EVERY, () =>
    Buffer.from(
      book([['a']], 'xlsx')
        .toString('latin1')
        .replaceAll('xl/', 'zz/'),
      'latin1',
    ),
  ),
  'a letter of an old Word': fault(EVERY, () => container('/WordDocument')),
  'a workbook with a password': fault(EVERY, () => container('/EncryptedPackage')),
  'the page of a system that wants a password': fault(EVERY, () =>
    Buffer.from('<!DOCTYPE html><html><form></form></html>'),
  ),

  'UTF-16 LE with its mark': fault(TEXT, ({ text }) => utf16(text(), 'utf-16le', true)),
  'UTF-16 BE with its mark': fault(TEXT, ({ text }) => utf16(text(), 'utf-16be', true)),
  'UTF-16 LE without a mark': fault(TEXT, ({ text }) => utf16(text(), 'utf-16le', false)),
  'UTF-16 BE without a mark': fault(TEXT, ({ text }) => utf16(text(), 'utf-16be', false)),
  GB18030: fault(TEXT, ({ text }) => gb18030(text())),
  'GB18030 that was said to be UTF-8': fault(DELIMITED, ({ text }) => gb18030(text()), 'utf-8'),
  'UTF-8 that was said to be GB18030': fault(DELIMITED, ({ file }) => file(), 'gb18030'),
  'Latin-1, which has no Chinese': fault(TEXT, ({ text }) => iconv.encode(text([{ text: 'é' }]), 'latin1')),
  'UTF-8 stored as if it were GBK': fault(TEXT, ({ text }) => mojibake(text())),
  'a character that was lost': lines(EVERY, { text: '电\ufffd' }),
  'characters that were lost twice': lines(EVERY, { text: '锟斤拷' }),
  'a zero character': lines(TEXT, { text: '电\0费' }),
  'lines that end with CR LF': fault(TEXT, ({ text }) => Buffer.from(text().replaceAll('\n', '\r\n'))),
  'lines that end with CR': fault(TEXT, ({ text }) => Buffer.from(text().replaceAll('\n', '\r'))),
  'a quote that is never closed': fault(DELIMITED, ({ text }) =>
    Buffer.from(text([{ text: 'QUOTE' }, { number: '0003' }]).replace('QUOTE', '"电费')),
  ),
  'a line of 10 MB': lines(['csv'], { text: 'x'.repeat(10_000_000) }, { number: '0003' }),
  'a line of 200,000 characters': lines(TEXT, { text: 'x'.repeat(200_000) }, { number: '0003' }),
  'a cell of 100,000 characters': fault(['xlsx'], longCell),

  'the same line twice': lines(EVERY, {}, {}),
  'ten times the value': lines(EVERY, { value: '120' }),
  'a tenth of the value': lines(EVERY, { value: '1.2' }),
  'digits of full width': lines(EVERY, { value: '１２' }),
  'an account of full width': lines(EVERY, { number: '０００１' }),
  'separated thousands': lines(EVERY, { value: '1,200' }),
  'thousands separated wrongly': lines(EVERY, { value: '12,00' }),
  'a currency sign': lines(EVERY, { value: '¥12' }),
  'brackets for less than nothing': lines(EVERY, { value: '(12)' }),
  'a value as a power of ten': lines(EVERY, { value: '1.2E+1' }),
  'an account as a power of ten': lines(EVERY, { number: '3.3E+21' }),
  'the text of a formula': lines(EVERY, { value: '=6*2' }),
  'an account in a formula': lines(EVERY, { number: '="0001"' }),
  'a unit behind the value': lines(EVERY, { value: '12 kWh' }),
  'a day that does not exist': lines(EVERY, { day: '2026-02-30' }),
  "a day as Excel's number": lines(EVERY, { day: String(SERIAL) }),

  'numbers as numbers': fault(['xlsx', 'xls'], changed('12', { t: 'n', v: 12 })),
  'a day counted from 1900': fault(
    ['xlsx', 'xls'],
    changed(GOOD.day, { t: 'n', v: SERIAL, z: 'yyyy-mm-dd' }),
  ),
  'a day counted from 1904': fault(['xlsx', 'xls'], (reader) =>
    reader.file([{}], {
      date1904: true,
      change: (sheet) => {
        for (const key of Object.keys(sheet)) {
          if (sheet[key].v === GOOD.day) sheet[key] = { t: 'n', v: SERIAL_1904, z: 'yyyy-mm-dd' };
        }
      },
    }),
  ),
  'an account of more digits than Excel keeps': fault(['xlsx', 'xls'], changed('0001', { t: 'n', v: 1e21 })),
  'a formula with its result': fault(['xlsx'], changed('12', { t: 'n', v: 12, f: '6*2' })),
  'a formula that nobody calculated': fault(['xlsx'], changed('12', { t: 'n', f: '6*2' })),
  'a formula that failed': fault(['xlsx', 'xls'], changed('12', { t: 'e', v: 42 })),
  '2,000 empty rows below': fault(['xlsx'], emptyRows),
  '2,000 other texts': fault(['xlsx'], () => manyTexts),
  'a bomb that says how large it is': fault(['xlsx'], (reader) =>
    repacked(reader.file(), as, {
      name: 'xl/a.xml',
      content: Buffer.from('<a/>'),
      statedBytes: 600 * 1_048_576,
    }),
  ),
  'a bomb that does not say how large it is': fault(['xlsx'], (reader) =>
    repacked(reader.file(), as, { name: 'xl/a.xml', content: Buffer.alloc(1_048_576), statedBytes: 4 }),
  ),
  'a part more': fault(['xlsx'], (reader) =>
    repacked(reader.file(), as, { name: 'xl/a.xml', content: Buffer.from('<a/>') }),
  ),
  'lists in lists in lists': fault(['xml', 'json'], ({ container: kind }) =>
    Buffer.from(
      kind === 'json'
        ? `{"items":${'['.repeat(100_000)}${']'.repeat(100_000)}}`
        : `<Document>${'<a>'.repeat(100_000)}${'</a>'.repeat(100_000)}</Document>`,
    ),
  ),
  'a list in place of a document': fault(['json'], () => Buffer.from('[]')),
  'a document type': fault(['xml'], ({ text }) =>
    Buffer.from(text().replace('?>', '?><!DOCTYPE a [<!ENTITY b "c">]>')),
  ),
} as const satisfies Record<string, Fault>;
export type FaultName = keyof typeof FAULTS;
