import { expect, test } from 'vitest';
import { mirrorContent } from '#shared/domain/billing/billContent.ts';
import { type BillToExplain, explainBill, mirrorExplanation } from '#shared/domain/billing/explainBill.ts';
import { evaluateFormula } from '#shared/domain/billing/formula.ts';
import { Decimal, minorToText } from '#shared/domain/money.ts';
import { calculateBill } from '#shared/domain/tariff/index.ts';
import { billInput, planOf } from '../../support/billInput.ts';
import { factoryContent } from '../../support/factoryBill.ts';

const reading = {
  meterNo: '0001',
  registerCode: 'total',
  fromOn: '2026-10-01',
  fromReading: '1000.2',
  toOn: '2026-11-01',
  toReading: '1200.7',
  multiplier: '1',
  kwh: '200.5',
  isEstimated: false,
  isRollover: false,
};
const versions = [{ tariffVersionId: 'v1', tariffName: '居民', versionNo: 2, documentNo: '浙价〔2021〕1号' }];

/** 60 of 201 kWh are left in the first tier of the year, at the prices of Zhejiang. */
function bill(more: Partial<BillToExplain> = {}): BillToExplain {
  const plan = planOf({
    items: [
      { kind: 'energy', code: 'energy', name: '电度电费', price: '0.538', source: '附件1' },
      {
        kind: 'tier_increment',
        code: 'tier',
        name: '阶梯加价',
        basis: 'year',
        tiers: [
          { upToKwh: '2760', price: '0' },
          { upToKwh: null, price: '0.05' },
        ],
      },
    ],
  });
  const input = billInput({ total: new Decimal(201), periods: {} }, { usedThisYear: new Decimal(2700) });
  const result = calculateBill(plan, input);
  if (!result.ok) throw new Error(result.error.code);
  return {
    startOn: '2026-10-01',
    endOn: '2026-11-01',
    tariffVersionId: 'v1',
    totalMinor: result.value.totalMinor,
    quantities: { total: '201', periods: {} },
    readings: [reading],
    lines: result.value.lines,
    ...more,
  };
}

test('every figure is followed from the readings to the cent', () => {
  expect(explainBill(bill(), versions)).toMatchObject({
    readings: [{ formula: '(1200.7 - 1000.2) × 1', kwh: '200.5' }],
    quantities: [{ registerCode: 'total', measured: '200.5', billed: '201', difference: '0.5' }],
    lines: [
      {
        rule: 'energy',
        formula: '201 × 0.538',
        unrounded: '108.138',
        roundedBy: '0.002',
        amountMinor: 10814,
        source: '附件1',
        tierNo: null,
        version: {
          tariffName: '居民',
          documentNo: '浙价〔2021〕1号',
          startOn: '2026-10-01',
          endOn: '2026-11-01',
        },
      },
      {
        rule: 'tier_increment.year',
        tierNo: 2,
        inputs: { fromKwh: '2760', upToKwh: '' },
        formula: '141 × 0.05',
        roundedBy: '0',
        source: null,
      },
    ],
    totalFormula: '108.14 + 7.05',
  });
});

test.each([
  [
    'a rollover',
    { fromReading: '99950', toReading: '30', kwh: '80', isRollover: true },
    '(30 + 100000 - 99950) × 1',
  ],
  [
    'a multiplier',
    { fromReading: '10', toReading: '15.5', multiplier: '40', kwh: '220' },
    '(15.5 - 10) × 40',
  ],
  ['a register that counts nothing that is billed', { kwh: '' }, ''],
])('%s', (_name, more, formula) => {
  const [first] = explainBill(bill({ readings: [{ ...reading, ...more }] }), versions).readings;
  expect(first?.formula).toBe(formula);
});

