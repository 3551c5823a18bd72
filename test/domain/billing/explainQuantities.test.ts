import { expect, test } from 'vitest';
import { mirrorContent } from '#shared/domain/billing/billContent.ts';
import { quantityLines } from '#shared/domain/billing/explainQuantities.ts';
import { evaluateFormula } from '#shared/domain/billing/formula.ts';
import { factoryContent } from '../../support/factoryBill.ts';

const read = (registerCode: string, kwh: string) => ({
  meterNo: '0001',
  registerCode,
  fromOn: '2026-10-01',
  fromReading: '0',
  toOn: '2026-11-01',
  toReading: kwh,
  multiplier: '1',
  kwh,
  isEstimated: false,
  isRollover: false,
});

test('a bill of the engine shows what leads from its readings to its billed kWh', () => {
  const bill = factoryContent();
  const lines = quantityLines(bill);
  expect(lines.map(({ code, of, quantity, unit }) => [code, of, quantity, unit])).toEqual([
    ['measured', undefined, '10013.2', 'kWh'],
    ['metered', '0002-1', '-1000', 'kWh'],
    ['metered', '0003-1', '-1000', 'kWh'],
    ['transformer_loss', undefined, '324', 'kWh'],
    ['line_loss', undefined, '80', 'kWh'],
    ['rounding', undefined, '-0.2', 'kWh'],
    ['billed', undefined, '8417', 'kWh'],
  ]);
  expect(lines.at(-1)?.formula).toBe('10013.2 - 1000 - 1000 + 324 + 80 - 0.2');
});

test('its mirror shows the same with its sign turned', () => {
  const lines = quantityLines(mirrorContent(factoryContent()));
  expect(lines.at(-1)).toMatchObject({ code: 'billed', quantity: '-8417' });
  expect(evaluateFormula(lines.at(-1)?.formula ?? '')?.toFixed()).toBe('-8417');
});

test('nothing is shown where what was measured is billed, or where kWh were corrected without readings', () => {
  expect(
    quantityLines({ readings: [read('total', '200')], quantities: { total: '200', periods: {} } }),
  ).toEqual([]);
  expect(quantityLines({ readings: [], quantities: { total: '5', periods: { peak: '5' } } })).toEqual([]);
});

test('periods of the day say what they have of the whole, and the one without a register what is left', () => {
  const loss = { code: 'line_loss', formula: '100 × 10%', quantity: '10', unit: 'kWh' } as const;
  const bill = {
    readings: [read('total', '100'), read('peak', '60')],
    quantities: { total: '110', periods: { peak: '66', valley: '44' }, steps: [loss] },
  };
  expect(
    quantityLines(bill)
      .slice(2)
      .map(({ code, registerCode, formula, quantity }) => [code, registerCode, formula, quantity]),
  ).toEqual([
    ['billed', 'total', '100 + 10', '110'],
    ['billed', 'peak', '60 + 6', '66'],
    ['billed', 'valley', '110 - 66', '44'],
  ]);
});

test('reactive energy has lines of its own', () => {
  const loss = {
    code: 'transformer_loss_reactive',
    formula: '3 × 4',
    quantity: '12',
    unit: 'kvarh',
  } as const;
  const bill = {
    readings: [read('total', '100'), read('reactive', '50')],
    quantities: { total: '100', periods: {}, reactiveKvarh: '62', steps: [loss] },
  };
  expect(
    quantityLines(bill).map(({ code, formula, quantity, unit }) => [code, formula, quantity, unit]),
  ).toEqual([
    ['measured', '', '50', 'kvarh'],
    ['transformer_loss_reactive', '3 × 4', '12', 'kvarh'],
    ['billed', '50 + 12', '62', 'kvarh'],
  ]);
});
