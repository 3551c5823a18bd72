import { expect, test } from 'vitest';
import { type BillToExplain, explainBill } from '#shared/domain/billing/explainBill.ts';
import { Decimal } from '#shared/domain/money.ts';
import { calculateBill } from '#shared/domain/tariff/index.ts';
import { billInput, planOf } from '../../support/billInput.ts';

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
