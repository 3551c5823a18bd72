import type { DecimalText } from '#shared/domain/money.ts';
import type { PeriodCode } from '#shared/domain/reading/registers.ts';
import { type PriceKey, pricePartOf } from '#shared/domain/tariff/index.ts';
import { loadOfWord } from './loadWords.ts';
import { type SeasonLabel, seasonOfWord, seasonWithin } from './seasonWords.ts';
import { voltageCodeOf } from './voltageWords.ts';

/** Units of prices; how many of a price make one in yuan. */
const KWH_UNITS = {
  yuan: { words: /元\/?(?:千瓦时|千瓦小时|kwh|度)/, factor: '1' },
  fen: { words: /分\/?(?:千瓦时|千瓦小时|kwh|度)/, factor: '0.01' },
  mwh: { words: /元\/?(?:兆瓦时|mwh|千千瓦时)/, factor: '0.001' },
} as const;
const BASIC_UNITS = {
  demand: /元\/?千瓦[·・.•/]?月|元\/?kw[·・.•/]?月/,
  capacity: /元\/?千伏安[·・.•/]?月|元\/?kva[·・.•/]?月/,
} as const;
const IN_BRACKETS = /[([〔【][^()[\]〔〕【】]*(?:元|分)[^()[\]〔〕【】]*[)\]〕】]/g;

export type Meaning =
  | { readonly kind: 'category' | 'voltage' | 'tier' | 'season' | 'other' }
  | { readonly kind: 'limit'; readonly tier: number | null; readonly season: SeasonLabel | null }
  | { readonly kind: 'fund'; readonly name: string }
  | {
      readonly kind: 'price';
      readonly key: PriceKey;
      readonly tier: number | null;
      readonly isIncrement: boolean;
      /** Of which months, where its heading says so. */
      readonly season: SeasonLabel | null;
      /** Of a price by load: kWh a month for each kVA. */
      readonly kwhPerKva?: DecimalText;
      /** Where each voltage level has a column of its own. */
      readonly voltage: { readonly code: string; readonly text: string } | null;
    };

/** Width of characters and spaces do not count. */
export function plainText(text: string): string {
  return text.normalize('NFKC').replace(/[\s\u200b\ufeff]+/g, '');
}

const CATEGORY = /^(?:用电|电价|用户|客户)?(?:分类|类别|性质|类型)(?:名称)?$|^(?:用电|电价)分类/;

export const isCategoryHeading = (text: string) => CATEGORY.test(plainText(text));

/** Factor to yuan a kWh by the unit that stands in a text; `null` where none does, `many` where they disagree. */
export function kwhFactorIn(text: string): string | null | 'many' {
  const plain = plainText(text).toLowerCase();
  const found = Object.values(KWH_UNITS).filter(({ words }) => words.test(plain));
  return found.length > 1 ? 'many' : (found[0]?.factor ?? null);
}

export const hasBasicUnit = (key: 'demand' | 'capacity', text: string) =>
  BASIC_UNITS[key].test(plainText(text).toLowerCase());

/** The period that a column or a row is called after: 尖峰时段, 高峰, 平段, 低谷, 深谷 …; `null` for any other name. */
export function periodOfWord(text: string): PeriodCode | null {
  const [, word] =
    /^(尖峰|尖|高峰|峰|平|低谷|深谷|谷)(?:时)?(?:段)?(?:用电|电度|时段)?(?:电价|价格)?$/.exec(
      plainText(text),
    ) ?? [];
  switch (word) {
    case '尖峰':
    case '尖':
      return 'sharp';
    case '高峰':
    case '峰':
      return 'peak';
    case '平':
      return 'flat';
    case '低谷':
    case '谷':
      return 'valley';
    case '深谷':
      return 'deep_valley';
    default:
      return null;
  }
}

const NUMERALS = '一二三四五六七八九十';
const TIER = /第?([一二三四五六七八九十]|\d{1,2})档/;
/** The same at the beginning of a text. */
export const TIER_MARK = /^第?(?:[一二三四五六七八九十]|\d{1,2})档/;

