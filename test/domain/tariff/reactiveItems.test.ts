import { describe, expect, test } from 'vitest';
import { localDate } from '#shared/domain/localDate.ts';
import { Decimal } from '#shared/domain/money.ts';
import { type CalculationInput, calculateBill } from '#shared/domain/tariff/index.ts';
import { billInput, planOf } from '../../support/billInput.ts';

const named = { code: 'reactive', name: '无功' };

type Figures = {
  readonly kwh?: number;
  readonly kvarh?: number;
  readonly kw?: number;
  readonly kvar?: number;
};

const decimalOrNull = (value: number | undefined) => (value === undefined ? null : new Decimal(value));

function linesOf(item: object, { kwh = 0, kvarh, kw, kvar }: Figures, more: Partial<CalculationInput> = {}) {
  const input = billInput(
    { total: new Decimal(kwh), periods: {} },
    {
      reactiveKvarh: decimalOrNull(kvarh),
      reactiveDemandKvar: decimalOrNull(kvar),
      demand: kw === undefined ? null : { max: new Decimal(kw), periods: {} },
      ...more,
    },
  );
  const result = calculateBill(planOf({ items: [{ ...named, ...item }] }), input);
  if (!result.ok) return [[result.error.code, JSON.stringify(result.error.detail)]];
  return result.value.lines.map(({ quantity, unit, trace, amountMinor }) => [
    `${quantity} ${unit}`,
    trace.formula,
    amountMinor,
  ]);
}

/** The first half of October, of a bill over the whole of it. */
const halfMonth = (total: number): Partial<CalculationInput> => {
  const { span } = billInput({ total: new Decimal(0), periods: {} });
  return {
    span: { startOn: span.startOn, endOn: localDate('2026-10-16') },
    whole: { span, total: new Decimal(total) },
  };
};

describe('reactive energy', () => {
  const item = { kind: 'reactive_energy', price: '0.02' };
  const third = { ...item, freePercentOfEnergy: '33' };

  test('every kvarh, or what is above the free share of the active energy', () => {
    expect(linesOf(item, { kwh: 1000, kvarh: 500 })).toEqual([['500 kvarh', '500 × 0.02', 10_00]]);
    expect(linesOf(third, { kwh: 1000, kvarh: 500 })).toEqual([
      ['170 kvarh', '(500 - 1000 × 33%) × 0.02', 3_40],
    ]);
    expect(linesOf(third, { kwh: 0, kvarh: 500 })).toEqual([['500 kvarh', '(500 - 0 × 33%) × 0.02', 10_00]]);
  });

  test('no line within the free share, a stop without a register', () => {
    expect(linesOf(third, { kwh: 1000, kvarh: 330 })).toEqual([]);
    expect(linesOf(third, { kwh: 1000, kvarh: 20 })).toEqual([]);
    expect(linesOf(item, { kwh: 1000 })).toEqual([
      ['reactive_missing', '{"item":"reactive","itemName":"无功"}'],
    ]);
  });

  test('a part under one price has its days of the reactive energy of the whole bill', () => {
    expect(linesOf(third, { kwh: 100, kvarh: 500 }, halfMonth(1000))).toEqual([
      ['170 kvarh', '(500 - 1000 × 33%) × 0.02 × 15 ÷ 31', 1_65],
    ]);
  });
});

describe('reactive demand', () => {
  const item = { kind: 'reactive_demand', price: '2.50' };
  const above = { ...item, freePercentOfDemand: '40' };

  test('as its register shows it, above the free share of the maximum demand', () => {
    expect(linesOf(item, { kvar: 150 })).toEqual([['150 kvar', '150 × 2.5', 375_00]]);
    expect(linesOf(above, { kvar: 150, kw: 300 })).toEqual([['30 kvar', '(150 - 300 × 40%) × 2.5', 75_00]]);
    expect(linesOf(above, { kvar: 120, kw: 300 })).toEqual([]);
    expect(linesOf(item, { kvar: 150 }, { months: 2 })).toEqual([['150 kvar', '150 × 2.5 × 2', 750_00]]);
    expect(linesOf(item, { kvar: 150 }, halfMonth(0))[0]?.[1]).toBe('150 × 2.5 × 15 ÷ 31');
  });

  test('on average: the maximum demand times kvarh by kWh', () => {
    const average = { ...item, by: 'average' };
    expect(linesOf(average, { kw: 400, kvarh: 26_250, kwh: 70_000 })).toEqual([
      ['150 kvar', '400 × 26250 × 2.5 ÷ 70000', 375_00],
    ]);
    expect(linesOf({ ...above, by: 'average' }, { kw: 400, kvarh: 35_000, kwh: 70_000 })).toEqual([
      ['40 kvar', '400 × (35000 - 70000 × 40%) × 2.5 ÷ 70000', 100_00],
    ]);
  });

  test('what is missing stops the bill', () => {
    const average = { ...item, by: 'average' };
    expect(linesOf(item, { kw: 1, kvarh: 1 })[0]?.[0]).toBe('reactive_demand_missing');
    expect(linesOf(above, { kvar: 1 })[0]?.[0]).toBe('demand_missing');
    expect(linesOf(average, { kw: 1, kwh: 1 })[0]?.[0]).toBe('reactive_missing');
    expect(linesOf(average, { kvarh: 1, kwh: 1 })[0]?.[0]).toBe('demand_missing');
    expect(linesOf(average, { kw: 1, kvarh: 1 })).toEqual([
      ['power_factor_undefined', '{"item":"reactive","kvarh":"1","itemName":"无功"}'],
    ]);
    expect(linesOf(item, { kvar: -1 })).toEqual([['negative_quantity', '{"kvar":"-1"}']]);
  });
});
