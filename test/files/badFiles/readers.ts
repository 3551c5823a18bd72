import { utils, type WorkSheet, write } from '@e965/xlsx';
import iconv from 'iconv-lite';
import { BANK_PROFILES, bankProfileContent } from '#core/files/bank/bankProfile.ts';
import { readBankFile } from '#core/files/bank/readBankFile.ts';
import { CUSTOMER_TEMPLATE } from '#core/files/customer/customerProfiles.ts';
import { readCustomerFile } from '#core/files/customer/readCustomerFile.ts';
import { readJsonFile } from '#core/files/readJsonFile.ts';
import { readTariffTable, type TariffTableError } from '#core/files/tariff/readTariffTable.ts';
import { parseTariffContent, type TariffContent } from '#shared/domain/tariff/index.ts';
import { readWhole } from '../meter/meterFiles.ts';

export type Encoding = 'utf-8' | 'gb18030';

/** What stands in one line of a file; a good one where it is not said. */
export type Line = {
  readonly value?: string;
  readonly day?: string;
  readonly number?: string;
  readonly text?: string;
};
export const GOOD: Required<Line> = { value: '12', day: '2026-10-05', number: '0001', text: '电费' };

type Cells = readonly (readonly string[])[];
type Layout = {
  readonly heading: readonly string[];
  readonly line: (line: Required<Line>) => readonly string[];
  /** What the reader made of a file: values of lines and what was refused. */
  readonly read: (path: string, encoding?: Encoding) => Promise<string>;
};

type BadLine = { readonly lineNo: number | null; readonly code: string };
type Taken = {
  readonly value: string | null | undefined;
  readonly day?: string;
  readonly number?: string | null;
};
type Refused = { readonly code: string; readonly detail: Readonly<Record<string, unknown>> };

/** A refused file: its code, and the line where it is known. */
const refusal = ({ code, detail }: Refused) =>
  detail.lineNo === undefined ? code : `${code} in line ${detail.lineNo}`;

/** The lines taken, by their value, and by day and account where these are not those of a good line; then the bad ones. */
function outcome(taken: readonly Taken[], errors: readonly BadLine[]): string {
  const values = taken.map(({ value, day = GOOD.day, number = GOOD.number }) =>
    [
      value,
      ...(number === GOOD.number ? [] : [`of ${number}`]),
      ...(day === GOOD.day ? [] : [`on ${day}`]),
    ].join(' '),
  );
  const bad = errors.map(({ lineNo, code }) => `line ${lineNo} ${code}`);
  return [`taken ${values.join(', ') || 'nothing'}`, ...bad].join('; ');
}

const meter = (profileCode: string) => async (path: string, encoding?: Encoding) => {
  const file = await readWhole(path, { profileCode, ...(encoding && { encoding }) });
  if (!file.ok) return refusal(file);
  return outcome(
    file.rows.map(({ current, readOn, accountNo }) => ({ value: current, day: readOn, number: accountNo })),
    file.errors,
  );
};

async function customer(path: string, encoding?: Encoding) {
  const file = await readCustomerFile({ path, content: CUSTOMER_TEMPLATE.content, encoding });
  if (!file.ok) return refusal(file.error);
  const chunks = [...file.value.chunks()];
  const taken = chunks.flatMap(({ lines }) =>
    lines.map(({ meter: known, accountNo }) => ({
      value: known?.opening[0]?.value,
      day: known?.installedOn ?? '',
      number: accountNo,
    })),
  );
  return outcome(
    taken,
    chunks.flatMap(({ errors }) => errors),
  );
}

const bank = (profileCode: string | null) => async (path: string, encoding?: Encoding) => {
  const profile = BANK_PROFILES.find((one) => one.profileCode === profileCode);
  const file = await readBankFile(path, profile ? bankProfileContent.parse(profile.content) : null, {
    encoding,
  });
  if (!file.ok) return refusal(file.error);
  const { lines, errors } = file.value;
  return outcome(
    lines.map(({ amountMinor, bookedOn, counterpartyAccount }) => ({
      value: String(amountMinor / 100),
      day: bookedOn,
      ...(counterpartyAccount !== null && { number: counterpartyAccount }),
    })),
    errors,
  );
};

