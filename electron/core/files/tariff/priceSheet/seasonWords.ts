import { plainText } from './headingWords.ts';

/** Of which months a price is, as a table says it: months, a season by its name, or those that nothing else names. */
export type SeasonLabel =
  | { readonly kind: 'months'; readonly months: readonly number[] }
  | { readonly kind: 'named'; readonly name: string }
  | { readonly kind: 'others' };

/** A text without its season, and the season. */
type Labelled = { readonly rest: string; readonly label: SeasonLabel };

const NAME = '(?:[春夏秋冬]{1,2}季|[丰平枯]水期|(?:用电)?(?:高峰|平常|低谷)(?:月份?|季节?))';
const OTHERS = '(?:其[他余它]各?(?:月份?|季节?|时期|时间)|非(?:[春夏秋冬]{1,2}季|[丰枯]水期))';
const MONTHS = '(?:每年)?\\d{1,2}月?(?:[-~—–至到、,及和](?:次年|翌年)?\\d{1,2}月?)*月(?:份)?';
const BRACKETED = `\\((?:即|指)?(${MONTHS})\\)`;

const WHOLE = new RegExp(`^(?:(${MONTHS})|(${NAME})(?:${BRACKETED})?|(${OTHERS})(?:${BRACKETED})?)$`);
/** 尖峰时段（1、7、8、12月）, (4-9月)农业排灌用电, 7月高峰时段, 夏季高峰时段 */
const BEHIND = new RegExp(`^(.+?)${BRACKETED}$`);
const BEFORE = new RegExp(
  `^(?:${BRACKETED}|(${MONTHS})|(${NAME})(?:${BRACKETED})?|(${OTHERS})(?:${BRACKETED})?)(.+)$`,
);

/** `7-8月、12月` as months, none for the whole year; `null` for anything else. */
export function monthsIn(text: string): readonly number[] | null {
  const plain = plainText(text).replace(/[每次翌]年|月份?/g, '');
  if (/^(?:全年|-|—)?$/.test(plain)) return [];
  const months: number[] = [];
  for (const one of plain.split(/[、,;和及]/)) {
    const [, first, last] = /^(\d{1,2})(?:[-~—–至到](\d{1,2}))?$/.exec(one) ?? [];
    const [from, to] = [Number(first), Number(last ?? first)];
    if (!(from >= 1 && from <= 12 && to >= 1 && to <= 12)) return null;
    // 11-2月 goes over the turn of the year.
    for (let month = from; ; month = (month % 12) + 1) {
      months.push(month);
      if (month === to) break;
    }
  }
  return [...new Set(months)];
}

/** A text that names a season and nothing else: 夏季（7-9月）, 7、8月, 丰水期, 其他月份; `null` for any other. */
export function seasonOfWord(text: string): SeasonLabel | null {
  const [found, months, name, ofName, others, ofOthers] = WHOLE.exec(plainText(text)) ?? [];
  return found === undefined ? null : labelOf(months ?? ofName ?? ofOthers, name, others);
}

/** What a cell of a column of months says: a season as elsewhere, or months without the word (7-8); `null` for the whole year. */
export function seasonOfCell(text: string): SeasonLabel | 'unknown' | null {
  const months = monthsIn(text);
  if (months !== null) return months.length === 0 ? null : { kind: 'months', months };
  return seasonOfWord(text) ?? 'unknown';
}

/** A text with a season before or behind what it says; `null` without one. */
export function seasonWithin(text: string): Labelled | null {
  const plain = plainText(text);
  const [, rest, behind] = BEHIND.exec(plain) ?? [];
  if (rest !== undefined) {
    const label = labelOf(behind, undefined, undefined);
    return label === null ? null : { rest, label };
  }
  const [, bracketed, bare, name, ofName, others, ofOthers, what] = BEFORE.exec(plain) ?? [];
  const label = labelOf(bracketed ?? bare ?? ofName ?? ofOthers, name, others);
  return what === undefined || label === null ? null : { rest: what, label };
}

function labelOf(
  months: string | undefined,
  name: string | undefined,
  others: string | undefined,
): SeasonLabel | null {
  if (months !== undefined) {
    const found = monthsIn(months);
    // 13月 is a season that has no months.
    return found === null ? { kind: 'named', name: months } : { kind: 'months', months: found };
  }
  if (others !== undefined) return { kind: 'others' };
  return name === undefined ? null : { kind: 'named', name };
}

/** The months that notes give the seasons of a table: 夏季为7-9月, 丰水期：6月至10月. */
export function seasonsInNotes(text: string): ReadonlyMap<string, readonly number[]> {
  const found = [
    ...plainText(text).matchAll(new RegExp(`(${NAME})(?:[为是指:]|\\()(${MONTHS})(?!\\d)`, 'g')),
  ];
  return new Map(
    found.flatMap(([, name = '', words = '']) => {
      const months = monthsIn(words);
      return months === null ? [] : [[name, months] as const];
    }),
  );
}

/** Months as `monthsIn` reads them: 7-8月、12月. */
export function monthsWord(months: readonly number[]): string {
  const sorted = [...months].sort((left, right) => left - right);
  const spans: [number, number][] = [];
  for (const month of sorted) {
    const last = spans.at(-1);
    if (last?.[1] === month - 1) last[1] = month;
    else spans.push([month, month]);
  }
  return spans.map(([from, to]) => (from === to ? `${from}月` : `${from}-${to}月`)).join('、');
}
