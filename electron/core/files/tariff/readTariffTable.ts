import { PERIOD_CODES } from '#shared/domain/reading/registers.ts';
import { parseTariffContent, type TariffContent, type TariffError } from '#shared/domain/tariff/index.ts';
import { type Result, refused } from '#shared/lib/result.ts';
import { FILE_LIMITS } from '../fileBytes.ts';
import type { FileRefusal } from '../fileRefusal.ts';
import { readTable, type Table, type TableRow } from '../table.ts';
import { isBlankRow, textProblem } from '../tableHeader.ts';
import {
  KIND_WORDS,
  keyOf,
  limitKeyOf,
  PERIOD_WORDS,
  priceKeyOf,
  SECTIONS,
  TARIFF_COLUMNS,
  type TariffColumn,
} from './tariffColumns.ts';

/** What is wrong in a table, with its row; `path` leads into the document that the rows make. */
export type TariffTableError = TariffError & { readonly lineNo: number | null };

type Unfit = {
  readonly code: 'content_invalid';
  readonly detail: { readonly errors: readonly TariffTableError[] };
};

type Json = Record<string, unknown>;
type Line = {
  readonly lineNo: number;
  readonly cell: (column: TariffColumn) => string;
  /** Why nothing in it can be trusted. */
  readonly problem: string | null;
};

/**
 * Reads a tariff version from a price table (xlsx, xls, or CSV in UTF-8 or GB18030) as `tariffRows` lays it out, with
 * columns in any order. Every error names the row.
 */
export async function readTariffTable(path: string): Promise<Result<TariffContent, FileRefusal | Unfit>> {
  const table = await readTable(path, { limitBytes: FILE_LIMITS.tariffBytes });
  if (!table.ok) return table;
  const reader = new TariffTableReader();
  const lines = linesOf(table.value);
  if (lines === null) return unfit([{ path: '', code: 'header_missing', lineNo: null }]);
  for (const line of lines) reader.take(line);
  if (reader.errors.length > 0) return unfit(reader.errors);
  const content = parseTariffContent(reader.document());
  if (content.ok) return content;
  return unfit(content.error.map((error) => ({ ...error, lineNo: reader.lineOf(error.path) })));
}

function unfit(errors: readonly TariffTableError[]): Result<never, Unfit> {
  return refused({ code: 'content_invalid', detail: { errors } });
}

