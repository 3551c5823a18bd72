import { plainText } from './headingWords.ts';

/**
 * The upper limit that words about a tier state, in kWh: `2760千瓦时及以下` 2760, `2761-4800千瓦时` 4800, `4800千瓦时以上` `null`.
 * Absent for words without figures, `unknown` for any others.
 */
export function limitIn(words: string): string | null | undefined | 'unknown' {
  const plain = plainText(words).replace(/\(含\)|含/g, '');
  const numbers = plain.match(/\d+(?:\.\d+)?/g) ?? [];
  const [first, second, ...others] = numbers;
  if (first === undefined) return undefined;
  if (others.length > 0) return 'unknown';
  if (second !== undefined) return second;
  if (/以上|超过|大于/.test(plain)) return null;
  return /以下|以内|不超过/.test(plain) || plain === first ? first : 'unknown';
}
