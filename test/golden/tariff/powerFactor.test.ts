import { describe, expect, test } from 'vitest';
import { Decimal } from '#shared/domain/money.ts';
import { calculateBill, parseTariffContent } from '#shared/domain/tariff/index.ts';
import { powerFactorOf } from '#shared/domain/tariff/items/powerFactor.ts';
import { adjustmentOf } from '#shared/domain/tariff/items/powerFactorTables.ts';
import { billInput, planOf } from '../../support/billInput.ts';

/**
 * The tables of 《功率因数调整电费办法》 ((83)水电财字第215号), as printed: the power factor, and by how many
 * hundredths of a percent the bill changes.
 */
const TABLE_090: readonly (readonly [number, number])[] = [
  [100, -75],
  [95, -75],
  [94, -60],
  [93, -45],
  [92, -30],
  [91, -15],
  [90, 0],
  [89, 50],
  [88, 100],
  [87, 150],
  [86, 200],
  [85, 250],
  [84, 300],
  [83, 350],
  [82, 400],
  [81, 450],
  [80, 500],
  [79, 550],
  [78, 600],
  [77, 650],
  [76, 700],
  [75, 750],
  [74, 800],
  [73, 850],
  [72, 900],
  [71, 950],
  [70, 1000],
  [69, 1100],
  [68, 1200],
  [67, 1300],
  [66, 1400],
  [65, 1500],
  [64, 1700],
  [63, 1900],
  [60, 2500],
];
const TABLE_085: readonly (readonly [number, number])[] = [
  [100, -110],
  [94, -110],
  [93, -95],
  [92, -80],
  [91, -65],
  [90, -50],
  [89, -40],
  [88, -30],
  [87, -20],
  [86, -10],
  [85, 0],
  [84, 50],
  [83, 100],
  [82, 150],
  [81, 200],
  [80, 250],
  [79, 300],
  [78, 350],
  [77, 400],
  [76, 450],
  [75, 500],
  [74, 550],
  [73, 600],
  [72, 650],
  [71, 700],
  [70, 750],
  [69, 800],
  [68, 850],
  [67, 900],
  [66, 950],
  [65, 1000],
  [64, 1100],
  [63, 1200],
  [62, 1300],
  [61, 1400],
  [60, 1500],
  [59, 1700],
  [58, 1900],
];
const TABLE_080: readonly (readonly [number, number])[] = [
  [100, -130],
  [92, -130],
  [91, -115],
  [90, -100],
  [89, -90],
  [88, -80],
  [87, -70],
  [86, -60],
  [85, -50],
  [84, -40],
  [83, -30],
  [82, -20],
  [81, -10],
  [80, 0],
  [79, 50],
  [78, 100],
  [77, 150],
  [76, 200],
  [75, 250],
  [74, 300],
  [73, 350],
  [72, 400],
  [71, 450],
  [70, 500],
  [69, 550],
  [68, 600],
  [67, 650],
  [66, 700],
  [65, 750],
  [64, 800],
  [63, 850],
  [62, 900],
  [61, 950],
  [60, 1000],
  [59, 1100],
  [58, 1200],
  [57, 1300],
  [56, 1400],
  [55, 1500],
  [54, 1700],
  [53, 1900],
];

describe.each([
  ['0.90', TABLE_090],
  ['0.85', TABLE_085],
  ['0.80', TABLE_080],
] as const)('standard %s', (standard, table) => {
  test.each(table)(
    'a power factor of %i hundredths changes the bill by %i hundredths of a percent',
    (at, by) => {
      expect(adjustmentOf(standard, at)).toBe(by);
    },
  );
});

/**
 * The table of the same document that reads the power factor off the ratio of reactive to active energy: the
 * bounds of each row, to four places.
 */
test.each([
  ['0', 100],
  ['0.1003', 100], // 1.00: 0.0000 to 0.1003
  ['0.1004', 99], // 0.99: 0.1004 to 0.1751
  ['0.1751', 99],
  ['0.1752', 98], // 0.98: 0.1752 to 0.2279
  ['0.2279', 98],
  ['0.2280', 97],
  ['0.4843', 90], // √(1/0.90² - 1)
  ['0.75', 80], // 3, 4, 5
  ['1', 71], // 0.7071
  ['1.3333', 60],
])('%s kvarh for each kWh is a power factor of %i hundredths', (ratio, hundredths) => {
  const usual = { places: 2, rounding: 'half_up' } as const;
  expect(powerFactorOf(new Decimal(1), new Decimal(ratio), usual).times(100).toNumber()).toBe(hundredths);
});

describe('places of the power factor', () => {
  const table = [
    { from: '0.00', percent: '10' },
    { from: '0.90', percent: '0' },
  ];
  // 1 / sqrt(1 + 0.485^2) = 0.89975...
  test.each([
    [{}, '0.90', '0'],
    [{ places: 3 }, '0.900', '0'],
    [{ places: 4 }, '0.8998', '10'],
    [{ rounding: 'down' }, '0.89', '10'],
    [{ places: 3, rounding: 'down' }, '0.899', '10'],
  ])('%j: %s, %s %%', (places, powerFactor, percent) => {
    const items = [
      { kind: 'energy', code: 'energy', name: 'energy', price: '1' },
      { kind: 'power_factor', code: 'pf', name: 'pf', of: ['energy'], table, ...places },
    ];
    const input = billInput({ total: new Decimal(1000), periods: {} }, { reactiveKvarh: new Decimal(485) });
    const bill = calculateBill(planOf({ items }), input);
    const line = bill.ok ? bill.value.lines[1] : undefined;
    expect([line?.trace.inputs.powerFactor, line?.price]).toEqual([powerFactor, percent]);
  });

  test('the tables of 215号 are made for two places', () => {
    const items = [
      { kind: 'energy', code: 'energy', name: 'energy', price: '1' },
      { kind: 'power_factor', code: 'pf', name: 'pf', of: ['energy'], places: 3 },
    ];
    expect(parseTariffContent({ items })).toMatchObject({
      ok: false,
      error: [{ path: 'items.1.places', code: 'places_without_table' }],
    });
  });
});
