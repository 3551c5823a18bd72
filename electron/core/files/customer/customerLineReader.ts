import type { RegisterValue } from '#shared/domain/customers/checkMeter.ts';
import type { CustomerLine } from '#shared/domain/customers/customerLine.ts';
import { type PeriodMapping, parsePeriodMapping } from '#shared/domain/customers/periodMapping.ts';
import type { LocalDate } from '#shared/domain/localDate.ts';
import { type DecimalText, decimalText, parseDecimal } from '#shared/domain/money.ts';
import type { LineError } from '#shared/domain/reading/meterRow.ts';
import { isRegisterCode, REGISTER_CODES, type RegisterCode } from '#shared/domain/reading/registers.ts';
import { parseFileDate } from '../fileDate.ts';
import { identifierProblem, plainIdentifier } from '../identifierText.ts';
import type { CustomerField, CustomerProfileContent } from '../mappingProfile.ts';
import { shortRawText } from '../rawText.ts';
import type { TableRow } from '../table.ts';
import type { TableHeader } from '../tableHeader.ts';

/** A column of the layout, or the opening reading of a register. */
export type CustomerColumn = CustomerField | `opening.${string}`;

/** What a person's text may not hold; tabs and line breaks of a cell come from no keyboard either. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is refused
const CONTROL_CHARACTERS = /[\u0000-\u001f\u007f]/;
const LONGEST_TEXT = 120;
const LONGEST_ADDRESS = 300;

/** Takes one row of a customer file apart; a row with errors gives no line. */
export class CustomerLineReader {
  readonly errors: LineError[] = [];
  readonly #row: TableRow;
  readonly #columns: TableHeader<CustomerColumn>['columns'];
  readonly #profile: CustomerProfileContent;

  constructor(row: TableRow, header: TableHeader<CustomerColumn>, profile: CustomerProfileContent) {
    this.#row = row;
    this.#columns = header.columns;
    this.#profile = profile;
  }

  refuse(code: string, field: CustomerColumn | null, value: string | null): null {
    const shown = value === null ? null : shortRawText(value);
    this.errors.push({ lineNo: this.#row.lineNo, code, field, value: shown, rawText: this.#row.rawText });
    return null;
  }

  line(): CustomerLine | null {
    const accountNo = this.#needed('accountNo', this.#identifier('accountNo'));
    const name = this.#needed('name', this.#text('name'));
    const classText = this.#needed('customerClass', this.#text('customerClass'));
    const customerClass = classText === null ? null : this.#customerClass(classText);
    const routeNo = this.#needed('routeNo', this.#identifier('routeNo'));
    const facts = {
      lineNo: this.#row.lineNo,
      rawText: this.#row.rawText,
      address: this.#text('address', LONGEST_ADDRESS),
      phone: this.#text('phone'),
      householdSize: this.#count('householdSize', 1, 99),
      servicePointNo: this.#identifier('servicePointNo'),
      pointAddress: this.#text('pointAddress', LONGEST_ADDRESS),
      capacityKva: this.#decimal('capacityKva'),
      routeName: this.#text('routeName'),
      cycleDay: this.#count('cycleDay', 1, 31),
      routePosition: this.#count('routePosition', 0, 9_999_999),
    };
    const meter = this.#meter();
    const tariff = this.#tariff(meter?.installedOn ?? null);
    const isWhole = accountNo !== null && name !== null && customerClass !== null && routeNo !== null;
    if (this.errors.length > 0 || !isWhole) return null;
    const servicePointNo = facts.servicePointNo ?? accountNo;
    return { ...facts, accountNo, name, customerClass, routeNo, servicePointNo, meter, tariff };
  }

  #meter(): CustomerLine['meter'] {
    const meterNo = this.#identifier('meterNo');
    if (meterNo === null) return null;
    const digits = this.#needed('digits', this.#count('digits', 3, 12));
    const multiplier = this.#needed('multiplier', this.#decimal('multiplier'));
    if (multiplier === '0') this.refuse('not_a_number', 'multiplier', multiplier);
    const installedOn = this.#needed('installedOn', this.#date('installedOn'));
    const opening: RegisterValue[] = [];
    for (const registerCode of REGISTER_CODES) {
      const value = this.#decimal(`opening.${registerCode}`);
      if (value !== null) opening.push({ registerCode, value });
    }
    const registers = this.#registers() ?? opening.map(({ registerCode }) => registerCode);
    const periodMapping = this.#periodMapping();
    if (digits === null || multiplier === null || installedOn === null) return null;
    const decimals = this.#count('decimals', 0, 4) ?? 0;
    return {
      facts: { meterNo, digits, decimals, multiplier, registers, periodMapping },
      installedOn,
      opening,
    };
  }

  #tariff(installedOn: LocalDate | null): CustomerLine['tariff'] {
    const tariffCode = this.#text('tariffCode');
    if (tariffCode === null) return null;
    const startOn = this.#needed('tariffStartOn', this.#date('tariffStartOn') ?? installedOn);
    return startOn === null ? null : { tariffCode, startOn };
  }

