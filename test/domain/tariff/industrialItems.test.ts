import { describe, expect, test } from 'vitest';
import { localDate, period } from '#shared/domain/localDate.ts';
import { Decimal } from '#shared/domain/money.ts';
import { type CalculationInput, calculateBill } from '#shared/domain/tariff/index.ts';
import { billInput, planOf } from '../../support/billInput.ts';

const named = { code: 'basic', name: '基本电费' };
const energy = { kind: 'energy', code: 'energy', name: '电度电费', price: '0.5' };

/** Capacity and contract from a day of October 2026 on. */
function supply(...changes: readonly (readonly [string, number | null, number | null])[]) {
  return changes.map(([startOn, kva, kw], index) => ({
    startOn: localDate(startOn),
    endOn: localDate(changes[index + 1]?.[0] ?? '2026-11-01'),
    capacityKva: kva === null ? null : new Decimal(kva),
    contractKw: kw === null ? null : new Decimal(kw),
  }));
}

const demand = (max: number | string, periods: Record<string, number> = {}) => ({
  max: new Decimal(max),
  periods: Object.fromEntries(Object.entries(periods).map(([code, kw]) => [code, new Decimal(kw)])),
});

function linesOf(items: readonly unknown[], kwh: number, more: Partial<CalculationInput>) {
  const result = calculateBill(planOf({ items }), billInput({ total: new Decimal(kwh), periods: {} }, more));
  if (!result.ok) return [[result.error.code, JSON.stringify(result.error.detail)]];
  return result.value.lines.map(({ itemCode, trace, amountMinor }) => [itemCode, trace.formula, amountMinor]);
}

describe('basic charge by capacity', () => {
  const items = [{ kind: 'capacity', ...named, price: '30' }];

  test('a whole month at one capacity', () => {
    expect(linesOf(items, 0, { supply: supply(['2026-10-01', 315, null]) })).toEqual([
      ['basic', '315 × 30', 945000],
    ]);
  });

  test('capacity that grew on the 16th counts by days, a thirtieth each (供电营业规则)', () => {
    const grown = supply(['2026-10-01', 315, null], ['2026-10-16', 500, null]);
    expect(linesOf(items, 0, { supply: grown })).toEqual([
      ['basic', '315 × 30 × 15 ÷ 30', 472500],
      ['basic', '500 × 30 × 16 ÷ 30', 800000],
    ]);
  });

  test('by days of the month where the tariff says so', () => {
    const grown = supply(['2026-10-01', 310, null], ['2026-10-16', 620, null]);
    expect(linesOf([{ ...items[0], dayCount: 'month_days' }], 0, { supply: grown })).toEqual([
      ['basic', '310 × 30 × 15 ÷ 31', 450000],
      ['basic', '620 × 30 × 16 ÷ 31', 960000],
    ]);
  });

  test('paused capacity is not charged, and a first month goes by its days', () => {
    const paused = supply(['2026-10-01', 300, null], ['2026-10-11', 0, null], ['2026-10-21', 300, null]);
    expect(linesOf(items, 0, { supply: paused }).map((line) => line[2])).toEqual([300000, 0, 330000]);
    const first = {
      span: { startOn: localDate('2026-10-21'), endOn: localDate('2026-11-01') },
      isPartMonth: true,
      supply: supply(['2026-10-21', 300, null]),
    };
    expect(linesOf(items, 0, first)).toEqual([['basic', '300 × 30 × 11 ÷ 30', 330000]]);
  });

  test('the same capacity stated twice is no change', () => {
    const stated = supply(['2026-10-01', 315, 100], ['2026-10-16', 315, 120]);
    expect(linesOf(items, 0, { supply: stated })).toHaveLength(1);
  });

  test('days without a known capacity stop the bill and are named', () => {
    const unknown = supply(['2026-10-01', 315, null], ['2026-10-16', null, null]);
    expect(linesOf(items, 0, { supply: unknown })).toEqual([
      ['capacity_missing', '{"item":"basic","on":"2026-10-16","itemName":"基本电费"}'],
    ]);
    expect(linesOf(items, 0, {})).toEqual([
      ['capacity_missing', '{"item":"basic","on":"2026-10-01","itemName":"基本电费"}'],
    ]);
  });

  test('under a price that changes on the 11th each version charges its days', () => {
    const october = { startOn: localDate('2026-10-01'), endOn: localDate('2026-11-01') };
    const part = {
      span: { startOn: localDate('2026-10-01'), endOn: localDate('2026-10-11') },
      whole: { span: october, total: new Decimal(0) },
      supply: supply(['2026-10-01', 310, null]),
    };
    expect(linesOf(items, 0, part)).toEqual([['basic', '310 × 30 × 10 ÷ 31', 300000]]);
  });
});