function tariff(content: TariffContent): string {
  return outcome(
    content.items.map((item) => ({ value: 'price' in item ? item.price : null })),
    [],
  );
}

async function tariffTable(path: string) {
  const content = await readTariffTable(path);
  if (content.ok) return tariff(content.value);
  const errors = content.error.detail.errors as readonly TariffTableError[] | undefined;
  return errors ? outcome([], errors) : refusal(content.error);
}

async function tariffDocument(path: string) {
  const document = await readJsonFile(path);
  if (!document.ok) return refusal(document.error);
  const content = parseTariffContent(document.value);
  if (content.ok) return tariff(content.value);
  return outcome(
    [],
    content.error.map(({ code }) => ({ code, lineNo: null })),
  );
}

const LAYOUTS = {
  long: {
    heading: ['户号', '资产编号', '示数类型', '备注', '本次示数', '抄表日期'],
    line: ({ value, day, number, text }) => [number, '0002', '总', text, value, day],
    read: meter('meter_long'),
  },
  wide: {
    heading: ['户号', '资产编号', '备注', '抄表日期', '总'],
    line: ({ value, day, number, text }) => [number, '0002', text, day, value],
    read: meter('meter_wide'),
  },
  customer: {
    heading: ['户号', '户名', '用电类别', '抄表段', '资产编号', '整数位数', '倍率', '总底码', '装表日期'],
    line: ({ value, day, number, text }) => [number, text, '居民', '0001', '0002', '6', '1', value, day],
    read: customer,
  },
  icbc: {
    heading: ['对方账号', '摘要', '收入', '支出', '交易日期'],
    line: ({ value, day, number, text }) => [number, text, value, '', day],
    read: bank('icbc'),
  },
  boc: {
    heading: ['对方账号', '附言', '金额', '记账日期'],
    line: ({ value, day, number, text }) => [number, text, value, day],
    read: bank('boc'),
  },
  ccb: {
    heading: ['对方账号', '摘要', '收入', '支出', '记账日'],
    line: ({ value, day, number, text }) => [number, text, value, '', day],
    read: bank('ccb'),
  },
  tariff: {
    heading: ['类别', '代码', '名称', '方式', '单价'],
    line: ({ value, text }) => ['项目', 'energy', text, '单一电价', value],
    read: tariffTable,
  },
} as const satisfies Record<string, Layout>;

/** How the same table is stored. */
const cellText = (cell: string, delimiter: string) =>
  cell.includes(delimiter) || cell.startsWith('"') ? `"${cell.replaceAll('"', '""')}"` : cell;
const textOf = (delimiter: string) => (cells: Cells) =>
  cells.map((row) => `${row.map((cell) => cellText(cell, delimiter)).join(delimiter)}\n`).join('');
const html = (cells: Cells) =>
  `<html><body><table>${cells.map((row) => `<tr>${row.map((cell) => `<td>${cell}</td>`).join('')}</tr>`).join('\n')}</table></body></html>`;

export type BookOptions = {
  readonly change?: (sheet: WorkSheet) => void;
  readonly date1904?: boolean;
};
export function book(cells: Cells, bookType: 'xlsx' | 'biff8', options: BookOptions = {}): Buffer {
  const sheet = utils.aoa_to_sheet(cells.map((row) => [...row]));
  options.change?.(sheet);
  const workbook = utils.book_new();
  workbook.Workbook = { WBProps: { date1904: options.date1904 === true } };
  utils.book_append_sheet(workbook, sheet, '一');
  return write(workbook, { type: 'buffer', bookType, compression: true });
}

export type Container = 'csv' | 'tsv' | 'html' | 'xlsx' | 'xls' | 'nem13' | 'xml' | 'json';

export type Reader = {
  readonly container: Container;
  /** The text of a file that is one. */
  readonly text: (lines?: readonly Line[]) => string;
  readonly file: (lines?: readonly Line[], options?: BookOptions) => Buffer;
  readonly read: Layout['read'];
};

