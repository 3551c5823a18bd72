import { ok, type Result, refused } from '../../lib/result.ts';
import type { RegisterCode } from '../reading/registers.ts';

/** Rate number of a meter to register (费率时段), e.g. `{ 1: 'peak', 2: 'valley' }`. */
export type PeriodMapping = Readonly<Record<string, RegisterCode>>;

/** Between two rates: a gap before the number of the next one, so that a word may have gaps of its own. */
const BETWEEN = /[\s,，;；、]+(?=\d{1,2}\s*[=:：])/;

/**
 * Reads `1=峰 2=谷` as people write it; nothing is no rate at all. `registerOf` knows the words of the file or of the
 * screen. Refused with the first part that says nothing or names a rate again.
 */
export function parsePeriodMapping(
  text: string,
  registerOf: (word: string) => RegisterCode | null,
): Result<PeriodMapping, string> {
  const mapping: Record<string, RegisterCode> = {};
  for (const part of text.trim() === '' ? [] : text.trim().split(BETWEEN)) {
    const [, digits, word] = /^(\d{1,2})\s*[=:：]\s*(.+)$/.exec(part) ?? [];
    const registerCode = word === undefined ? null : registerOf(word.trim());
    const rate = String(Number(digits));
    if (registerCode === null || rate in mapping) return refused(part);
    mapping[rate] = registerCode;
  }
  return ok(mapping);
}

/** The mapping as `parsePeriodMapping` reads it, by rate number. */
export function periodMappingText(mapping: PeriodMapping, wordOf: (code: RegisterCode) => string): string {
  return Object.entries(mapping)
    .sort(([a], [b]) => Number(a) - Number(b))
    .map(([rate, code]) => `${rate}=${wordOf(code)}`)
    .join(' ');
}

/** A register that the mapping names although the meter has it not, or that two rates have; `null` where it fits. */
export function unfitRegister(
  mapping: PeriodMapping,
  registers: readonly RegisterCode[],
): RegisterCode | null {
  const mapped = Object.values(mapping);
  return mapped.find((code, index) => !registers.includes(code) || mapped.indexOf(code) !== index) ?? null;
}