describe('basic charge by demand', () => {
  const contract = [{ kind: 'contract_demand', ...named, price: '40' }];
  const at = (capacityKva: number, contractKw: number, max: number) => ({
    supply: supply(['2026-10-01', capacityKva, contractKw]),
    demand: demand(max),
  });

  test.each([
    [
      'up to 105 % of the contract the contract is paid',
      at(1000, 600, 630),
      [['basic', '600 × 40', 2400000]],
    ],
    [
      'the excess above 105 % is paid twice',
      at(1000, 600, 650),
      [
        ['basic', '600 × 40', 2400000],
        ['basic.excess', '(650 - 600 × 105%) × 40 × 2', 160000],
      ],
    ],
    [
      'a contract below 40 % of the capacity counts as 40 %',
      at(1000, 300, 100),
      [['basic', '1000 × 40% × 40', 1600000]],
    ],
    [
      'and the excess begins above 105 % of those 40 %',
      at(1000, 300, 430),
      [
        ['basic', '1000 × 40% × 40', 1600000],
        ['basic.excess', '(430 - 1000 × 40% × 105%) × 40 × 2', 80000],
      ],
    ],
  ])('%s', (_name, more, expected) => {
    expect(linesOf(contract, 0, more)).toEqual(expected);
  });

  test('percent, factor and floor are the tariff’s', () => {
    const own = [{ ...contract[0], overPercent: '110', overFactor: '3', floorPercentOfCapacity: null }];
    expect(linesOf(own, 0, { ...at(1000, 100, 120) }).map((line) => line[2])).toEqual([400000, 120000]);
  });

  test('a contract needs its figures', () => {
    expect(linesOf(contract, 0, { supply: supply(['2026-10-01', 1000, null]) })[0]?.[0]).toBe(
      'contract_missing',
    );
    expect(linesOf(contract, 0, { supply: supply(['2026-10-01', null, 300]) })[0]?.[0]).toBe(
      'capacity_missing',
    );
    expect(linesOf(contract, 0, { supply: supply(['2026-10-01', 1000, 600]) })[0]?.[0]).toBe(
      'demand_missing',
    );
  });

  test('actual demand pays what was measured', () => {
    const items = [{ kind: 'actual_demand', ...named, price: '48' }];
    expect(linesOf(items, 0, { demand: demand('512.4') })).toEqual([['basic', '512.4 × 48', 2459520]]);
    expect(linesOf(items, 0, {})[0]?.[0]).toBe('demand_missing');
  });

  test('each account pays its own way of the three', () => {
    const ways = [
      {
        kind: 'capacity',
        code: 'by_capacity',
        name: 'a',
        price: '30',
        when: { basicChargeBy: ['capacity'] },
      },
      {
        kind: 'contract_demand',
        code: 'by_contract',
        name: 'b',
        price: '40',
        when: { basicChargeBy: ['contract'] },
      },
      {
        kind: 'actual_demand',
        code: 'by_actual',
        name: 'c',
        price: '48',
        when: { basicChargeBy: ['actual'] },
      },
    ];
    const facts = at(1000, 600, 500);
    const codes = (basicChargeBy: CalculationInput['basicChargeBy']) =>
      linesOf(ways, 0, { ...facts, basicChargeBy }).map((line) => line[0]);
    expect(codes('capacity')).toEqual(['by_capacity']);
    expect(codes('contract')).toEqual(['by_contract']);
    expect(codes('actual')).toEqual(['by_actual']);
    expect(codes(null)).toEqual(['basic_charge_way_missing']);
  });
});

