import { describe, expect, test } from 'vitest';
import {
  currentTerms,
  isPartOfMonth,
  monthsOfYear,
  type SupplyTerm,
  supplySpans,
  termOn,
} from '#shared/domain/customers/supplyTerms.ts';
import { localDate, period } from '#shared/domain/localDate.ts';
import { Decimal } from '#shared/domain/money.ts';

function term(startOn: string, kind: SupplyTerm['kind'], kva: number | null, id = startOn): SupplyTerm {
  return {
    supplyTermId: id,
    startOn: localDate(startOn),
    kind,
    capacityKva: kva === null ? null : new Decimal(kva),
    contractKw: null,
    basicChargeBy: null,
    powerFactorStandard: null,
    loss: null,
  };
}
const span = (startOn: string, endOn: string) => ({ startOn: localDate(startOn), endOn: localDate(endOn) });
const october = span('2026-10-01', '2026-11-01');
const shown = (terms: readonly SupplyTerm[], pointKva: number | null = null) =>
  supplySpans(terms, october, pointKva === null ? null : new Decimal(pointKva)).map(
    ({ startOn, endOn, capacityKva }) => [startOn, endOn, capacityKva?.toFixed() ?? null],
  );

describe('capacity over the days of a bill', () => {
  test.each([
    ['without terms the service point says it', [], 50, [['2026-10-01', '2026-11-01', '50']]],
    ['terms of long ago', [term('2020-01-01', 'start', 315)], 50, [['2026-10-01', '2026-11-01', '315']]],
    [
      'before the first terms the service point says it',
      [term('2026-10-11', 'change', 315)],
      50,
      [
        ['2026-10-01', '2026-10-11', '50'],
        ['2026-10-11', '2026-11-01', '315'],
      ],
    ],
    [
      'paused and resumed inside the bill',
      [term('2026-01-01', 'start', 315), term('2026-10-06', 'pause', 0), term('2026-10-26', 'resume', 315)],
      null,
      [
        ['2026-10-01', '2026-10-06', '315'],
        ['2026-10-06', '2026-10-26', '0'],
        ['2026-10-26', '2026-11-01', '315'],
      ],
    ],
    ['terms that come later', [term('2026-11-01', 'start', 315)], null, [['2026-10-01', '2026-11-01', null]]],
  ])('%s', (_name, terms, pointKva, expected) => {
    expect(shown(terms, pointKva)).toEqual(expected);
  });

  test('of several terms for a day the one written last holds', () => {
    const written = [term('2026-10-01', 'change', 2, 'b'), term('2026-10-01', 'change', 1, 'a')];
    expect(currentTerms(written).map(({ supplyTermId }) => supplyTermId)).toEqual(['b']);
    expect(termOn(currentTerms(written), localDate('2026-09-30'))).toBeNull();
  });
});

describe('first and last months and years', () => {
  test.each([
    ['2025-12', [], 12],
    ['2026-10', [term('2026-07-15', 'start', 1)], 6],
    ['2027-01', [term('2026-07-15', 'start', 1)], 12],
    ['2026-03', [term('2020-01-01', 'start', 1), term('2026-03-20', 'end', 0)], 3],
    ['2026-08', [term('2026-07-15', 'start', 1), term('2026-08-20', 'end', 0)], 2],
  ])('%s', (of, terms, months) => {
    expect(monthsOfYear(terms, period(of))).toBe(months);
  });

  test.each([
    ['a supply that began inside', span('2026-10-12', '2026-11-01'), [term('2026-10-12', 'start', 1)], true],
    ['one that began with a whole month', october, [term('2026-10-01', 'start', 1)], false],
    ['one that ended inside', span('2026-10-01', '2026-10-20'), [term('2026-10-20', 'end', 0)], true],
    ['a short bill in between', span('2026-10-01', '2026-10-20'), [term('2026-01-01', 'start', 1)], false],
    ['nothing known', span('2026-10-01', '2026-10-20'), [], false],
  ])('%s', (_name, days, terms, expected) => {
    expect(isPartOfMonth(terms, days)).toBe(expected);
  });
});