  #needed<Value>(field: CustomerColumn, value: Value | null): Value | null {
    if (value === null && !this.errors.some((error) => error.field === field)) {
      this.refuse('missing', field, null);
    }
    return value;
  }

  #cell(field: CustomerColumn): string | null {
    const column = this.#columns[field];
    return (column === undefined ? undefined : this.#row.cells[column]?.trim()) || null;
  }

  #text(field: CustomerColumn, longest = LONGEST_TEXT): string | null {
    const text = this.#cell(field);
    if (text === null) return null;
    if (text.length > longest) return this.refuse('too_long', field, text);
    return CONTROL_CHARACTERS.test(text) ? this.refuse('control_characters', field, text) : text;
  }

  /** A number of a thing. A spreadsheet number beyond 15 digits has lost its last ones, and so has `3.3E+21`. */
  #identifier(field: CustomerColumn): string | null {
    const text = this.#text(field, 64);
    if (text === null) return null;
    const column = this.#columns[field];
    const identifier = plainIdentifier(text);
    const isLossy = column !== undefined && this.#row.lossyCells.includes(column);
    const problem = isLossy ? 'digits_lost' : identifierProblem(identifier);
    return problem === null ? identifier || null : this.refuse(problem, field, text);
  }

  #count(field: CustomerColumn, least: number, most: number): number | null {
    const text = this.#cell(field);
    if (text === null) return null;
    const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
    return value >= least && value <= most ? value : this.refuse('not_a_number', field, text);
  }

  /** Neither capacity, multiplier nor a register is ever negative. */
  #decimal(field: CustomerColumn): DecimalText | null {
    const text = this.#cell(field);
    if (text === null) return null;
    const value = parseDecimal(text);
    if (value === null || value.lt(0)) return this.refuse('not_a_number', field, text);
    return decimalText(value);
  }

  #date(field: CustomerColumn): LocalDate | null {
    const text = this.#cell(field);
    if (text === null) return null;
    return parseFileDate(text, this.#profile.dateFormats) ?? this.refuse('not_a_date', field, text);
  }

  /** A word of the layout, or the office's own class as it is stored. */
  #customerClass(word: string): string | null {
    const named = this.#profile.classCodes[word] ?? (/^[a-z][a-z0-9_]{0,39}$/.test(word) ? word : null);
    return named ?? this.refuse('unknown_code', 'customerClass', word);
  }

  /** A register by a word of the layout, or by its code. */
  #registerOf(word: string): RegisterCode | null {
    const code = this.#profile.registerCodes[word] ?? word;
    return isRegisterCode(code) ? code : null;
  }

  #registers(): RegisterCode[] | null {
    const text = this.#text('registers');
    if (text === null) return null;
    return text
      .split(/[\s,;、+/]+/)
      .flatMap((word) => this.#registerOf(word) ?? this.refuse('unknown_code', 'registers', word) ?? []);
  }

  /** `1=峰 2=谷`. */
  #periodMapping(): PeriodMapping {
    const mapping = parsePeriodMapping(this.#text('periodMapping') ?? '', (word) => this.#registerOf(word));
    if (mapping.ok) return mapping.value;
    this.refuse('unknown_code', 'periodMapping', mapping.error);
    return {};
  }
}
