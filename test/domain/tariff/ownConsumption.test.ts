import { describe, expect, test } from 'vitest';
import { localDate } from '#shared/domain/localDate.ts';
import { Decimal } from '#shared/domain/money.ts';
import { type CalculationInput, calculateBill, parseTariffContent } from '#shared/domain/tariff/index.ts';
import { billInput, planOf } from '../../support/billInput.ts';

describe("the bill's own kWh", () => {
  const energy = (code: string, when: object) => ({ kind: 'energy', code, name: code, price: '1', when });
  const items = [energy('small', { kwhUpTo: '60' }), energy('large', { kwhAbove: '60' })];
  const of = (kwh: number, more: Partial<CalculationInput> = {}) => {
    const result = calculateBill(
      planOf({ items }),
      billInput({ total: new Decimal(kwh), periods: {} }, more),
    );
    return result.ok ? result.value.lines.map((line) => line.itemCode) : [result.error.code];
  };

  test('a month, and each month of a longer bill', () => {
    expect(of(60)).toEqual(['small']);
    expect(of(61)).toEqual(['large']);
    expect(of(120, { months: 2 })).toEqual(['small']);
    expect(of(121, { months: 2 })).toEqual(['large']);
  });

  test.each([
    [
      'not_from_zero',
      [
        { from: '0.10', percent: '1' },
        { from: '0.90', percent: '0' },
      ],
    ],
    [
      'rows_out_of_order',
      [
        { from: '0.00', percent: '1' },
        { from: '0.00', percent: '0' },
      ],
    ],
    [
      'not_hundredths',
      [
        { from: '0', percent: '1' },
        { from: '0.9', percent: '0' },
      ],
    ],
  ])('a table of power factors is refused: %s', (code, table) => {
    const powerFactor = { kind: 'power_factor', code: 'pf', name: 'pf', of: ['small'], table };
    const parsed = parseTariffContent({ items: [...items, powerFactor] });
    expect(parsed.ok ? [] : parsed.error.map((error) => error.code)).toContain(code);
  });

  test('of the whole bill, also where a price changes inside it', () => {
    const { span } = billInput({ total: new Decimal(0), periods: {} });
    expect(of(40, { whole: { span, total: new Decimal(100) } })).toEqual(['large']);
  });

  test.each([
    [
      ['kwhAbove', '60'],
      ['kwhUpTo', '60'],
    ],
    [
      ['kwhPerKvaFrom', '260'],
      ['kwhPerKvaBelow', '100'],
    ],
  ])('%s and %s leave nothing', (one, other) => {
    const parsed = parseTariffContent({ items: [energy('a', Object.fromEntries([one, other]))] });
    expect(parsed.ok ? [] : parsed.error).toContainEqual(
      expect.objectContaining({ path: 'items.0.when', code: 'no_kwh_fits' }),
    );
  });
});

/** 发改价格〔2023〕526号: from 260 kWh a month for each kVA on, the price of demand counts 90 %. */
describe('260 kWh a month per kVA', () => {
  const demand = (code: string, price: string, when: object) => ({
    kind: 'actual_demand',
    code,
    name: '需量电费',
    price,
    when,
  });
  const items = [
    demand('whole', '40', { kwhPerKvaBelow: '260' }),
    demand('reduced', '36', { kwhPerKvaFrom: '260' }),
  ];
  const october = { startOn: localDate('2026-10-01'), endOn: localDate('2026-11-01') };
  test.each([
    ['259999', '1000', ['whole', 2_000_000]],
    ['260000', '1000', ['reduced', 1_800_000]],
    ['260000', null, ['capacity_missing', undefined]],
  ])('%s kWh at %s kVA', (kwh, kva, expected) => {
    const supply = [{ ...october, capacityKva: kva === null ? null : new Decimal(kva), contractKw: null }];
    const more = { supply, demand: { max: new Decimal(500), periods: {} } };
    const result = calculateBill(
      planOf({ items }),
      billInput({ total: new Decimal(kwh), periods: {} }, more),
    );
    const [line] = result.ok ? result.value.lines : [];
    expect(result.ok ? [line?.itemCode, line?.amountMinor] : [result.error.code, undefined]).toEqual(
      expected,
    );
  });
});

test('29 February is a day like any other', () => {
  const february = { startOn: localDate('2028-02-01'), endOn: localDate('2028-03-01') };
  const lineOf = (item: object, kwh: number, more: Partial<CalculationInput> = {}) => {
    const input = billInput({ total: new Decimal(kwh), periods: {} }, { span: february, ...more });
    const result = calculateBill(planOf({ items: [{ code: 'a', name: 'a', ...item }] }), input);
    return result.ok ? result.value.lines.map(({ amountMinor }) => amountMinor) : [result.error.code];
  };
  expect(lineOf({ kind: 'fixed', per: 'day', amount: '0.10' }, 0)).toEqual([2_90]);
  const tiers = [
    { upToKwh: '10', price: '1' },
    { upToKwh: null, price: '2' },
  ];
  expect(lineOf({ kind: 'tiered_energy', basis: 'day', tiers }, 300)).toEqual([290_00, 20_00]);
  const leapDay = {
    span: { startOn: localDate('2028-02-29'), endOn: localDate('2028-03-01') },
    isPartMonth: true,
  };
  const fixed = { kind: 'fixed', per: 'month', amount: '29', partMonth: 'days' };
  expect(lineOf(fixed, 0, leapDay)).toEqual([1_00]);
  expect(lineOf({ ...fixed, amount: '30', dayCount: 'thirtieths' }, 0, leapDay)).toEqual([1_00]);
});
