import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { evaluateFormula } from '#shared/domain/billing/formula.ts';
import { localDate } from '#shared/domain/localDate.ts';
import { Decimal } from '#shared/domain/money.ts';
import { type CalculationInput, calculateBill, parseTariffContent } from '#shared/domain/tariff/index.ts';
import { billInput, planOf } from '../../support/billInput.ts';

/** Figures of one item: kW or kVA of its kind, its contract in the same unit. */
type Figures = {
  readonly measured: string;
  readonly contract?: string;
  readonly more?: Partial<CalculationInput>;
};

const KINDS = {
  demand: {
    named: { kind: 'demand', code: 'd', name: '需量电费' },
    limit: 'upToKw',
    floor: 'atLeastPercentOfContract',
    least: 'atLeastKw',
    missing: 'contract_missing',
    measuredAs: (figure: string) => ({ demand: { max: new Decimal(figure), periods: {} } }),
    contractAs: (figure: string) => ({ capacityKva: null, contractKw: new Decimal(figure) }),
  },
  apparent_demand: {
    named: { kind: 'apparent_demand', code: 'd', name: '视在需量电费' },
    limit: 'upToKva',
    floor: 'atLeastPercentOfCapacity',
    least: 'atLeastKva',
    missing: 'capacity_missing',
    measuredAs: (figure: string) => ({ apparentDemandKva: new Decimal(figure) }),
    contractAs: (figure: string) => ({ capacityKva: new Decimal(figure), contractKw: null }),
  },
} as const;
type Kind = keyof typeof KINDS;
const BOTH: readonly Kind[] = ['demand', 'apparent_demand'];

const october = { startOn: localDate('2026-10-01'), endOn: localDate('2026-11-01') };

function billOf(kind: Kind, item: object, { measured, contract, more }: Figures) {
  const { named, measuredAs, contractAs } = KINDS[kind];
  const supply = contract === undefined ? [] : [{ ...october, ...contractAs(contract) }];
  const input = billInput(
    { total: new Decimal(1000), periods: {} },
    { ...measuredAs(measured), supply, ...more },
  );
  return calculateBill(planOf({ items: [{ ...named, ...item }] }), input);
}

/** Code, formula and amount of each line; every formula comes to the amount before rounding. */
function linesOf(kind: Kind, item: object, figures: Figures) {
  const bill = billOf(kind, item, figures);
  if (!bill.ok) return [bill.error.code];
  return bill.value.lines.map(({ itemCode, trace, unrounded, amountMinor }) => {
    expect(evaluateFormula(trace.formula)?.toFixed()).toBe(unrounded);
    return [itemCode, trace.formula, amountMinor];
  });
}

/** Rates of LTMD in Gujarat, tariff schedule from 1 April 2026, and two customers' bills of that month. */
const ltmd = (kind: Kind) => {
  const { limit, floor } = KINDS[kind];
  const tiers = [
    { [limit]: '40', price: '90' },
    { [limit]: '60', price: '130' },
    { [limit]: null, price: '195' },
  ];
  return { tiers, [floor]: '85', roundUpTo: '0.5', excessPrice: '265' };
};

