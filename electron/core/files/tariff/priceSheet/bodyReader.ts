import { decimalOf, decimalText, parseDecimalText } from '#shared/domain/money.ts';
import type { PriceError, PriceErrorCode, PriceFigure, PriceKey } from '#shared/domain/tariff/index.ts';
import { CategoryPath, unmarked } from './categoryPath.ts';
import { type Found, isOfKwh, type PriceColumn, pricesAmong, pricesOf } from './foundPrices.ts';
import {
  type Meaning,
  periodOfWord,
  plainText,
  TIER_MARK,
  tierOfWord,
  withoutSeasons,
} from './headingWords.ts';
import type { RowCollector, SheetLine } from './rowCollector.ts';
import { type SeasonLabel, seasonOfCell, seasonOfWord } from './seasonWords.ts';
import { cellName, type SheetGrid } from './sheetGrid.ts';
import type { SheetColumn } from './sheetHeader.ts';
import { limitIn } from './tierLimit.ts';
import { voltageCodeOf } from './voltageWords.ts';

/** Published prices have up to so many places in yuan; more are a slip, or the rest of a calculation. */
const MOST_PLACES = 6;
const DASH = /^[-－–—―/\\一无]+$/;
const DEEPEST = 4;

type LimitColumn = SheetColumn & { readonly meaning: Extract<Meaning, { kind: 'limit' }> };
type Subject = {
  readonly category: readonly string[];
  readonly tier: number | null;
  readonly limitText: string | null;
  readonly period: PriceKey | null;
  /** Of which months the line is; `null`: of all, or as its columns say. */
  readonly season: SeasonLabel | null;
};

/** Reads the lines below the header one after the other. */
export class BodyReader {
  readonly errors: PriceError[] = [];
  readonly #grid: SheetGrid;
  readonly #columns: readonly SheetColumn[];
  readonly #collector: RowCollector;
  readonly #path = new CategoryPath();
  /** The season of a line of its own, for all lines below it. */
  #block: SeasonLabel | null = null;

  constructor(grid: SheetGrid, columns: readonly SheetColumn[], collector: RowCollector) {
    this.#grid = grid;
    this.#columns = columns;
    this.#collector = collector;
  }

  take(lineNo: number): void {
    const texts = this.#grid.textsOf(lineNo);
    const block = texts.length === 1 ? seasonOfWord(unmarked(plainText(texts[0] ?? '')).name) : null;
    if (block !== null) {
      this.#block = block;
      return;
    }
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
    this.#checkTwice(found);
    const cell = cellName(lineNo, found[0]?.column.place ?? 0);
    const subject = this.#subject(lineNo);
    if (subject.category.length === 0) this.#fail('category_missing', cell);
    else if (subject.category.length > DEEPEST) this.#fail('category_too_deep', cell);
    else this.#addLines(lineNo, subject, found, voltageText);
  }

  /** Columns of one price by different loads: a line has one of each side. */
  #checkTwice(found: readonly Found[]): void {
    const seen = new Map<string, string>();
    for (const { column, origin } of found) {
      const key = JSON.stringify({ ...column.meaning, kwhPerKva: null });
      const otherCell = seen.get(key);
      if (otherCell !== undefined && otherCell !== origin)
        this.#fail('column_twice', origin, { heading: column.path.join(' '), otherCell });
      seen.set(key, origin);
    }
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
  #subject(lineNo: number): Subject {
    const tierText = this.#textOf(lineNo, 'tier');
    const named = withoutSeasons(this.#path.texts);
    const texts = [...named.texts];
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
    const season = this.#seasonOf(lineNo, named.season);
    return { category: texts, tier, limitText, period, season };
  }