describe('contracted demand and what is charged at least', () => {
  const contracted = { supply: supply(['2026-10-01', null, 300]) };

  test('a contract alone, without a register of demand', () => {
    const items = [
      { kind: 'contract_demand', ...named, price: '40', floorPercentOfCapacity: null, overPercent: null },
    ];
    expect(linesOf(items, 0, contracted)).toEqual([['basic', '300 × 40', 1200000]]);
  });

  test('a ratchet that looks at the summer alone', () => {
    const ratchet = { percent: '100', months: 11, ofMonths: [7, 8] };
    const items = [{ kind: 'demand', ...named, price: '10', ratchet }];
    const history = [
      { period: period('2026-07'), ...demand(400) },
      { period: period('2026-09'), ...demand(900) },
    ];
    expect(linesOf(items, 0, { demand: demand(100), demandHistory: history })).toEqual([
      ['basic', '400 × 10', 400000],
    ]);
  });

  test('at least a percentage of the contract', () => {
    const items = [{ kind: 'demand', ...named, price: '10', atLeastPercentOfContract: '80' }];
    expect(linesOf(items, 0, { ...contracted, demand: demand(100) })).toEqual([
      ['basic', '240 × 10', 240000],
    ]);
    expect(linesOf(items, 0, { ...contracted, demand: demand(250) })).toEqual([
      ['basic', '250 × 10', 250000],
    ]);
    expect(linesOf(items, 0, { demand: demand(250) })[0]?.[0]).toBe('contract_missing');
  });
});

describe('demand charge', () => {
  const history = [
    { period: period('2025-09'), ...demand(900) },
    { period: period('2026-07'), ...demand(400, { peak: 380 }) },
    { period: period('2026-09'), ...demand(200) },
  ];

  test('within a window of the day', () => {
    const items = [{ kind: 'demand', ...named, price: '10', over: ['sharp', 'peak'] }];
    expect(linesOf(items, 0, { demand: demand(300, { peak: 250, sharp: 260, valley: 300 }) })).toEqual([
      ['basic', '260 × 10', 260000],
    ]);
    expect(linesOf(items, 0, { demand: demand(300, { valley: 300 }) })[0]?.[0]).toBe('demand_missing');
  });

  test('in tiers of kW, each at its own price', () => {
    const items = [
      {
        kind: 'demand',
        ...named,
        tiers: [
          { upToKw: '50', price: '0' },
          { upToKw: null, price: '12.5' },
        ],
      },
    ];
    expect(linesOf(items, 0, { demand: demand(80) })).toEqual([
      ['basic.tier_1', '50 × 0', 0],
      ['basic.tier_2', '30 × 12.5', 37500],
    ]);
  });

  test('a ratchet counts the highest of the last months, not older ones', () => {
    const items = [{ kind: 'demand', ...named, price: '10', ratchet: { percent: '75', months: 11 } }];
    expect(linesOf(items, 0, { demand: demand(100), demandHistory: history })).toEqual([
      ['basic', '300 × 10', 300000],
    ]);
    expect(linesOf(items, 0, { demand: demand(310), demandHistory: history })).toEqual([
      ['basic', '310 × 10', 310000],
    ]);
    expect(linesOf(items, 0, { demand: demand(100) })).toEqual([['basic', '100 × 10', 100000]]);
  });

  test('at least some kW', () => {
    const items = [{ kind: 'demand', ...named, price: '10', atLeastKw: '50' }];
    expect(linesOf(items, 0, { demand: demand(20) })).toEqual([['basic', '50 × 10', 50000]]);
  });
});

