import { Decimal, decimalText, parseDecimal } from '#shared/domain/money.ts';
import type { LineError, MeterFileChunk, MeterRow, RowRegister } from '#shared/domain/reading/meterRow.ts';
import { parseFileDate } from '../fileDate.ts';
import { identifierProblem, plainIdentifier } from '../identifierText.ts';
import type { NemProfile } from '../mappingProfile.ts';
import type { Table, TableRow } from '../table.ts';
import { textProblem } from '../tableHeader.ts';

/**
 * AEMO Meter Data File Format NEM13 (accumulated data): record 250 holds the previous and the current
 * reading of one register. 0-based positions of its fields.
 */
const FIELD = {
  nmi: 1,
  registerId: 3,
  nmiSuffix: 4,
  meterSerial: 6,
  direction: 7,
  previousReading: 8,
  previousAt: 9,
  previousQuality: 10,
  currentReading: 13,
  currentAt: 14,
  currentQuality: 15,
  unit: 19,
} as const;

/** Fields up to the unit must be there; those after it are optional and often absent. */
const NEEDED_FIELDS = FIELD.unit + 1;
/** Factor from the unit that the record names to kWh. */
const UNITS: Readonly<Record<string, string>> = { KWH: '1', WH: '0.001', MWH: '1000' };
const KNOWN_RECORDS = ['100', '250', '550', '900'];

/** Whether the table's first lines are NEM13: a 100 header that says so, or a 250 record without one. */
export function isNem13(table: Table): boolean {
  for (const rows of table.rows()) {
    const first = rows.find((row) => row.cells[0] !== '');
    if (first) return first.cells[0] === '250' || (first.cells[0] === '100' && first.cells[1] === 'NEM13');
  }
  return false;
}

/** Whether there is anything between the header and the end. */
export function hasRecords(table: Table): boolean {
  for (const rows of table.rows()) {
    if (
      rows.some((row) => row.problem !== null || !['100', '900', ''].includes(row.cells[0]?.trim() ?? ''))
    ) {
      return true;
    }
  }
  return false;
}

/** Reads NEM13. Where the 900 record is missing the file was cut off: a bad line says so, what was read stays. */
export function* readNem13(table: Table, profile: NemProfile): Generator<MeterFileChunk> {
  const seen = new Set<string>();
  let last: TableRow | undefined;
  for (const tableRows of table.rows()) {
    const chunk = { rows: [] as MeterRow[], errors: [] as LineError[] };
    for (const row of tableRows) {
      last = row;
      const problem = textProblem(row);
      const kind = row.cells[0]?.trim() ?? '';
      if (problem !== null) chunk.errors.push(errorOf(row, problem, null, null));
      else if (kind === '250') readRecord(row, profile, seen, chunk);
      else if (kind !== '' && !KNOWN_RECORDS.includes(kind)) {
        chunk.errors.push(errorOf(row, 'unknown_record', 'recordIndicator', kind));
      }
    }
    yield chunk;
  }
  if (last && last.cells[0]?.trim() !== '900') {
    yield { rows: [], errors: [errorOf(last, 'end_record_missing', 'recordIndicator', last.cells[0] ?? '')] };
  }
}

function errorOf(row: TableRow, code: string, field: string | null, value: string | null): LineError {
  return { lineNo: row.lineNo, code, field, value, rawText: row.rawText };
}

function readRecord(
  row: TableRow,
  profile: NemProfile,
  seen: Set<string>,
  chunk: { rows: MeterRow[]; errors: LineError[] },
): void {
  const errors: LineError[] = [];
  const refuse = (code: string, field: string | null, value: string | null) => {
    errors.push(errorOf(row, code, field, value));
    return null;
  };
  const text = (field: keyof typeof FIELD) => row.cells[FIELD[field]]?.trim() ?? '';
  if (row.cells.length < NEEDED_FIELDS) refuse('wrong_cell_count', null, String(row.cells.length));
  const unit = UNITS[text('unit').toUpperCase()];
  if (unit === undefined && errors.length === 0) refuse('unknown_code', 'unit', text('unit'));
  const reading = (field: 'previousReading' | 'currentReading') => {
    if (text(field) === '') return null;
    const value = parseDecimal(text(field));
    return value === null
      ? refuse('not_a_number', field, text(field))
      : decimalText(value.times(new Decimal(unit ?? '1')));
  };
  const day = (field: 'previousAt' | 'currentAt') =>
    text(field) === ''
      ? null
      : (parseFileDate(text(field), ['yyyymmdd']) ?? refuse('not_a_date', field, text(field)));
  const identifier = (field: 'nmi' | 'meterSerial') => {
    const plain = plainIdentifier(text(field));
    const problem = identifierProblem(plain);
    if (problem !== null) refuse(problem, field, plain);
    return plain || null;
  };
  if (errors.length === 0) {
    const register = registerOf(profile, text('nmiSuffix'), text('direction'), text('registerId'));
    const [previous, current, previousReadOn, readOn] = [
      reading('previousReading'),
      reading('currentReading'),
      day('previousAt'),
      day('currentAt'),
    ];
    const accountNo = identifier('nmi') ?? refuse('missing', 'nmi', null);
    const meterNo = identifier('meterSerial');
    if (register === undefined) refuse('unknown_code', 'nmiSuffix', text('nmiSuffix'));
    if (text('currentAt') === '') refuse('missing', 'currentAt', null);
    const key = `${accountNo}|${meterNo}|${text('registerId')}|${text('nmiSuffix')}|${readOn}`;
    if (seen.has(key)) refuse('duplicate_line', null, null);
    seen.add(key);
    if (errors.length === 0 && register !== undefined && readOn !== null) {
      chunk.rows.push({
        lineNo: row.lineNo,
        rawText: row.rawText,
        accountNo,
        meterNo,
        register,
        readOn,
        previousReadOn,
        previous,
        current,
        multiplier: null,
        quality: qualityOf(text('currentQuality')),
        anomalyCode: null,
        readerName: null,
        remark: null,
      });
    }
  }
  chunk.errors.push(...errors);
}

/** The layout's register for a suffix or register id; else the direction's letter, seen from the network: E is what the customer took, I what he gave. */
function registerOf(
  profile: NemProfile,
  nmiSuffix: string,
  direction: string,
  registerId: string,
): RowRegister | undefined {
  return (
    profile.registerCodes[nmiSuffix] ?? profile.registerCodes[registerId] ?? profile.registerCodes[direction]
  );
}

/** Quality flag: A actual, E and S estimated or substituted, F final substituted. */
function qualityOf(flag: string): MeterRow['quality'] {
  return /^[ESF]/.test(flag.toUpperCase()) ? 'estimated' : 'actual';
}