function ofText(
  container: Container,
  text: (lines: readonly Required<Line>[]) => string,
  read: Layout['read'],
) {
  const made = (lines: readonly Line[] = [{}]) => text(lines.map((line) => ({ ...GOOD, ...line })));
  return { container, text: made, file: (lines?: readonly Line[]) => Buffer.from(made(lines)), read };
}

function table({ heading, line, read }: Layout, container: Container): Reader {
  const cells = (lines: readonly Line[] = [{}]): Cells => [
    heading,
    ...lines.map((one) => line({ ...GOOD, ...one })),
  ];
  const rows = (lines: readonly Required<Line>[]) => cells(lines);
  if (container === 'csv') return ofText(container, (lines) => textOf(',')(rows(lines)), read);
  if (container === 'tsv') return ofText(container, (lines) => textOf('\t')(rows(lines)), read);
  if (container === 'html') return ofText(container, (lines) => html(rows(lines)), read);
  return {
    container,
    text: () => '',
    file: (lines, options) => book(cells(lines), container === 'xls' ? 'biff8' : 'xlsx', options),
    read,
  };
}

const at = (day: string) => `${day.replaceAll('-', '')}074053`;
const nem13 = ofText(
  'nem13',
  (lines) =>
    [
      '100,NEM13,202610061145,电力,电力',
      ...lines.map(
        ({ value, day, number, text }) =>
          `250,${cellText(number, ',')},11,01,11,11,07001,E,10,20260905093206,A,${cellText(text, ',')},,${cellText(value, ',')},${at(day)},A,,,172,KWH,20261105,20261006104410,`,
      ),
      '900\n',
    ].join('\n'),
  meter('aemo_nem13'),
);

const camt = ofText(
  'xml',
  (lines) =>
    [
      '<?xml version="1.0" encoding="UTF-8"?>\n<Document><BkToCstmrStmt><Stmt>\n',
      ...lines.map(
        ({ value, day, text }) =>
          `<Ntry><Amt Ccy="CNY">${value}</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts><BookgDt><Dt>${day}</Dt></BookgDt><AddtlNtryInf>${text}</AddtlNtryInf></Ntry>\n`,
      ),
      '</Stmt></BkToCstmrStmt></Document>\n',
    ].join(''),
  bank(null),
);

const document = ofText(
  'json',
  (lines) =>
    JSON.stringify(
      {
        items: lines.map(({ value, text }) => ({ kind: 'energy', code: 'energy', name: text, price: value })),
      },
      null,
      1,
    ),
  tariffDocument,
);

const { long, wide, customer: customers, icbc, boc, ccb, tariff: prices } = LAYOUTS;
export const READERS = {
  'long csv': table(long, 'csv'),
  'long tsv': table(long, 'tsv'),
  'long html': table(long, 'html'),
  'long xlsx': table(long, 'xlsx'),
  'long xls': table(long, 'xls'),
  'wide csv': table(wide, 'csv'),
  'wide xlsx': table(wide, 'xlsx'),
  'wide xls': table(wide, 'xls'),
  nem13,
  'customer csv': table(customers, 'csv'),
  'customer xlsx': table(customers, 'xlsx'),
  'customer xls': table(customers, 'xls'),
  'icbc csv': table(icbc, 'csv'),
  'icbc tsv': table(icbc, 'tsv'),
  'icbc html': table(icbc, 'html'),
  'icbc xlsx': table(icbc, 'xlsx'),
  'icbc xls': table(icbc, 'xls'),
  'boc csv': table(boc, 'csv'),
  'boc xlsx': table(boc, 'xlsx'),
  'ccb csv': table(ccb, 'csv'),
  'ccb xls': table(ccb, 'xls'),
  camt,
  'tariff csv': table(prices, 'csv'),
  'tariff xlsx': table(prices, 'xlsx'),
  'tariff json': document,
} as const satisfies Record<string, Reader>;
export type ReaderName = keyof typeof READERS;
export const NAMES = Object.keys(READERS) as ReaderName[];

export const gb18030 = (text: string): Buffer => iconv.encode(text, 'gb18030');
