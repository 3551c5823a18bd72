import { expect, test } from 'vitest';
import {
  parsePeriodMapping,
  periodMappingText,
  unfitRegister,
} from '#shared/domain/customers/periodMapping.ts';
import { isRegisterCode, type RegisterCode } from '#shared/domain/reading/registers.ts';

const CHINESE: Readonly<Record<string, RegisterCode>> = { 尖: 'sharp', 峰: 'peak', 谷: 'valley' };
const parsed = (text: string) =>
  parsePeriodMapping(text, (word) => CHINESE[word] ?? (isRegisterCode(word) ? word : null));

test.each([
  ['', {}],
  ['  ', {}],
  ['1=峰 2=谷', { 1: 'peak', 2: 'valley' }],
  ['01：峰，2 = 谷；3:sharp', { 1: 'peak', 2: 'valley', 3: 'sharp' }],
])('rates are read as people write them: "%s"', (text, mapping) => {
  expect(parsed(text)).toEqual({ ok: true, value: mapping });
});

test.each([
  ['峰谷', '峰谷'],
  ['1=峰 2=晚', '2=晚'],
  ['1=峰 谷', '1=峰 谷'],
  ['1=峰 01=谷', '01=谷'],
  ['100=峰', '100=峰'],
  ['1=', '1='],
])('what says nothing, or a rate again, is refused: "%s"', (text, part) => {
  expect(parsed(text)).toEqual({ ok: false, error: part });
});

test('words of several parts are read back as they are written', () => {
  const words = { deep_valley: 'deep valley', peak: 'peak' } as const;
  const mapping = { 10: 'peak', 2: 'deep_valley' } as const;
  const text = periodMappingText(mapping, (code) => words[code as 'peak']);
  expect(text).toBe('2=deep valley 10=peak');
  const codeOf = (word: string) => (word === 'deep valley' ? 'deep_valley' : word === 'peak' ? 'peak' : null);
  expect(parsePeriodMapping(text, codeOf)).toEqual({ ok: true, value: mapping });
});

test('each rate has a register of the meter to itself', () => {
  expect(unfitRegister({ 1: 'peak', 2: 'valley' }, ['total', 'peak', 'valley'])).toBeNull();
  expect(unfitRegister({ 1: 'peak' }, ['total'])).toBe('peak');
  expect(unfitRegister({ 1: 'peak', 2: 'peak' }, ['total', 'peak'])).toBe('peak');
});
