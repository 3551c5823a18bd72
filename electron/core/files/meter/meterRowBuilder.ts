import type { LocalDate } from '#shared/domain/localDate.ts';
import { Decimal, type DecimalText, decimalText, parseDecimalText } from '#shared/domain/money.ts';
import type { LineError, MeterRow, RowRegister } from '#shared/domain/reading/meterRow.ts';
import { parseFileDate } from '../fileDate.ts';
import { identifierProblem, plainIdentifier } from '../identifierText.ts';
import type { MeterField, MeterTableProfile } from '../mappingProfile.ts';
import { shortRawText } from '../rawText.ts';
import type { TableRow } from '../table.ts';
import type { TableHeader } from '../tableHeader.ts';

type Facts = Omit<MeterRow, 'register' | 'previous' | 'current'>;

/** Days by the text that the file has for them: it has few, and says each a thousand times. */
export type KnownDays = Map<string, LocalDate | null>;

/** Collects what is wrong with one row; a row with errors gives no values. */
export class RowReader {
  readonly errors: LineError[] = [];
  readonly #row: TableRow;
  readonly #columns: TableHeader<MeterField>['columns'];
  readonly #profile: MeterTableProfile;
  readonly #days: KnownDays;

  constructor(row: TableRow, header: TableHeader<MeterField>, profile: MeterTableProfile, days: KnownDays) {
    this.#row = row;
    this.#columns = header.columns;
    this.#profile = profile;
    this.#days = days;
  }

  refuse(code: string, field: string | null, value: string | null): void {
    const shown = value === null ? null : shortRawText(value);
    this.errors.push({ lineNo: this.#row.lineNo, code, field, value: shown, rawText: this.#row.rawText });
  }

  text(field: MeterField): string | null {
    const column = this.#columns[field];
    return (column === undefined ? undefined : this.#row.cells[column]?.trim()) || null;
  }

  /** An account or meter number. A spreadsheet number beyond 15 digits has lost its last ones, and so has `3.3E+21`. */
  identifier(field: MeterField): string | null {
    const value = this.text(field);
    if (value === null) return null;
    const column = this.#columns[field];
    const identifier = plainIdentifier(value);
    const isLossy = column !== undefined && this.#row.lossyCells.includes(column);
    const problem = isLossy ? 'digits_lost' : identifierProblem(identifier);
    if (problem !== null) this.refuse(problem, field, value);
    return identifier || null;
  }

  /** Facts of the row that all its registers share; `null` when one of them is bad. */
  facts(): Facts | null {
    const accountNo = this.identifier('accountNo');
    const meterNo = this.identifier('meterNo');
    if (accountNo === null && meterNo === null) this.refuse('identifier_missing', 'meterNo', null);
    const readOnText = this.text('readOn');
    const readOn = this.#day(readOnText);
    if (readOn === null) this.refuse(readOnText === null ? 'missing' : 'not_a_date', 'readOn', readOnText);
    const previousText = this.text('previousReadOn');
    const previousReadOn = this.#day(previousText);
    if (previousText !== null && previousReadOn === null) {
      this.refuse('not_a_date', 'previousReadOn', previousText);
    }
    const multiplier = this.decimal('multiplier', this.text('multiplier'));
    const qualityText = this.text('quality');
    const quality = qualityText === null ? 'actual' : this.#profile.qualityCodes[qualityText];
    if (quality === undefined) this.refuse('unknown_code', 'quality', qualityText);
    if (this.errors.length > 0 || readOn === null || quality === undefined) return null;
    return {
      lineNo: this.#row.lineNo,
      rawText: this.#row.rawText,
      accountNo,
      meterNo,
      readOn,
      previousReadOn,
      multiplier,
      quality,
      anomalyCode: this.text('anomalyCode'),
      readerName: this.text('readerName'),
      remark: this.text('remark'),
    };
  }

  #day(text: string | null): LocalDate | null {
    if (text === null) return null;
    let day = this.#days.get(text);
    if (day === undefined) {
      day = parseFileDate(text, this.#profile.dateFormats);
      this.#days.set(text, day);
    }
    return day;
  }

  decimal(field: string, text: string | null): DecimalText | null {
    if (text === null) return null;
    const value = parseDecimalText(text);
    if (value === null) this.refuse('not_a_number', field, text);
    return value;
  }

  /** A register value in kWh. The unit is the layout's word; the size of a value says nothing. */
  value(field: string, text: string | null): DecimalText | null {
    const value = this.decimal(field, text);
    if (value === null || this.#profile.unit === 'kWh') return value;
    return decimalText(new Decimal(value).times(this.#profile.unit === 'MWh' ? 1000 : '0.001'));
  }

  cell(column: number | undefined): string | null {
    return (column === undefined ? undefined : this.#row.cells[column]?.trim()) || null;
  }
}

/** One key a register, to see that a line states no register twice. */
export function registerKey(register: RowRegister): string {
  return typeof register === 'string' ? register : `rate:${register.rate}`;
}