describe.each(BOTH)('%s in tiers, up to a multiple, with a price of its own above the contract', (kind) => {
  const { limit, floor, least, missing } = KINDS[kind];

  test('68 of a contract of 80 lie in three tiers: 7,760.00 (a bill of April 2026)', () => {
    expect(linesOf(kind, ltmd(kind), { measured: '54.64', contract: '80' })).toEqual([
      ['d.tier_1', '40 × 90', 3_600_00],
      ['d.tier_2', '20 × 130', 2_600_00],
      ['d.tier_3', '8 × 195', 1_560_00],
    ]);
  });

  test('47.08 count as 47.5, of which 10.5 are above the contract of 37: 6,112.50 (a bill of April 2026)', () => {
    const figures = { measured: '47.08', contract: '37' };
    expect(linesOf(kind, ltmd(kind), figures)).toEqual([
      ['d.tier_1', '37 × 90', 3_330_00],
      ['d.excess', '10.5 × 265', 2_782_50],
    ]);
    const bill = billOf(kind, ltmd(kind), figures);
    const traces = bill.ok ? bill.value.lines.map(({ trace }) => trace) : [];
    expect(traces.map(({ rule }) => rule)).toEqual([kind, `${kind}.excess`]);
    expect(traces[1]?.inputs).toMatchObject({
      roundUpTo: '0.5',
      price: '265',
      ...(kind === 'demand' ? { billedKw: '47.5', contractKw: '37' } : { billedKva: '47.5', kva: '37' }),
    });
  });

  test.each([
    ['a multiple stays as it is', '47.5', [['d', '47.5 × 10', 475_00]]],
    ['what is just above it is the next one', '47.501', [['d', '48 × 10', 480_00]]],
    ['none stays none', '0', [['d', '0 × 10', 0]]],
  ])('%s', (_what, measured, lines) => {
    expect(linesOf(kind, { price: '10', roundUpTo: '0.5' }, { measured })).toEqual(lines);
  });

  test('floors come first: 85 % of 81 are 68.85, and 69 are billed', () => {
    const item = { price: '10', [floor]: '85', roundUpTo: '0.5' };
    expect(linesOf(kind, item, { measured: '20', contract: '81' })).toEqual([['d', '69 × 10', 690_00]]);
    const at = { price: '10', [least]: '15.2', roundUpTo: '0.5' };
    expect(linesOf(kind, at, { measured: '3' })).toEqual([['d', '15.5 × 10', 155_00]]);
  });

  test('one price up to the contract, another above it', () => {
    const item = { price: '10', excessPrice: '25' };
    expect(linesOf(kind, item, { measured: '30', contract: '30' })).toEqual([['d', '30 × 10', 300_00]]);
    expect(linesOf(kind, item, { measured: '34', contract: '30' })).toEqual([
      ['d', '30 × 10', 300_00],
      ['d.excess', '4 × 25', 100_00],
    ]);
    expect(linesOf(kind, item, { measured: '34', contract: '0' })).toEqual([['d.excess', '34 × 25', 850_00]]);
    expect(linesOf(kind, item, { measured: '34', contract: '30', more: { months: 2 } })).toEqual([
      ['d', '30 × 10 × 2', 600_00],
      ['d.excess', '4 × 25 × 2', 200_00],
    ]);
  });

  test('rounding alone puts nobody above the contract', () => {
    const item = { price: '10', roundUpTo: '0.5', excessPrice: '25' };
    expect(linesOf(kind, item, { measured: '37.3', contract: '37.3' })).toEqual([['d', '37.5 × 10', 375_00]]);
    expect(linesOf(kind, item, { measured: '37.6', contract: '37.3' })).toEqual([
      ['d', '37.5 × 10', 375_00],
      ['d.excess', '0.5 × 25', 12_50],
    ]);
  });

  test('a contract that changes inside the bill counts as at its end, as for the floor', () => {
    const { contractAs } = KINDS[kind];
    const supply = [
      { startOn: october.startOn, endOn: localDate('2026-10-16'), ...contractAs('50') },
      { startOn: localDate('2026-10-16'), endOn: october.endOn, ...contractAs('30') },
    ];
    expect(
      linesOf(kind, { price: '10', excessPrice: '25' }, { measured: '40', more: { supply } }).map(
        (line) => line[1],
      ),
    ).toEqual(['30 × 10', '10 × 25']);
  });

  test('without a contract a price of the excess stops the bill', () => {
    expect(linesOf(kind, { price: '10', excessPrice: '25' }, { measured: '40' })).toEqual([missing]);
    expect(linesOf(kind, { price: '10', roundUpTo: '0.5' }, { measured: '40' })).toHaveLength(1);
  });

  test.each([
    ['both a price and tiers', { ...ltmd(kind), price: '1' }, 'items.0', 'price_or_tiers'],
    ['neither', {}, 'items.0', 'price_or_tiers'],
    ['a multiple of nothing', { price: '1', roundUpTo: '0' }, 'items.0.roundUpTo', 'not_a_step'],
    ['one that nobody measures', { price: '1', roundUpTo: '0.0000001' }, 'items.0.roundUpTo', 'not_a_step'],
    ['one below zero', { price: '1', roundUpTo: '-0.5' }, 'items.0.roundUpTo', 'negative'],
    [
      'an excess price that is none',
      { price: '1', excessPrice: 'x' },
      'items.0.excessPrice',
      'not_a_decimal',
    ],
    [
      'tiers that fall',
      {
        tiers: [
          { [limit]: '60', price: '1' },
          { [limit]: '40', price: '2' },
          { [limit]: null, price: '3' },
        ],
      },
      'items.0.tiers',
      'tiers_out_of_order',
    ],
  ])('%s is refused', (_what, item, path, code) => {
    const parsed = parseTariffContent({ items: [{ ...KINDS[kind].named, ...item }] });
    expect(parsed.ok ? [] : parsed.error).toContainEqual(expect.objectContaining({ path, code }));
  });
});

