import { describe, expect, test } from 'vitest';
import { evaluateFormula } from '#shared/domain/billing/formula.ts';
import { localDate, period } from '#shared/domain/localDate.ts';
import { Decimal } from '#shared/domain/money.ts';
import { type CalculationInput, calculateBill, parseTariffContent } from '#shared/domain/tariff/index.ts';
import { billInput, planOf } from '../../support/billInput.ts';

const ITEM = { kind: 'apparent_demand', code: 'kva', name: 'kVA', price: '186' };

function lineOf(item: object, more: Partial<CalculationInput>, kwh = 0) {
  const input = billInput({ total: new Decimal(kwh), periods: {} }, more);
  const bill = calculateBill(planOf({ items: [{ ...ITEM, ...item }] }), input);
  if (!bill.ok) return [bill.error.code];
  const [line] = bill.value.lines;
  expect(evaluateFormula(line?.trace.formula ?? '')?.toFixed()).toBe(line?.unrounded);
  return [line?.trace.rule, line?.quantity, line?.trace.formula, line?.amountMinor];
}

const kva = (figure: number) => ({ apparentDemandKva: new Decimal(figure) });
const capacity = {
  supply: [
    {
      startOn: localDate('2026-10-01'),
      endOn: localDate('2026-11-01'),
      capacityKva: new Decimal(100),
      contractKw: null,
    },
  ],
};

/** Price table of the Central Electricity Board of Mauritius, commercial, tariff 217 (ceb.intnet.mu): 186.00 a kVA, at least 20 kVA. */
test('CEB 217: 15 kVA count as 20, 42.5 kVA as they are', () => {
  const least = { atLeastKva: '20' };
  expect(lineOf(least, kva(15))).toEqual(['apparent_demand.least', '20', '20 × 186', 3_720_00]);
  expect(lineOf(least, kva(42.5))).toEqual(['apparent_demand', '42.5', '42.5 × 186', 7_905_00]);
});

describe('apparent demand', () => {
  test('is the maximum demand divided by the power factor where no register takes it', () => {
    const demand = { max: new Decimal(85), periods: {} };
    const more = { demand, reactiveKvarh: new Decimal(620) };
    // cos φ of 1000 kWh and 620 kvarh is 0.85.
    expect(lineOf({ by: 'power_factor' }, more, 1000)).toEqual([
      'apparent_demand.power_factor',
      '100',
      '85 × 186 ÷ 0.85',
      18_600_00,
    ]);
    expect(lineOf({ by: 'power_factor' }, { ...more, months: 2 }, 1000)[2]).toBe('85 × 186 × 2 ÷ 0.85');
    expect(lineOf({ by: 'power_factor' }, more)).toEqual(['power_factor_undefined']);
    expect(lineOf({ by: 'power_factor' }, { demand }, 1000)).toEqual(['reactive_missing']);
    expect(lineOf({ by: 'power_factor' }, kva(15), 1000)).toEqual(['demand_missing']);
  });

  test('counts as at least a part of earlier months and of the capacity', () => {
    const apparentDemandHistory = ['2026-02', '2026-07', '2026-09'].map((month, index) => ({
      period: period(month),
      kva: new Decimal([200, 90, 60][index] ?? 0),
    }));
    const back = { ratchet: { percent: '80', months: 6 } };
    expect(lineOf(back, { ...kva(50), apparentDemandHistory })).toEqual([
      'apparent_demand.ratchet',
      '72',
      '90 × 80% × 186',
      13_392_00,
    ]);
    expect(lineOf(back, { ...kva(73), apparentDemandHistory })[0]).toBe('apparent_demand');
    const floor = { atLeastPercentOfCapacity: '85' };
    expect(lineOf(floor, { ...kva(50), ...capacity })).toEqual([
      'apparent_demand.capacity',
      '85',
      '100 × 85% × 186',
      15_810_00,
    ]);
    expect(lineOf(floor, kva(50))).toEqual(['capacity_missing']);
    expect(lineOf({}, {})).toEqual(['apparent_demand_missing']);
  });

  test('has no ratchet without a register, of which earlier months would be known', () => {
    const item = { ...ITEM, by: 'power_factor', ratchet: { percent: '80', months: 6 } };
    expect(parseTariffContent({ items: [item] })).toMatchObject({
      ok: false,
      error: [{ path: 'items.0', code: 'ratchet_without_register' }],
    });
  });
});