describe('power factor adjustment', () => {
  test('a table of the price document in place of the tables of 215号', () => {
    const table = [
      { from: '0.00', percent: '10' },
      { from: '0.80', percent: '2.5' },
      { from: '0.90', percent: '0' },
      { from: '0.95', percent: '-1' },
    ];
    const own = [energy, { kind: 'power_factor', code: 'pf', name: 'pf', of: ['energy'], table }];
    const at = (kvarh: number) => linesOf(own, 1000, { reactiveKvarh: new Decimal(kvarh) }).at(-1);
    // cos φ 0.80, 0.79, 0.89, 0.90 and 1.00; the account needs no standard.
    expect(at(750)).toEqual(['pf', '500.00 × 2.5%', 1250]);
    expect(at(776)).toEqual(['pf', '500.00 × 10%', 5000]);
    expect(at(512)).toEqual(['pf', '500.00 × 2.5%', 1250]);
    expect(at(484)).toEqual(['pf', '500.00 × 0%', 0]);
    expect(at(0)).toEqual(['pf', '500.00 × -1%', -500]);
  });

  test('a table that goes on by the hundredth, and by parts of one in proportion', () => {
    const table = [
      { from: '0.00', percent: '175', perHundredth: '-2' },
      { from: '0.85', percent: '5', perHundredth: '-1' },
      { from: '0.90', percent: '0' },
      { from: '0.95', percent: '0', perHundredth: '-0.5' },
    ];
    const by = { kind: 'power_factor', code: 'pf', name: 'pf', of: ['energy'], table };
    const at = (kvarh: number, places: number) =>
      linesOf([energy, { ...by, places, rounding: 'down' }], 1000, { reactiveKvarh: new Decimal(kvarh) }).at(
        -1,
      )?.[1];
    // cos φ 0.9999, cut to 0.999 and 0.99; 0.950; 0.920; 0.889; 0.800.
    expect([at(14, 4), at(14, 3), at(14, 2)]).toEqual([
      '500.00 × -2.495%',
      '500.00 × -2.45%',
      '500.00 × -2%',
    ]);
    expect([at(328, 3), at(425, 3)]).toEqual(['500.00 × 0%', '500.00 × 0%']);
    expect([at(515, 3), at(750, 3)]).toEqual(['500.00 × 1.1%', '500.00 × 15%']);
  });

  const items = [
    energy,
    { kind: 'surcharge', code: 'fund', name: '基金', price: '0.02' },
    { kind: 'power_factor', code: 'pf', name: '力调电费', of: ['energy'] },
  ];
  const of = (kvarh: number | null, standard: CalculationInput['powerFactorStandard'] = '0.90') => ({
    reactiveKvarh: kvarh === null ? null : new Decimal(kvarh),
    powerFactorStandard: standard,
  });

  test('funds stay outside its base', () => {
    expect(linesOf(items, 1000, of(750))).toEqual([
      ['energy', '1000 × 0.5', 50000],
      ['fund', '1000 × 0.02', 2000],
      ['pf', '500.00 × 5%', 2500],
    ]);
    expect(linesOf(items, 1000, of(0)).at(-1)).toEqual(['pf', '500.00 × -0.75%', -375]);
    expect(linesOf(items, 1000, of(750, '0.80')).at(-1)).toEqual(['pf', '500.00 × 0%', 0]);
  });

  test('missing figures stop the bill; no energy has no power factor', () => {
    expect(linesOf(items, 1000, of(null))[0]?.[0]).toBe('reactive_missing');
    expect(linesOf(items, 1000, of(10, null))[0]?.[0]).toBe('standard_missing');
    expect(linesOf(items, 0, of(10))).toEqual([
      ['power_factor_undefined', '{"item":"pf","kvarh":"10","itemName":"力调电费"}'],
    ]);
    const skipping = [...items.slice(0, 2), { ...items[2], withoutEnergy: 'skip' }];
    expect(linesOf(skipping, 0, of(10)).map((line) => line[0])).toEqual(['energy', 'fund']);
  });

  test('a part under one price goes by the power factor of the whole bill', () => {
    const whole = { span: billInput({ total: new Decimal(0), periods: {} }).span, total: new Decimal(1000) };
    expect(linesOf(items, 100, { ...of(750), whole }).at(-1)).toEqual(['pf', '50.00 × 5%', 250]);
  });
});