/** The number of the tier (第二档: 2) that a text names; `null` for none. */
export function tierOfWord(text: string): number | null {
  const [, word] = TIER.exec(plainText(text)) ?? [];
  if (word === undefined) return null;
  const place = NUMERALS.indexOf(word);
  return place >= 0 ? place + 1 : Number(word);
}

/** What a column holds, by the headings above it from top to bottom. */
export function columnMeaning(path: readonly string[]): Meaning {
  const { texts: parts, season } = withoutSeasons(
    path.map((text) => plainText(text).replace(IN_BRACKETS, '')).filter((text) => text !== ''),
  );
  const leaf = parts.at(-1) ?? '';
  const whole = parts.join('/');
  if (parts.some((text) => isCategoryHeading(text))) return { kind: 'category' };
  if (/^电压/.test(parts[0] ?? '')) return { kind: 'voltage' };
  if (/^(?:阶梯)?(?:分档|档次|档位)$/.test(leaf)) return { kind: 'tier' };
  if (/^(?:执行|适用)?(?:月份|季节|季别|时期)$/.test(leaf)) return { kind: 'season' };
  const tier = tierOfWord(whole);
  if (/(?:用电量|分档电量|档电量|电量)$/.test(leaf)) return { kind: 'limit', tier, season };
  const facts = { kind: 'price', tier, isIncrement: /加价/.test(whole), season } as const;
  const code = voltageCodeOf(leaf);
  if (code !== null) {
    const parent = priceKeyOf(parts.at(-2) ?? '电度电价');
    return parent === null ? { kind: 'other' } : { ...facts, key: parent, voltage: { code, text: leaf } };
  }
  if (FUND.test(leaf) && !/政府性/.test(leaf)) return { kind: 'fund', name: leaf };
  const byLoad = loadOfWord(leaf);
  if (byLoad !== null) {
    // The load stands behind the name of the charge, or below it.
    const key = priceKeyOf(leaf) ?? priceKeyOf(parts.at(-2) ?? '');
    if (key !== 'demand' && key !== 'capacity') return { kind: 'other' };
    if (byLoad === 'unknown') return { ...facts, key: `${key}_from`, voltage: null };
    const { load, kwhPerKva } = byLoad;
    return { ...facts, key: `${key}_${load}`, kwhPerKva, voltage: null };
  }
  const key = priceKeyOf(leaf) ?? (tier === null ? null : 'energy');
  return key === null ? { kind: 'other' } : { ...facts, key, voltage: null };
}

const WHOLE_YEAR = '全年';

/** Headings or classes without the season that one of them is or names; two seasons have no months in common. */
export function withoutSeasons(texts: readonly string[]): {
  readonly texts: readonly string[];
  readonly season: SeasonLabel | null;
} {
  const labels: SeasonLabel[] = [];
  const rest = texts.flatMap((text) => {
    const whole = seasonOfWord(text);
    const within = whole === null ? seasonWithin(text) : null;
    const label = whole ?? within?.label;
    if (label !== undefined) labels.push(label);
    if (whole !== null || text === WHOLE_YEAR) return [];
    return [within?.rest ?? text];
  });
  const [first = null, ...others] = labels;
  return { texts: rest, season: others.length === 0 ? first : { kind: 'named', name: texts.join(' ') } };
}

const FUND = /(?:基金|资金|附加)$/;

function priceKeyOf(heading: string): PriceKey | null {
  if (/政府性基金/.test(heading)) return 'funds';
  const part = pricePartOf(heading);
  if (part !== null) return part;
  if (/需量/.test(heading) && !/容/.test(heading)) return 'demand';
  if (/容量/.test(heading) && !/需/.test(heading)) return 'capacity';
  const period = periodOfWord(heading);
  if (period !== null) return period;
  return /电度|非分时|^电价(?:标准)?$|^价格$|^销售电价$|^单价$|到户电价|[未不]分时/.test(heading)
    ? 'energy'
    : null;
}
