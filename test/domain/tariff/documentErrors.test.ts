import { expect, test } from 'vitest';
import { parseTariffContent, TARIFF_ERROR_CODES } from '#shared/domain/tariff/index.ts';

const energy = { kind: 'energy', code: 'energy', name: '电度电费', price: '0.5' };
const errorsOf = (document: unknown) => {
  const content = parseTariffContent(document);
  return content.ok ? [] : content.error;
};

test.each<[string, object, object]>([
  [
    'a key that nobody knows',
    { ...energy, prise: '0.6' },
    { path: 'items.0', name: '电度电费', code: 'unrecognized_keys', detail: { fields: 'prise' } },
  ],
  [
    'a price that is no text',
    { ...energy, price: 0.5 },
    {
      path: 'items.0.price',
      name: '电度电费',
      code: 'invalid_type',
      detail: { expected: 'string', found: '0.5' },
    },
  ],
  [
    'an item without a price, by its code where it has no name',
    { kind: 'energy', code: 'energy', name: 7 },
    {
      path: 'items.0.price',
      name: 'energy',
      code: 'invalid_type',
      detail: { expected: 'string', found: '' },
    },
  ],
  [
    'a kind that there is none of',
    { ...energy, kind: 'energie' },
    { path: 'items.0.kind', name: '电度电费', code: 'unknown_kind', detail: { found: 'energie' } },
  ],
  [
    'a value that is not one of those allowed',
    { ...energy, account: 'cash' },
    {
      path: 'items.0.account',
      name: '电度电费',
      code: 'invalid_value',
      detail: { expected: 'revenue surcharge tax', found: 'cash' },
    },
  ],
  [
    'a price of more digits than a product is exact in',
    { ...energy, price: '0.123456789012345678901' },
    { path: 'items.0.price', name: '电度电费', code: 'too_many_digits' },
  ],
  [
    'too few',
    { ...energy, when: { months: [] } },
    { path: 'items.0.when.months', name: '电度电费', code: 'too_small', detail: { least: '1' } },
  ],
])('%s is named by its item, with what is wrong', (_what, item, error) => {
  const errors = errorsOf({ items: [item] });
  expect(errors).toContainEqual(error);
  expect(errors.filter(({ code }) => !(TARIFF_ERROR_CODES as readonly string[]).includes(code))).toEqual([]);
});