describe('apparent demand out of kW and the power factor', () => {
  /** cos φ of 1,000 kWh and 620 kvarh is 0.85. */
  const by = (kw: string) => ({
    measured: '0',
    more: { demand: { max: new Decimal(kw), periods: {} }, reactiveKvarh: new Decimal(620) },
  });
  const item = { by: 'power_factor' };
  const tiers = [
    { upToKva: '40', price: '90' },
    { upToKva: '100', price: '130' },
    { upToKva: null, price: '195' },
  ];

  test('is divided after the price is multiplied, in the tier that it reaches', () => {
    expect(linesOf('apparent_demand', { ...item, tiers }, by('90'))).toEqual([
      ['d.tier_1', '40 × 90', 3_600_00],
      ['d.tier_2', '60 × 130', 7_800_00],
      ['d.tier_3', '(90 - 100 × 0.85) × 195 ÷ 0.85', 1_147_06],
    ]);
    expect(linesOf('apparent_demand', { ...item, tiers }, by('10'))).toEqual([
      ['d.tier_1', '10 × 90 ÷ 0.85', 1_058_82],
    ]);
  });

  test('is at a limit exactly where its quotient is', () => {
    expect(linesOf('apparent_demand', { ...item, tiers }, by('85')).map((line) => line[0])).toEqual([
      'd.tier_1',
      'd.tier_2',
    ]);
    expect(linesOf('apparent_demand', { ...item, tiers }, by('85.0001')).map((line) => line[0])).toEqual([
      'd.tier_1',
      'd.tier_2',
      'd.tier_3',
    ]);
  });

  test('above the capacity pays the price of the excess', () => {
    const figures = by('90');
    const supply = [{ ...october, ...KINDS.apparent_demand.contractAs('100') }];
    expect(
      linesOf(
        'apparent_demand',
        { ...item, price: '10', excessPrice: '25' },
        { ...figures, more: { ...figures.more, supply } },
      ),
    ).toEqual([
      ['d', '100 × 10', 1_000_00],
      ['d.excess', '(90 - 100 × 0.85) × 25 ÷ 0.85', 147_06],
    ]);
  });

  test('counts as a multiple, which ends where the quotient does not', () => {
    const rounded = { ...item, price: '10', roundUpTo: '0.5' };
    // 90 ÷ 0.85 is 105.88…, 85 ÷ 0.85 is 100.
    expect(linesOf('apparent_demand', rounded, by('90'))).toEqual([['d', '106 × 10', 1_060_00]]);
    expect(linesOf('apparent_demand', rounded, by('85'))).toEqual([['d', '100 × 10', 1_000_00]]);
  });
});

test('whatever is measured, the parts come to the billed demand: the least multiple that is not below it', () => {
  const figure = fc.integer({ min: 0, max: 2_000_000 }).map((value) => new Decimal(value).div(10_000));
  const step = fc.constantFrom('0.01', '0.3', '0.5', '7');
  fc.assert(
    fc.property(fc.constantFrom(...BOTH), figure, figure, step, (kind, measured, contract, roundUpTo) => {
      const { [KINDS[kind].floor]: _floor, ...item } = ltmd(kind);
      const bill = billOf(
        kind,
        { ...item, roundUpTo },
        { measured: measured.toFixed(), contract: contract.toFixed() },
      );
      const lines = bill.ok ? bill.value.lines : [];
      const billed = lines.reduce((sum, { quantity }) => sum.plus(quantity ?? 0), new Decimal(0));
      expect(billed.gte(measured)).toBe(true);
      expect(billed.minus(roundUpTo).lt(measured)).toBe(true);
      expect(billed.mod(roundUpTo).isZero()).toBe(true);
      const hasExcess = lines.some(({ itemCode }) => itemCode === 'd.excess');
      expect(hasExcess).toBe(billed.minus(roundUpTo).gte(contract));
    }),
  );
});
