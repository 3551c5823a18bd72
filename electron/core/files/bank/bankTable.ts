import type { LocalDate } from '#shared/domain/localDate.ts';
import { type Minor, minor, parseDecimal, parseMinor } from '#shared/domain/money.ts';
import type { BankLine } from '#shared/domain/reconciliation/bankLine.ts';
import { ok, type Result, refused } from '#shared/lib/result.ts';
import { parseFileDate } from '../fileDate.ts';
import { hasLostDigits, plainIdentifier } from '../identifierText.ts';
import { shortRawText } from '../rawText.ts';
import { type FileCheckpoint, readTable, type Table, type TableRow } from '../table.ts';
import { findHeader, rowProblem, type TableHeader } from '../tableHeader.ts';
import {
  type BankFile,
  type BankFileRefusal,
  type BankLineError,
  type BankReading,
  refuseBankFile,
} from './bankFile.ts';
import type { BankField, BankProfileContent } from './bankProfile.ts';

const REQUIRED = {
  signed: ['bookedOn', 'amount'],
  in_out: ['bookedOn', 'amountIn', 'amountOut'],
  direction: ['bookedOn', 'amount', 'direction'],
} as const satisfies Record<BankProfileContent['amountStyle'], readonly BankField[]>;

type BadValue = { readonly code: string; readonly field: BankField; readonly value: string };

/** Reads a bank's table (csv, xlsx, xls, the HTML and TSV that banks name `.xls`) by its layout. */
export async function readBankTable(
  path: string,
  profile: BankProfileContent,
  { encoding, checkpoint }: BankReading = {},
): Promise<Result<BankFile, BankFileRefusal>> {
  const table = await readTable(path, {
    checkpoint,
    encoding: encoding ?? (profile.encoding === 'auto' ? undefined : profile.encoding),
    delimiter: profile.delimiter === 'auto' ? undefined : profile.delimiter,
  });
  if (!table.ok) return table;
  const header = findHeader(table.value, profile.columns, REQUIRED[profile.amountStyle]);
  if (!header.ok) return header;
  return readRows(table.value, header.value, profile, checkpoint);
}

async function readRows(
  table: Table,
  header: TableHeader<BankField>,
  profile: BankProfileContent,
  checkpoint: FileCheckpoint | undefined,
): Promise<Result<BankFile, BankFileRefusal>> {
  const lines: BankLine[] = [];
  const errors: BankLineError[] = [];
  const totals: { readonly row: TableRow; readonly statedMinor: number }[] = [];
  for (const chunk of table.rows()) {
    const lineNo = chunk.at(-1)?.lineNo ?? 0;
    await checkpoint?.(lineNo, Math.max(lineNo, table.rowCount));
    for (const row of chunk) {
      if (row.lineNo <= header.lineNo || isNote(row)) continue;
      if (isTotal(row, profile)) {
        const stated = amountOf(cellsOf(row, header), profile);
        if (stated.ok) totals.push({ row, statedMinor: stated.value });
        continue;
      }
      const problem = rowProblem(row, header, table.format === 'csv');
      const line = problem === null ? lineOf(row, header, profile) : null;
      if (line?.ok) lines.push(line.value);
      else {
        const bad = line?.error ?? { code: problem ?? 'row_invalid', field: null, value: null };
        const value = bad.value === null ? null : shortRawText(bad.value);
        errors.push({ lineNo: row.lineNo, rawText: row.rawText, ...bad, value });
      }
    }
  }
  const totalMinor = lines.reduce((sum, line) => sum + line.amountMinor, 0);
  const isComplete = errors.length === 0;
  for (const { row, statedMinor } of totals) {
    if (!isComplete || statedMinor === totalMinor) continue;
    errors.push({
      lineNo: row.lineNo,
      code: 'totals_differ',
      field: null,
      value: String(statedMinor),
      rawText: row.rawText,
    });
  }
  if (lines.length + errors.length === 0)
    return refuseBankFile('file_empty', { headerLineNo: header.lineNo });
  const { format, fileHash } = table;
  return ok({ format, fileHash, lines, errors, openingMinor: null, closingMinor: null, currencies: [] });
}

/** A remark before or after the movements fills one cell of its row. */
function isNote(row: TableRow): boolean {
  const isWhole = row.problem === null && row.errorCells.length === 0;
  return isWhole && row.cells.filter((cell) => cell.trim() !== '').length <= 1;
}