/** The rows below the header, which has the columns of section and code. */
function linesOf(table: Table): readonly Line[] | null {
  const rows = [...table.rows()].flat();
  const header = rows.findIndex(({ cells }) => {
    const names = cells.map((cell) => cell.trim());
    return names.includes(TARIFF_COLUMNS.section) && names.includes(TARIFF_COLUMNS.code);
  });
  const names = rows[header]?.cells.map((cell) => cell.trim());
  if (names === undefined) return null;
  const lineOf = (row: TableRow): Line => ({
    lineNo: row.lineNo,
    problem:
      textProblem(row) ?? (row.errorCells.some((column) => column < names.length) ? 'formula_error' : null),
    cell: (column) => {
      const place = names.indexOf(TARIFF_COLUMNS[column]);
      return place < 0 ? '' : (row.cells[place] ?? '').trim().replace(/^'(?=[=+\-@])/, '');
    },
  });
  return rows
    .slice(header + 1)
    .filter((row) => !isBlankRow(row))
    .map(lineOf);
}

class TariffTableReader {
  readonly errors: TariffTableError[] = [];
  #whole: Json = {};
  readonly #items: Json[] = [];
  readonly #rules: Json[] = [];
  readonly #conditions: Json = {};
  readonly #days: Json = {};
  readonly #cases: Json[] = [];
  /** Rows by the path of what they make. */
  readonly #lines = new Map<string, number>();

  take(line: Line): void {
    if (line.problem !== null) {
      this.#fail(line, line.problem);
      return;
    }
    const section = keyOf(SECTIONS, line.cell('section'));
    if (section === undefined) {
      this.#fail(line, 'unknown_section');
      return;
    }
    const rest = this.#rest(line, section === 'condition');
    if (rest === null) return;
    if (section === 'tariff') this.#whole = rest as Json;
    else if (section === 'item') this.#takeItem(line, rest as Json);
    else if (section === 'tier') this.#takeTier(line);
    else if (section === 'rule') this.#takeRule(line, rest as Json);
    else if (section === 'condition')
      this.#conditions[line.cell('code')] = { name: line.cell('name'), days: rest };
    else if (section === 'day') this.#days[line.cell('code')] = rest;
    else this.#push('cases', this.#cases, line, { name: line.cell('name'), ...(rest as Json) });
  }

  document(): Json {
    const parts = { rules: this.#rules, conditions: this.#conditions, days: this.#days };
    const calendar = this.#rules.length === 0 ? null : parts;
    return { ...this.#whole, calendar, items: this.#items, cases: this.#cases };
  }

  /** The row of a path of the document, or of the part that it lies in. */
  lineOf(path: string): number | null {
    const parts = path.split('.');
    for (let length = parts.length; length > 0; length -= 1) {
      const line = this.#lines.get(parts.slice(0, length).join('.'));
      if (line !== undefined) return line;
    }
    return null;
  }

  #takeItem(line: Line, rest: Json): void {
    const kind = keyOf(KIND_WORDS, line.cell('kind'));
    if (kind === undefined) {
      this.#fail(line, 'unknown_kind');
      return;
    }
    const priceKey = priceKeyOf(kind);
    const price = line.cell('price');
    const item: Json = { kind, code: line.cell('code'), name: line.cell('name'), ...rest };
    if (priceKey !== null && price !== '') item[priceKey] = price;
    const prices = pricesOf(line);
    if (Object.keys(prices).length > 0) item.prices = prices;
    this.#push('items', this.#items, line, item);
  }

  #takeTier(line: Line): void {
    const item = this.#items.at(-1);
    if (item === undefined || item.code !== line.cell('code')) {
      this.#fail(line, 'tier_without_item');
      return;
    }
    const tiers = (item.tiers ?? []) as Json[];
    item.tiers = tiers;
    const limit = line.cell('limit') === '' ? null : line.cell('limit');
    const price = line.cell('price');
    const prices = pricesOf(line);
    this.#push(`items.${this.#items.length - 1}.tiers`, tiers, line, {
      [limitKeyOf(item.kind)]: limit,
      ...(price === '' ? {} : { price }),
      ...(Object.keys(prices).length === 0 ? {} : { prices }),
    });
  }

  #takeRule(line: Line, rest: Json): void {
    const period = keyOf(PERIOD_WORDS, line.cell('kind'));
    if (period === undefined) {
      this.#fail(line, 'unknown_kind');
      return;
    }
    const windows = line
      .cell('windows')
      .split(/[\s、,，]+/)
      .filter((text) => text !== '')
      .map((text) => {
        const [from = '', to = ''] = text.split('-');
        return { from, to };
      });
    const priority = Number(line.cell('priority') || '0');
    this.#push('calendar.rules', this.#rules, line, {
      code: line.cell('code'),
      period,
      priority,
      windows,
      ...rest,
    });
  }

  #push(path: string, list: Json[], line: Line, value: Json): void {
    this.#lines.set(`${path}.${list.length}`, line.lineNo);
    list.push(value);
  }

  /** What has no column: an object, or the list of a condition's days; `null` where it is neither. */
  #rest(line: Line, isList: boolean): unknown {
    const text = line.cell('rest');
    if (text === '') return isList ? [] : {};
    try {
      const rest: unknown = JSON.parse(text);
      if (typeof rest === 'object' && rest !== null && Array.isArray(rest) === isList) return rest;
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
    }
    this.#fail(line, 'json_damaged');
    return null;
  }

  #fail({ lineNo, cell }: Line, code: string): void {
    this.errors.push({ path: cell('code'), code, lineNo });
  }
}

function pricesOf(line: Line): Json {
  return Object.fromEntries(
    PERIOD_CODES.flatMap((code) => (line.cell(code) === '' ? [] : [[code, line.cell(code)]])),
  );
}