  /** The season of a line, by its column of months, its class, or the line that begins its block. */
  #seasonOf(lineNo: number, ofClass: SeasonLabel | null): SeasonLabel | null {
    const text = this.#textOf(lineNo, 'season');
    const ofCell = seasonOfCell(text);
    const labels = [ofCell, ofClass, this.#block].filter((label) => label !== null && label !== 'unknown');
    if (ofCell === 'unknown' || labels.length > 1) {
      const value = text === '' ? this.#path.texts.join(' ') : text;
      this.#fail('months_unknown', cellName(lineNo, this.#placeOf('season')), { value });
    }
    return labels[0] ?? null;
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

  /** What a line states of one class, for each season that it or its columns are of. */
  #add(
    lineNo: number,
    subject: Subject,
    found: readonly Found[],
    voltageLevel: string | null,
    voltageText: string,
  ): void {
    const { category, season } = subject;
    const columns = found.map(({ column }) => column.meaning.season);
    const limits = this.#limitColumns(lineNo).map(({ meaning }) => meaning.season);
    const labels = new Map([...columns, ...limits].map((label) => [JSON.stringify(label), label]));
    const facts = {
      cell: cellName(lineNo, found[0]?.column.place ?? 0),
      priceClass: { category: [...category], ...(voltageLevel !== null && { voltageLevel }) },
      voltageText: DASH.test(voltageText) ? '' : plainText(voltageText),
      isReadable: found.every(({ figure }) => figure !== null),
      funds: this.#funds(lineNo),
    };
    for (const [key, label] of labels) {
      const own = found.filter(({ column }) => JSON.stringify(column.meaning.season) === key);
      if (season !== null && label !== null) {
        this.#fail('months_unknown', own[0]?.origin ?? facts.cell, { value: category.join(' ') });
      }
      const cell = cellName(lineNo, own[0]?.column.place ?? found[0]?.column.place ?? 0);
      const ofSeason = { ...facts, ...(label !== null && { cell }), season: season ?? label };
      this.#addSeason(lineNo, subject, own, ofSeason, label);
    }
  }

  #addSeason(
    lineNo: number,
    { tier, limitText, period }: Subject,
    found: readonly Found[],
    facts: Omit<SheetLine, 'tier' | 'isIncrement' | 'prices'>,
    label: SeasonLabel | null,
  ): void {
    const ofTier = (number: number | null) => found.filter(({ column }) => column.meaning.tier === number);
    const limits = this.#limitColumns(lineNo).filter(({ meaning }) => isSameSeason(meaning.season, label));
    const tiers = new Set(
      [
        ...found.map(({ column }) => column.meaning.tier),
        ...limits.map(({ meaning }) => meaning.tier),
      ].flatMap((number) => number ?? []),
    );
    const own = pricesOf(ofTier(null), period);
    const [ofKwh, others] = [pricesAmong(own, isOfKwh), pricesAmong(own, (key) => !isOfKwh(key))];
    const hasLimit = limits.some(({ meaning }) => meaning.tier === null && meaning.season !== null);
    if (tier !== null && (Object.keys(ofKwh).length > 0 || hasLimit)) {
      const isIncrement = /加价/.test(limitText ?? '');
      const limit = this.#limit(lineNo, null, limitText, label);
      this.#collector.add({ ...facts, tier, isIncrement, ...limit, prices: ofKwh });
    }
    const ofClass = tier === null ? own : others;
    // A line of which nothing could be read is a row nevertheless: it is shown with what is wrong.
    if (Object.keys(ofClass).length > 0 || !facts.isReadable) {
      this.#collector.add({ ...facts, tier: null, isIncrement: false, prices: ofClass });
    }
    for (const number of tiers) {
      const ofColumns = ofTier(number);
      const isIncrement = ofColumns.some(({ column }) => column.meaning.isIncrement);
      const limit = this.#limit(lineNo, number, null, label);
      const prices = pricesOf(ofColumns, period);
      this.#collector.add({ ...facts, tier: number, isIncrement, ...limit, prices });
    }
  }

  /** Columns with the limits of tiers in which the line has something. */
  #limitColumns(lineNo: number): readonly LimitColumn[] {
    return this.#columns.filter(
      (column): column is LimitColumn =>
        column.meaning.kind === 'limit' && !isNone(this.#grid.at(lineNo, column.place).text),
    );
  }

  /** The limit of a tier from its own column, or from the words that name the tier. */
  #limit(
    lineNo: number,
    tier: number | null,
    words: string | null,
    label: SeasonLabel | null,
  ): { upToKwh?: string | null } {
    const ofTier = this.#limitColumns(lineNo).filter(({ meaning }) => meaning.tier === tier);
    const column = ofTier.find(({ meaning }) => isSameSeason(meaning.season, label));
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
  #figure(lineNo: number, { place, factor, meaning }: SheetColumn): PriceFigure | null {
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
    const load = meaning.kind === 'price' ? meaning.kwhPerKva : undefined;
    return { value: decimalText(yuan), cell: origin, ...(load !== undefined && { kwhPerKva: load }) };
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

const isSameSeason = (left: SeasonLabel | null, right: SeasonLabel | null) =>
  JSON.stringify(left) === JSON.stringify(right);
