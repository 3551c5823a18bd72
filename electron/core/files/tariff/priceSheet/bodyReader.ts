import { decimalOf, decimalText, parseDecimalText } from '#shared/domain/money.ts';
import { PERIOD_CODES } from '#shared/domain/reading/registers.ts';
import type {
  PriceError,
  PriceErrorCode,
  PriceFigure,
  PriceFigures,
  PriceKey,
} from '#shared/domain/tariff/index.ts';
import { CategoryPath } from './categoryPath.ts';
import { type Meaning, periodOfWord, plainText, TIER_MARK, tierOfWord } from './headingWords.ts';
import type { RowCollector } from './rowCollector.ts';
import { cellName, type SheetGrid } from './sheetGrid.ts';
import type { SheetColumn } from './sheetHeader.ts';
import { limitIn } from './tierLimit.ts';
import { voltageCodeOf } from './voltageWords.ts';

/** Published prices have up to so many places in yuan; more are a slip, or the rest of a calculation. */
const MOST_PLACES = 6;
const DASH = /^[-－–—―/\\一无]+$/;
const DEEPEST = 4;
const KWH_KEYS: readonly PriceKey[] = ['energy', ...PERIOD_CODES];

type PriceColumn = SheetColumn & { readonly meaning: Extract<Meaning, { kind: 'price' }> };
/** What a line states in a column; `figure` is `null` where that was refused. */
type Found = { readonly column: PriceColumn; readonly figure: PriceFigure | null; readonly origin: string };
type Subject = {
  readonly category: readonly string[];
  readonly tier: number | null;
  readonly limitText: string | null;
  readonly period: PriceKey | null;
};

/** Reads the lines below the header one after the other. */
export class BodyReader {
  readonly errors: PriceError[] = [];
  readonly #grid: SheetGrid;
  readonly #columns: readonly SheetColumn[];
  readonly #collector: RowCollector;
  readonly #path = new CategoryPath();

  constructor(grid: SheetGrid, columns: readonly SheetColumn[], collector: RowCollector) {
    this.#grid = grid;
    this.#columns = columns;
    this.#collector = collector;
  }

  take(lineNo: number): void {
    this.#takeCategories(lineNo);
    const found = this.#priceColumns().flatMap((column): Found[] => {
      const { text, origin } = this.#grid.at(lineNo, column.place);
      return isNone(text) ? [] : [{ column, figure: this.#figure(lineNo, column), origin }];
    });
    const voltageText = this.#textOf(lineNo, 'voltage');
    if (found.length === 0) {
      this.#checkEmpty(lineNo, voltageText);
      return;
    }
    const cell = cellName(lineNo, found[0]?.column.place ?? 0);
    const subject = this.#subject(this.#textOf(lineNo, 'tier'));
    if (subject.category.length === 0) this.#fail('category_missing', cell);
    else if (subject.category.length > DEEPEST) this.#fail('category_too_deep', cell);
    else this.#addLines(lineNo, subject, found, voltageText);
  }

