import { expect, test } from 'vitest';
import { evaluateFormula } from '#shared/domain/billing/formula.ts';
import { localDate } from '#shared/domain/localDate.ts';
import { Decimal } from '#shared/domain/money.ts';
import { type CalculationInput, calculateBill } from '#shared/domain/tariff/index.ts';
import { billInput, planOf } from '../../support/billInput.ts';

const tiers = [
  { upToKwh: '200', price: '0.1' },
  { upToKwh: '400', price: '0.2' },
  { upToKwh: null, price: '0.3' },
];
const household = { above: 4, kwh: '100' };
const halfMonth = { startOn: localDate('2026-10-01'), endOn: localDate('2026-10-16') };

/** The figures of the second of three tiers. */
function secondTier(item: object, more: Partial<CalculationInput>) {
  const plan = planOf({ items: [{ kind: 'tiered_energy', code: 'energy', name: '电', tiers, ...item }] });
  const bill = calculateBill(plan, billInput({ total: new Decimal(100_000), periods: {} }, more));
  if (!bill.ok) throw new Error(bill.error.code);
  return bill.value.lines[1]?.trace.inputs ?? {};
}

const demand = { max: new Decimal('4.5'), periods: {} };

test.each([
  ['kWh for each kW', { basis: 'demand' }, { demand }, '200 × 4.5', '400 × 4.5', { kw: '4.5' }],
  [
    'kWh for each kW of two months',
    { basis: 'demand' },
    { demand, months: 2 },
    '200 × 4.5 × 2',
    '400 × 4.5 × 2',
    { kw: '4.5', monthShare: '2' },
  ],
  ['kWh a day', { basis: 'day' }, {}, '200 × 31', '400 × 31', { days: '31' }],
  ['two months', { basis: 'month' }, { months: 2 }, '200 × 2', '400 × 2', { monthShare: '2' }],
  [
    'a part of a month',
    { basis: 'month', partMonth: 'days', dayCount: 'thirtieths' },
    { isPartMonth: true, span: halfMonth },
    '200 × 15 ÷ 30',
    '400 × 15 ÷ 30',
    { monthShare: '15 ÷ 30' },
  ],
  [
    'a part of a year',
    { basis: 'year' },
    { yearMonths: 7 },
    '200 × 7 ÷ 12',
    '400 × 7 ÷ 12',
    { yearMonths: '7' },
  ],
  [
    'a household of six',
    { basis: 'year', household },
    { householdSize: 6 },
    '200 + 100 × 12 × 2',
    '400 + 100 × 12 × 2',
    { people: '2', personKwh: '100' },
  ],
  [
    'a household of six in a part of a year',
    { basis: 'year', household },
    { householdSize: 6, yearMonths: 6 },
    '(200 + 100 × 12 × 2) × 6 ÷ 12',
    '(400 + 100 × 12 × 2) × 6 ÷ 12',
    { people: '2', personKwh: '100', yearMonths: '6' },
  ],
] satisfies [string, object, Partial<CalculationInput>, string, string, object][])(
  'how the limits of a tier came about stands with its line: %s',
  (_name, item, more, from, upTo, inputs) => {
    const figures = secondTier(item, more);
    expect(figures).toMatchObject({ fromFormula: from, upToFormula: upTo, ...inputs });
    expect(
      evaluateFormula(from)
        ?.minus(figures.fromKwh ?? '')
        .toFixed(9),
    ).toMatch(/^-?0\.0+$/);
    expect(
      evaluateFormula(upTo)
        ?.minus(figures.upToKwh ?? '')
        .toFixed(9),
    ).toMatch(/^-?0\.0+$/);
  },
);

test('limits as the tariff has them say nothing more', () => {
  expect(Object.keys(secondTier({ basis: 'month' }, {})).sort()).toEqual(
    ['fromKwh', 'kwh', 'price', 'tierNo', 'upToKwh'].sort(),
  );
});

test('a limit that was rounded says to how many places', () => {
  const item = { basis: 'year', limitPlaces: 0 };
  expect(secondTier(item, { yearMonths: 7 })).toMatchObject({
    fromKwh: '117',
    fromFormula: '200 × 7 ÷ 12',
    limitPlaces: '0',
  });
});

test('a tier that begins inside the year by what was used says where it ends only', () => {
  const figures = secondTier({ basis: 'year' }, { yearMonths: 6, usedThisYear: new Decimal(50) });
  expect(figures).toMatchObject({ fromFormula: '200 × 6 ÷ 12' });
  const plan = planOf({
    items: [{ kind: 'tiered_energy', code: 'energy', name: '电', tiers, basis: 'year' }],
  });
  const input = billInput(
    { total: new Decimal(10), periods: {} },
    { yearMonths: 6, usedThisYear: new Decimal(150) },
  );
  const bill = calculateBill(plan, input);
  expect(bill.ok && bill.value.lines[0]?.trace.inputs).toEqual({
    kwh: '10',
    price: '0.2',
    tierNo: '2',
    fromKwh: '150',
    upToKwh: '200',
    upToFormula: '400 × 6 ÷ 12',
    yearMonths: '6',
  });
});

test('a slab says between which limits the consumption lies', () => {
  const plan = planOf({ items: [{ kind: 'slab', code: 'energy', name: '电', tiers, basis: 'month' }] });
  const bill = calculateBill(plan, billInput({ total: new Decimal(500), periods: {} }, { months: 2 }));
  expect(bill.ok && bill.value.lines[0]?.trace.inputs).toMatchObject({
    reachedKwh: '500',
    fromKwh: '400',
    fromFormula: '200 × 2',
    upToKwh: '800',
    upToFormula: '400 × 2',
  });
});