test('a line names the version that priced its days, and none where it is not known', () => {
  const plain = bill();
  const [line] = plain.lines;
  if (!line) throw new Error('no line');
  const version = { tariffVersionId: 'v0', startOn: '2026-10-01', endOn: '2026-10-16' };
  const older = { tariffVersionId: 'v0', tariffName: '居民', versionNo: 1, documentNo: '旧' };
  const lines = [{ ...line, trace: { ...line.trace, version } }];
  expect(explainBill({ ...plain, lines }, [...versions, older]).lines[0]?.version).toEqual({
    ...older,
    ...version,
  });
  expect(explainBill({ ...plain, lines }, versions).lines[0]?.version).toBeNull();
});

test('every quantity has its unit, and what rounding made of a loss', () => {
  const { readings, quantities, steps } = explainBill(factoryContent(), []);
  expect(readings.map(({ registerCode, unit }) => [registerCode, unit])).toEqual([
    ['total', 'kWh'],
    ['reactive', 'kvarh'],
    ['demand', 'kW'],
  ]);
  expect(quantities.map(({ registerCode, billed, unit }) => [registerCode, billed, unit])).toEqual([
    ['total', '8417', 'kWh'],
    ['reactive', '8000', 'kvarh'],
    ['demand', '60', 'kW'],
  ]);
  expect(steps.map(({ code, of, quantity, roundedBy }) => [code, of, quantity, roundedBy])).toEqual([
    ['metered', '0002-1', '-1000', '0'],
    ['metered', '0003-1', '-1000', '0'],
    ['transformer_loss', undefined, '324', '-0.4'],
    ['line_loss', undefined, '80', '-0.13'],
  ]);
});

test('what goes by other items names them with what they came to under the same price', () => {
  const { lines } = explainBill(factoryContent(), []);
  const withBase = lines.filter(({ base }) => base.length > 0);
  expect(withBase.map(({ itemName, base }) => [itemName, base.map((one) => one.itemName)])).toEqual([
    ['力调电费', ['需量电费', '电度电费']],
    ['附加费', ['电度电费']],
    ['力调电费', ['需量电费', '电度电费']],
    ['附加费', ['电度电费']],
  ]);
  for (const { base, inputs } of withBase) {
    expect(minorToText(base.reduce((sum, one) => sum + one.amountMinor, 0))).toBe(inputs.base);
  }
});

test('a mirror explains itself as the bill that it takes back, every result with its sign turned', () => {
  const content = factoryContent();
  const mirror = mirrorContent(content);
  const original = explainBill(content, versions);
  const explanation = mirrorExplanation(original);
  const amounts = (lines: readonly { amountMinor: number }[]) => lines.map(({ amountMinor }) => amountMinor);
  expect(amounts(explanation.lines)).toEqual(amounts(mirror.lines));
  expect(explanation.lines.map(({ base }) => base)).toEqual(original.lines.map(({ base }) => base));
  expect(explanation.readings.map(({ formula, kwh }) => [formula, kwh])).toEqual([
    ['-((250.33 - 0) × 40)', '-10013.2'],
    ['-((200 - 0) × 40)', '-8000'],
    ['-(1.5 × 40)', '-60'],
  ]);
  for (const { formula, kwh } of explanation.readings) expect(evaluateFormula(formula)?.toFixed()).toBe(kwh);
  expect(explanation.quantities.map(({ billed }) => billed)).toEqual(['-8417', '-8000', '-60']);
  expect(mirror.quantities).toMatchObject({ total: '-8417', reactiveKvarh: '-8000', demandKw: '-60' });
  for (const { formula, quantity, roundedBy } of explanation.steps) {
    expect(evaluateFormula(formula)?.plus(roundedBy).toFixed()).toBe(quantity);
  }
  for (const { formula, unrounded, roundedBy, amountMinor } of explanation.lines) {
    expect(evaluateFormula(formula)?.toFixed()).toBe(unrounded);
    expect(new Decimal(unrounded).plus(roundedBy).toFixed(2)).toBe(minorToText(amountMinor));
  }
  expect(evaluateFormula(explanation.totalFormula)?.toFixed(2)).toBe(minorToText(mirror.totalMinor));
  expect(mirrorExplanation(explanation)).toEqual(original);
});