function isTotal(row: TableRow, profile: BankProfileContent): boolean {
  const first = row.cells.find((cell) => cell.trim() !== '')?.trim() ?? '';
  return profile.totalLabels.some((label) => first.includes(label));
}

type Cells = (field: BankField) => string;

/** Banks pad cells with blanks and tabs and write a row of dashes for nothing. */
function cellsOf(row: TableRow, header: TableHeader<BankField>): Cells {
  return (field) => {
    const column = header.columns[field];
    const cell = column === undefined ? '' : (row.cells[column] ?? '').trim();
    return /^-+$/.test(cell) ? '' : cell;
  };
}

function lineOf(
  row: TableRow,
  header: TableHeader<BankField>,
  profile: BankProfileContent,
): Result<BankLine, BadValue> {
  const cell = cellsOf(row, header);
  for (const field of ['serialNo', 'counterpartyAccount', 'ourReference'] as const) {
    const column = header.columns[field];
    const isLossy = column !== undefined && row.lossyCells.includes(column);
    if (isLossy || hasLostDigits(plainIdentifier(cell(field)))) {
      return refused({ code: 'identifier_not_exact', field, value: cell(field) });
    }
  }
  const bookedOn = parseFileDate(cell('bookedOn'), profile.dateFormats);
  if (bookedOn === null) return refused({ code: 'date_invalid', field: 'bookedOn', value: cell('bookedOn') });
  let valueOn: LocalDate | null = null;
  if (cell('valueOn') !== '') {
    valueOn = parseFileDate(cell('valueOn'), profile.dateFormats);
    if (valueOn === null) return refused({ code: 'date_invalid', field: 'valueOn', value: cell('valueOn') });
  }
  const currency = cell('currency');
  if (currency !== '' && profile.currencies.length > 0 && !profile.currencies.includes(currency)) {
    return refused({ code: 'currency_differs', field: 'currency', value: currency });
  }
  const amount = amountOf(cell, profile);
  if (!amount.ok) return amount;
  if (amount.value === 0) return refused({ code: 'amount_zero', field: amountField(profile), value: '0' });
  return ok({
    lineNo: row.lineNo,
    bookedOn,
    valueOn,
    amountMinor: amount.value,
    serialNo: plainIdentifier(cell('serialNo')) || null,
    counterpartyName: cell('counterpartyName') || null,
    counterpartyAccount: plainIdentifier(cell('counterpartyAccount')) || null,
    purpose: cell('purpose'),
    ourReference: plainIdentifier(cell('ourReference')) || null,
    trace: [cell('bookedTime'), parseMinor(cell('balance')) ?? ''].join('|'),
    rawText: row.rawText,
  });
}

const amountField = (profile: BankProfileContent): BankField =>
  profile.amountStyle === 'in_out' ? 'amountIn' : 'amount';

function amountOf(cell: Cells, profile: BankProfileContent): Result<Minor, BadValue> {
  const read = (field: BankField): Result<Minor | null, BadValue> => {
    const value = cell(field);
    if (value === '') return ok(null);
    const amount = parseAmount(value, profile.amountUnit);
    return amount === null ? refused({ code: 'amount_invalid', field, value }) : ok(amount);
  };
  const missing = refused({ code: 'amount_missing', field: amountField(profile), value: '' });
  if (profile.amountStyle === 'in_out') {
    const [moneyIn, moneyOut] = [read('amountIn'), read('amountOut')];
    if (!moneyIn.ok) return moneyIn;
    if (!moneyOut.ok) return moneyOut;
    if (moneyIn.value === null && moneyOut.value === null) return missing;
    return ok(minor((moneyIn.value ?? 0) - (moneyOut.value ?? 0)));
  }
  const amount = read('amount');
  if (!amount.ok) return amount;
  if (amount.value === null) return missing;
  if (profile.amountStyle === 'signed') return ok(amount.value);
  const direction = profile.directionCodes[cell('direction')];
  if (direction === undefined) {
    return refused({ code: 'direction_unknown', field: 'direction', value: cell('direction') });
  }
  return ok(minor(direction === 'in' ? amount.value : -amount.value));
}

function parseAmount(text: string, unit: BankProfileContent['amountUnit']): Minor | null {
  const plain = text.replace(/^([+-]?)\s*[¥￥]/, '$1');
  if (unit === 'yuan') return parseMinor(plain);
  const fen = parseDecimal(plain.replace(/(?<=\d),(?=\d{3}(?:\D|$))/g, ''));
  return fen?.isInteger() && fen.abs().lte(Number.MAX_SAFE_INTEGER) ? minor(fen.toNumber()) : null;
}
