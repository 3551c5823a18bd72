import { describe, expect, test } from 'vitest';
import { localDate } from '#shared/domain/localDate.ts';
import { Decimal } from '#shared/domain/money.ts';
import { type CalculationInput, calculateBill } from '#shared/domain/tariff/index.ts';
import { billInput, planOf } from '../../support/billInput.ts';

function linesOf(
  items: readonly unknown[],
  kwh: number | string,
  more: Partial<CalculationInput> = {},
  rest: object = {},
) {
  const result = calculateBill(
    planOf({ ...rest, items }),
    billInput({ total: new Decimal(kwh), periods: {} }, more),
  );
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

const amounts = (lines: ReturnType<typeof linesOf>['lines']) =>
  lines.map(({ itemCode, amountMinor }) => [itemCode, amountMinor]);
const span = (startOn: string, endOn: string) => ({ startOn: localDate(startOn), endOn: localDate(endOn) });

/** Kerala State Electricity Board: read every other month, a block a month counts twice (ksebinfoportal, bill calculation, 2020). */
test('KSEB: 396 units of two months are 315.00, 370.00, 480.00 and 614.40, in all 1779.40', () => {
  const tiers = [
    { upToKwh: '50', price: '3.15' },
    { upToKwh: '100', price: '3.70' },
    { upToKwh: '150', price: '4.80' },
    { upToKwh: '200', price: '6.40' },
    { upToKwh: null, price: '7.60' },
  ];
  const items = [{ kind: 'tiered_energy', code: 'energy', name: 'energy', basis: 'month', tiers }];
  const { lines, totalMinor } = linesOf(items, 396, { months: 2 });
  expect(lines.map(({ amountMinor }) => amountMinor)).toEqual([315_00, 370_00, 480_00, 614_40]);
  expect(totalMinor).toBe(1779_40);
});

/** The same source, 234 units of two months: the month of 540.35 counts as 540, the bill of 937.50 as 938. */
test('KSEB: a month of 540.35 is rounded to 540 as its last line, and 937.50 to 938', () => {
  const fixed = { kind: 'fixed', per: 'month', name: 'fixed' };
  const items = [
    { ...fixed, code: 'energy', amount: '424.10' },
    { kind: 'percent', code: 'duty', name: 'duty', percent: '10', of: ['energy'] },
    { ...fixed, code: 'meter', amount: '6.00' },
    { kind: 'percent', code: 'rent_tax', name: 'rent tax', percent: '18', of: ['meter'] },
    { kind: 'percent', code: 'cess', name: 'cess', percent: '1', of: ['meter'] },
    { kind: 'surcharge', code: 'fuel', name: 'fuel', price: '0.10' },
    { ...fixed, code: 'fixed', amount: '55.00' },
    { kind: 'rounding', code: 'rounding', name: 'rounding', to: '1' },
  ];
  const { lines, totalMinor } = linesOf(items, 117);
  expect(lines.map(({ amountMinor }) => amountMinor)).toEqual([
    424_10, 42_41, 6_00, 1_08, 6, 11_70, 55_00, -35,
  ]);
  expect(totalMinor).toBe(540_00);
  const due = [{ ...fixed, code: 'due', amount: '937.50' }, items[7] as object];
  expect(linesOf(due, 0).totalMinor).toBe(938_00);
});

/** Ceylon Electricity Board, domestic: blocks of 30 days counted by the days of the bill, 40 % fuel adjustment (bill calculator). */
test('CEB: 210 units in 31 days are six blocks and 1,389.68 of fuel adjustment', () => {
  const prices = ['3.00', '4.70', '7.50', '21.00', '24.00', '36.00'];
  const limits = ['1', '2', '3', '4', '6', null];
  const tiers = prices.map((price, index) => ({ upToKwh: limits[index], price }));
  const items = [
    { kind: 'tiered_energy', code: 'energy', name: 'energy', basis: 'day', tiers },
    { kind: 'percent', code: 'fuel', name: 'fuel adjustment', percent: '40', of: ['energy'] },
  ];
  const { lines, totalMinor } = linesOf(items, 210, { span: span('2012-01-01', '2012-02-01') });
  expect(lines.map(({ amountMinor }) => amountMinor)).toEqual([
    93_00, 145_70, 232_50, 651_00, 1_488_00, 864_00, 1_389_68,
  ]);
  expect(totalMinor).toBe(130_20 + 203_98 + 325_50 + 911_40 + 2_083_20 + 1_209_60);
});

/**
 * Public Utilities Commission of Sri Lanka, tariff of 10 August 2022, domestic: who uses more than 60 kWh a month has other
 * blocks, and the fixed charge is that of the block that was reached.
 */
test.each([
  [30, 30 * 800 + 120_00],
  [60, 30 * 800 + 30 * 1000 + 240_00],
  [90, 90 * 1600 + 360_00],
  [200, 90 * 1600 + 90 * 5000 + 20 * 7500 + 1500_00],
])('Sri Lanka 2022: %s kWh come to %s cents', (kwh, totalMinor) => {
  const fixed = (code: string, amount: string, when: object) => ({
    kind: 'fixed',
    code,
    name: 'fixed',
    per: 'month',
    amount,
    when,
  });
  const energy = { kind: 'tiered_energy', name: 'energy', basis: 'month' };
  const items = [
    {
      ...energy,
      code: 'low',
      tiers: [
        { upToKwh: '30', price: '8' },
        { upToKwh: null, price: '10' },
      ],
      when: { kwhUpTo: '60' },
    },
    {
      ...energy,
      code: 'high',
      tiers: [
        { upToKwh: '90', price: '16' },
        { upToKwh: '180', price: '50' },
        { upToKwh: null, price: '75' },
      ],
      when: { kwhAbove: '60' },
    },
    fixed('fixed_30', '120', { kwhUpTo: '30' }),
    fixed('fixed_60', '240', { kwhAbove: '30', kwhUpTo: '60' }),
    fixed('fixed_90', '360', { kwhAbove: '60', kwhUpTo: '90' }),
    fixed('fixed_180', '960', { kwhAbove: '90', kwhUpTo: '180' }),
    fixed('fixed_all', '1500', { kwhAbove: '180' }),
  ];
  expect(linesOf(items, kwh, {}).totalMinor).toBe(totalMinor);
});

/** BC Hydro, residential conservation rate: 22.1918 kWh a day at the lower step (bchydro.com, residential rates). */
test.each([
  ['2024-03-01', '2024-04-30', '1332'],
  ['2024-03-01', '2024-04-28', '1287'],
])('BC Hydro: from %s to %s the first %s kWh are at the lower step', (startOn, endOn, threshold) => {
  const tiers = [
    { upToKwh: '22.1918', price: '0.0752' },
    { upToKwh: null, price: '0.1127' },
  ];
  const items = [
    { kind: 'tiered_energy', code: 'energy', name: 'energy', basis: 'day', limitPlaces: 0, tiers },
  ];
  expect(linesOf(items, 2000, { span: span(startOn, endOn) }).lines[0]?.quantity).toBe(threshold);
});

/** Blocks by hours of use of the demand, as an engineer explains them (forums.mikeholt.com 47475): 250 kWh for each of 180 kW. */
test('hours of use: at 180 kW the first 45,000 kWh cost 4.5 cents and the others 2.5', () => {
  const tiers = [
    { upToKwh: '250', price: '0.045' },
    { upToKwh: null, price: '0.025' },
  ];
  const items = [{ kind: 'tiered_energy', code: 'energy', name: 'energy', basis: 'demand', tiers }];
  const { lines } = linesOf(items, 60_000, { demand: { max: new Decimal(180), periods: {} } });
  expect(lines.map(({ quantity, price, amountMinor }) => [quantity, price, amountMinor])).toEqual([
    ['45000', '0.045', 2_025_00],
    ['15000', '0.025', 375_00],
  ]);
});

/** University of Nebraska, extension publication G2312, table I: the bill of a factory with its allowed and excess kvar. */
test('Nebraska: 482.60 kvar are 88.04 above the 40 % of 986.40 kW that are allowed', () => {
  const items = [
    { kind: 'fixed', code: 'customer', name: 'customer charge', per: 'month', amount: '250' },
    { kind: 'energy', code: 'energy', name: 'energy charge', price: '0.0265' },
    { kind: 'reactive_demand', code: 'kvar', name: 'kvar penalty', price: '1', freePercentOfDemand: '40' },
  ];
  const { lines } = linesOf(items, 470_600, {
    demand: { max: new Decimal('986.40'), periods: {} },
    reactiveDemandKvar: new Decimal('482.60'),
  });
  expect(lines.map(({ amountMinor }) => amountMinor).slice(0, 2)).toEqual([250_00, 12_470_90]);
  expect(lines[2]?.quantity).toBe('88.04');
});

/** Questions of the trade's examinations with their printed answers. */
describe('电力行业职业技能鉴定题', () => {
  const powerFactor = (standard: string) => ({
    kind: 'power_factor',
    code: 'power_factor',
    name: '力调电费',
    standard,
    of: ['energy'],
  });

  test('中途换表：高峰6400、低谷1200、平段11000元，tan φ 0.45，力调 -27.9 元 (dushuang.com 981711)', () => {
    const prices = { peak: '0.8', valley: '0.2', flat: '0.5' };
    const items = [{ kind: 'time_of_use', code: 'energy', name: '电度电费', prices }, powerFactor('0.90')];
    const periods = { peak: new Decimal(8000), valley: new Decimal(6000), flat: new Decimal(22000) };
    const result = calculateBill(
      planOf({ items }),
      billInput({ total: new Decimal(36000), periods }, { reactiveKvarh: new Decimal(81 * 200) }),
    );
    expect(result.ok && amounts(result.value.lines)).toEqual([
      ['energy.peak', 640000],
      ['energy.flat', 1100000],
      ['energy.valley', 120000],
      ['power_factor', -2790],
    ]);
  });

  test.each([
    ['抄见无功30000，调整率5%，电费12600元', 30000, 1260000],
    ['实际无功39670，调整率9.5%，电费13140元', 39670, 1314000],
  ])('有功40000千瓦时，%s (ixiawen.com 36540193)', (_name, reactive, totalMinor) => {
    const items = [{ kind: 'energy', code: 'energy', name: '电度电费', price: '0.3' }, powerFactor('0.90')];
    const bill = linesOf(items, 40000, { reactiveKvarh: new Decimal(reactive) });
    expect(bill.totalMinor).toBe(totalMinor);
  });

  test('抄表日24日，5月12日315千伏安换为400千伏安：315×18/30×10 + 400×12/30×10 (ptmygj.cn 3268794)', () => {
    const items = [{ kind: 'capacity', code: 'basic', name: '基本电费', price: '10' }];
    const supply = [
      { ...span('2026-04-24', '2026-05-12'), capacityKva: new Decimal(315), contractKw: null },
      { ...span('2026-05-12', '2026-05-24'), capacityKva: new Decimal(400), contractKw: null },
    ];
    const bill = linesOf(items, 0, { span: span('2026-04-24', '2026-05-24'), supply });
    expect(bill.lines.map(({ trace }) => trace.formula)).toEqual([
      '315 × 10 × 18 ÷ 30',
      '400 × 10 × 12 ÷ 30',
    ]);
    expect(bill.totalMinor).toBe(189000 + 160000);
  });
});
