import { voltageBounds } from '#shared/domain/tariff/index.ts';
import { assert } from '#shared/lib/assert.ts';

/** Ways in which price tables write a voltage level, and its code. */
const VOLTAGE_WORDS: readonly (readonly [RegExp, (low: string, high: string) => string])[] = [
  [/^(?:不满|低于)(\d+)千伏$/, (high) => `below_${high}kv`],
  [/^(\d+)千伏以下$/, (high) => `below_${high}kv`],
  [/^(\d+)千伏及以下$/, (high) => `up_to_${high}kv`],
  [/^(\d+)千伏及以上$/, (low) => `from_${low}kv`],
  [/^(\d+)千伏$/, (low) => `${low}kv`],
  [/^(\d+)(?:千伏)?-(\d+)千伏以下$/, (low, high) => `${low}_to_below_${high}kv`],
  // 1-10(20)千伏: a network of 20 kV has the price of 10 kV.
  [/^(\d+)(?:千伏)?-\d+\((\d+)\)千伏$/, (low, high) => `${low}_to_${high}kv`],
  [/^(\d+)(?:千伏)?-(\d+)千伏$/, (low, high) => `${low}_to_${high}kv`],
  [/^(\d+)\((\d+)\)千伏$/, (low, high) => `${low}_to_${high}kv`],
];

/** The code of a voltage level as a price table writes it; `null` for text that is none. */
export function voltageCodeOf(text: string): string | null {
  const plain = text
    .normalize('NFKC')
    .replace(/\s+/g, '')
    .replace(/kv/gi, '千伏')
    .replace(/[~～—–−至]/g, '-');
  for (const [words, code] of VOLTAGE_WORDS) {
    const [found, low = '', high = ''] = words.exec(plain) ?? [];
    if (found === undefined) continue;
    const level = code(low, high);
    return voltageBounds(level) === null ? null : level;
  }
  return null;
}

/** A voltage level as price tables write it. */
export function voltageWord(code: string): string {
  const bounds = voltageBounds(code);
  assert(bounds !== null, `a stored voltage level is one: ${code}`);
  switch (bounds.kind) {
    case 'below':
      return bounds.high === '1' ? '不满1千伏' : `${bounds.high}千伏以下`;
    case 'up_to':
      return `${bounds.high}千伏及以下`;
    case 'at':
      return `${bounds.low}千伏`;
    case 'from':
      return `${bounds.low}千伏及以上`;
    case 'range':
      return code === '1_to_20kv' ? '1-10(20)千伏' : `${bounds.low}-${bounds.high}千伏`;
    case 'range_below':
      return `${bounds.low}-${bounds.high}千伏以下`;
  }
}
