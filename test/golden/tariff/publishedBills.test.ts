import { expect, test } from 'vitest';
import { localDate } from '#shared/domain/localDate.ts';
import { Decimal } from '#shared/domain/money.ts';
import { type BilledQuantities, PERIOD_CODES, type PeriodCode } from '#shared/domain/reading/registers.ts';
import { type CalculationInput, calculateBill } from '#shared/domain/tariff/index.ts';
import { billInput, planOf } from '../../support/billInput.ts';

function billed(total: string, periods: Partial<Record<PeriodCode, string>> = {}): BilledQuantities {
  const decimals: Partial<Record<PeriodCode, Decimal>> = {};
  for (const code of PERIOD_CODES) {
    const kwh = periods[code];
    if (kwh !== undefined) decimals[code] = new Decimal(kwh);
  }
  return { total: new Decimal(total), periods: decimals };
}

function bill(content: unknown, quantities: BilledQuantities, more: Partial<CalculationInput> = {}) {
  const result = calculateBill(planOf(content), billInput(quantities, more));
  if (!result.ok) throw new Error(result.error.code);
  return result.value;
}

test('a meter from 8865 to 9975 at 0.0951 comes to 105.56 (jcpb.com)', () => {
  const content = { items: [{ kind: 'energy', code: 'energy', name: 'energy', price: '0.0951' }] };
  expect(bill(content, billed('1110')).totalMinor).toBe(10556);
});

test('a base of 30.00 for 19 of 30 days comes to 19.00 (helpscout 145)', () => {
  const content = { items: [{ kind: 'fixed', code: 'base', name: 'base', per: 'month', amount: '30' }] };
  const november = { startOn: localDate('2026-11-01'), endOn: localDate('2026-12-01') };
  const span = { startOn: localDate('2026-11-12'), endOn: localDate('2026-12-01') };
  expect(
    bill(content, billed('0'), { span, whole: { span: november, total: new Decimal(0) } }).totalMinor,
  ).toBe(1900);
});

test.each([
  ['55', '0.067', 369],
  ['1', '2.135', 214],
  ['1', '8.575', 858],
  ['1', '10.075', 1008],
])('%s kWh at %s is rounded half up to %i (killbill#1124, accounted#2594)', (kwh, price, expected) => {
  const content = { items: [{ kind: 'energy', code: 'energy', name: 'energy', price }] };
  expect(bill(content, billed(kwh)).totalMinor).toBe(expected);
});

/** NREL residential time of use: kWh of the four periods by month, as its test suite sums the hourly curve. */
const NREL_MONTHS = [
  ['252.754919', '43.718083', '78.617527', '0'],
  ['229.848908', '36.921549', '64.559048', '0'],
  ['233.923339', '36.692678', '63.601035', '0'],
  ['240.713018', '43.712334', '84.938637', '0'],
  ['356.283485', '0', '0', '123.105308'],
  ['526.476251', '0', '0', '166.215375'],
  ['654.273048', '0', '0', '187.958621'],
  ['588.697121', '0', '0', '183.932626'],
  ['486.408302', '0', '0', '135.332711'],
  ['374.458325', '0', '0', '125.407965'],
  ['219.053276', '36.961104', '68.800718', '0'],
  ['263.090358', '40.017843', '73.426137', '0'],
] as const;

test('the NREL residential year comes to 771.776 before rounding (NREL/ssc utilityrate5, published as 771.8)', () => {
  const content = {
    items: [
      {
        kind: 'time_of_use',
        code: 'energy',
        name: 'energy',
        prices: { sharp: '0.10', peak: '0.05', flat: '0.20', valley: '0.25' },
      },
    ],
  };
  let unrounded = new Decimal(0);
  for (const [sharp, peak, flat, valley] of NREL_MONTHS) {
    const total = [sharp, peak, flat, valley].reduce((sum, kwh) => sum.plus(kwh), new Decimal(0));
    const { lines } = bill(content, billed(total.toFixed(), { sharp, peak, flat, valley }));
    unrounded = lines.reduce((sum, line) => sum.plus(line.unrounded), unrounded);
  }
  expect(unrounded.toDecimalPlaces(3).toFixed()).toBe('771.776');
});
