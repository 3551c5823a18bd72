import { describe, expect, test } from 'vitest';
import { evaluateFormula } from '#shared/domain/billing/formula.ts';
import { Decimal } from '#shared/domain/money.ts';
import { calculateBill, parseTariffContent } from '#shared/domain/tariff/index.ts';
import { billInput, planOf } from '../../support/billInput.ts';

const ENERGY = { kind: 'energy', code: 'energy', name: '电度电费', price: '0.538' };
const LOSS = { ...ENERGY, code: 'loss', name: '线损电费', percentOfKwh: '3' };

function linesOf(items: readonly object[], kwh: string, periods: Readonly<Record<string, Decimal>> = {}) {
  const bill = calculateBill(planOf({ items }), billInput({ total: new Decimal(kwh), periods }));
  if (!bill.ok) throw new Error(bill.error.code);
  return bill.value.lines.map(({ itemCode, quantity, amountMinor, unrounded, trace }) => {
    expect(evaluateFormula(trace.formula)?.toFixed()).toBe(unrounded);
    return [itemCode, quantity, trace.rule, trace.formula, amountMinor];
  });
}

describe('a percentage of the kWh', () => {
  test('is a line beside that of the kWh, which stay as they are', () => {
    expect(linesOf([ENERGY, LOSS], '10290')).toEqual([
      ['energy', '10290', 'energy', '10290 × 0.538', 5_536_02],
      ['loss', '308.7', 'energy.share', '10290 × 3% × 0.538', 166_08],
    ]);
  });

  test('is rounded where the item says so: 308.7 kWh are 309, before they are priced', () => {
    const [, loss] = linesOf([ENERGY, { ...LOSS, kwhPlaces: 0 }], '10290');
    expect(loss).toEqual(['loss', '309', 'energy.share', '309 × 0.538', 166_24]);
  });

  test('above a hundred a fuel clause goes by kWh that are grossed up for losses', () => {
    const fuel = { kind: 'surcharge', code: 'fuel', name: 'fuel', price: '0.0214', percentOfKwh: '106' };
    expect(linesOf([ENERGY, fuel], '1000')[1]).toEqual([
      'fuel',
      '1060',
      'surcharge.share',
      '1000 × 106% × 0.0214',
      22_68,
    ]);
  });

  test('goes by each period of the day with the price of that period', () => {
    const loss = {
      kind: 'time_of_use',
      code: 'loss',
      name: '线损电费',
      prices: { peak: '1', valley: '0.4' },
    };
    const periods = { peak: new Decimal(150), valley: new Decimal(50) };
    expect(linesOf([{ ...loss, percentOfKwh: '3', kwhPlaces: 0 }], '200', periods)).toEqual([
      ['loss.peak', '5', 'time_of_use.share', '5 × 1', 5_00],
      ['loss.valley', '2', 'time_of_use.share', '2 × 0.4', 80],
    ]);
  });
});

test('losses price no month by themselves, and places belong to a percentage', () => {
  const winter = { ...ENERGY, when: { months: [1, 2, 12] } };
  expect(parseTariffContent({ items: [winter, LOSS] })).toEqual({
    ok: false,
    error: [{ path: 'items', code: 'month_without_energy' }],
  });
  expect(parseTariffContent({ items: [{ ...ENERGY, kwhPlaces: 0 }] })).toMatchObject({
    ok: false,
    error: [{ path: 'items.0.kwhPlaces', code: 'percent_missing' }],
  });
});