  #takeCategories(lineNo: number): void {
    const seen = new Set<string>();
    this.#columns
      .filter(({ meaning }) => meaning.kind === 'category')
      .forEach(({ place }, column) => {
        const { text, origin } = this.#grid.at(lineNo, place);
        const isOfLine = origin.replace(/^[A-Z]+/, '') === String(lineNo);
        if (text !== '' && isOfLine && !seen.has(origin)) this.#path.begin(column, text);
        seen.add(origin);
      });
  }

  /** The class of the line; a tier or a period at its end says which of its prices the line has. */
  #subject(tierText: string): Subject {
    const texts = [...this.#path.texts];
    let tier = tierOfWord(tierText);
    let limitText = tier === null ? null : plainText(tierText);
    let period: PriceKey | null = null;
    for (let last = texts.at(-1); last !== undefined; last = texts.at(-1)) {
      const ofPeriod = periodOfWord(last);
      const ofTier = TIER_MARK.test(last) ? tierOfWord(last) : null;
      if (ofPeriod === null && ofTier === null) break;
      period ??= ofPeriod;
      if (ofTier !== null && tier === null) {
        tier = ofTier;
        limitText = last;
      }
      texts.pop();
    }
    return { category: texts, tier, limitText, period };
  }

  #addLines(lineNo: number, subject: Subject, found: readonly Found[], voltageText: string): void {
    const levels = this.#voltageColumns();
    const shared = found.filter(({ column }) => column.meaning.voltage === null);
    const ofLevels = found.filter(({ column }) => column.meaning.voltage !== null);
    if (levels.length === 0) {
      const voltageLevel = isNone(voltageText) ? null : voltageCodeOf(voltageText);
      if (voltageLevel === null && !isNone(voltageText)) {
        this.#fail('voltage_unknown', cellName(lineNo, this.#placeOf('voltage')), { voltage: voltageText });
        return;
      }
      this.#add(lineNo, subject, found, voltageLevel, voltageText);
    } else if (
      ofLevels.length === levels.length &&
      new Set(ofLevels.map(({ origin }) => origin)).size === 1
    ) {
      // One price merged over the columns of all levels.
      this.#add(lineNo, subject, [...ofLevels.slice(0, 1), ...shared], null, '');
    } else {
      for (const one of ofLevels) {
        const { code = null, text = '' } = one.column.meaning.voltage ?? {};
        this.#add(lineNo, subject, [one, ...shared], code, text);
      }
    }
  }

  #add(
    lineNo: number,
    { category, tier, limitText, period }: Subject,
    found: readonly Found[],
    voltageLevel: string | null,
    voltageText: string,
  ): void {
    const facts = {
      cell: cellName(lineNo, found[0]?.column.place ?? 0),
      priceClass: { category: [...category], ...(voltageLevel !== null && { voltageLevel }) },
      voltageText: DASH.test(voltageText) ? '' : plainText(voltageText),
      isReadable: found.every(({ figure }) => figure !== null),
    };
    const ofTier = (number: number | null) => found.filter(({ column }) => column.meaning.tier === number);
    const tiers = [...new Set(found.flatMap(({ column }) => column.meaning.tier ?? []))];
    const funds = this.#funds(lineNo);
    const own = pricesOf(ofTier(null), period);
    const [ofKwh, others] = [pricesAmong(own, isOfKwh), pricesAmong(own, (key) => !isOfKwh(key))];
    if (tier !== null && Object.keys(ofKwh).length > 0) {
      const isIncrement = /加价/.test(limitText ?? '');
      const limit = this.#limit(lineNo, null, limitText);
      this.#collector.add({ ...facts, tier, isIncrement, ...limit, prices: ofKwh, funds });
    }
    const ofClass = tier === null ? own : others;
    // A line of which nothing could be read is a row nevertheless: it is shown with what is wrong.
    if (Object.keys(ofClass).length > 0 || !facts.isReadable) {
      this.#collector.add({ ...facts, tier: null, isIncrement: false, prices: ofClass, funds });
    }
    for (const number of tiers) {
      const ofColumns = ofTier(number);
      const isIncrement = ofColumns.some(({ column }) => column.meaning.isIncrement);
      const limit = this.#limit(lineNo, number, null);
      const prices = pricesOf(ofColumns, period);
      this.#collector.add({ ...facts, tier: number, isIncrement, ...limit, prices, funds });
    }
  }

  /** The limit of a tier from its own column, or from the words that name the tier. */
  #limit(lineNo: number, tier: number | null, words: string | null): { upToKwh?: string | null } {
    const column = this.#columns.find(({ meaning }) => meaning.kind === 'limit' && meaning.tier === tier);
    const text = column ? this.#grid.at(lineNo, column.place).text : '';
    const stated = text !== '' ? text : (words ?? '').replace(TIER_MARK, '');
    const limit = limitIn(stated);
    if (limit === 'unknown') {
      this.#fail('limit_unknown', cellName(lineNo, column?.place ?? this.#placeOf('tier')), {
        value: stated,
      });
      return {};
    }
    return limit === undefined ? {} : { upToKwh: limit };
  }

  #funds(lineNo: number): Readonly<Record<string, PriceFigure>> {
    const entries = this.#columns.flatMap((column) => {
      if (column.meaning.kind !== 'fund') return [];
      const figure = this.#figure(lineNo, column);
      return figure === null ? [] : [[column.meaning.name, figure] as const];
    });
    return Object.fromEntries(entries);
  }

  /** A figure in yuan; `null` for an empty cell, a dash, and one that is no price, which is an error. */
  #figure(lineNo: number, { place, factor }: SheetColumn): PriceFigure | null {
    const { text, origin } = this.#grid.at(lineNo, place);
    if (isNone(text)) return null;
    const value = parseDecimalText(plainText(text));
    if (value === null) {
      this.#fail('not_a_price', origin, { value: text });
      return null;
    }
    // Without a unit the column was refused as a whole.
    const yuan = decimalOf(value).times(decimalOf(factor ?? '1'));
    if (yuan.decimalPlaces() > MOST_PLACES) {
      this.#fail('too_many_places', origin, { value: text, limit: String(MOST_PLACES) });
      return null;
    }
    return { value: decimalText(yuan), cell: origin };
  }

  /** A line with a voltage level and empty cells lacks its prices; a dash says that there are none. */
  #checkEmpty(lineNo: number, voltageText: string): void {
    const isDashed = this.#priceColumns().some(({ place }) => DASH.test(this.#grid.at(lineNo, place).text));
    if (voltageText === '' || isDashed) return;
    const cell = cellName(lineNo, this.#placeOf('voltage'));
    this.#fail('row_without_price', cell, { category: this.#path.texts.join(' '), voltage: voltageText });
  }

  #priceColumns(): readonly PriceColumn[] {
    return this.#columns.filter((column): column is PriceColumn => column.meaning.kind === 'price');
  }

  #voltageColumns(): readonly PriceColumn[] {
    return this.#priceColumns().filter(({ meaning }) => meaning.voltage !== null);
  }

  #placeOf(kind: Meaning['kind']): number {
    return this.#columns.find(({ meaning }) => meaning.kind === kind)?.place ?? 0;
  }

  #textOf(lineNo: number, kind: Meaning['kind']): string {
    const column = this.#columns.find(({ meaning }) => meaning.kind === kind);
    return column ? this.#grid.at(lineNo, column.place).text : '';
  }

  #fail(code: PriceErrorCode, cell: string, detail: PriceError['detail'] = {}): void {
    // A merged cell is one figure, and wrong once.
    if (this.errors.some((error) => error.code === code && error.cell === cell)) return;
    this.errors.push({ code, cell, detail });
  }
}

const isNone = (text: string) => text === '' || DASH.test(text);

const isOfKwh = (key: PriceKey) => KWH_KEYS.includes(key);

function pricesAmong(prices: PriceFigures, isWanted: (key: PriceKey) => boolean): PriceFigures {
  return Object.fromEntries(Object.entries(prices).filter(([key]) => isWanted(key as PriceKey)));
}

/** Prices by what they are; one that is merged over the columns of periods holds for every kWh. */
function pricesOf(found: readonly Found[], period: PriceKey | null): PriceFigures {
  const kwh = found.filter(({ column }) => isOfKwh(column.meaning.key));
  const columnsOf = new Map<string, number>();
  for (const { origin } of kwh) columnsOf.set(origin, (columnsOf.get(origin) ?? 0) + 1);
  return Object.fromEntries(
    found.flatMap(({ column, figure, origin }) => {
      const { key } = column.meaning;
      if (figure === null) return [];
      if (!isOfKwh(key)) return [[key, figure]];
      if ((columnsOf.get(origin) ?? 0) > 1) return [['energy', figure]];
      return [[key === 'energy' && period !== null ? period : key, figure]];
    }),
  );
}
