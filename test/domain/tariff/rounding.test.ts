import { describe, expect, test } from 'vitest';
import { evaluateFormula } from '#shared/domain/billing/formula.ts';
import { localDate } from '#shared/domain/localDate.ts';
import { Decimal, minor } from '#shared/domain/money.ts';
import { type CalculationInput, calculateBill, parseTariffContent } from '#shared/domain/tariff/index.ts';
import { billInput, planOf } from '../../support/billInput.ts';

const amountOf = (amount: string) => ({ kind: 'fixed', code: 'fixed', name: 'f', per: 'month', amount });
const rounding = (more: object) => ({ kind: 'rounding', code: 'rounding', name: '取整', ...more });

function billOf(content: object, more: Partial<CalculationInput> = {}) {
  const bill = calculateBill(planOf(content), billInput({ total: new Decimal(0), periods: {} }, more));
  if (!bill.ok) throw new Error(bill.error.code);
  return bill.value;
}

describe('a bill that is rounded as a whole', () => {
  test.each([
    ['nearest', '0.05', '12.37', '12.35'],
    ['nearest', '0.05', '12.38', '12.40'],
    ['nearest', '1', '937.50', '938.00'],
    ['nearest', '1', '-937.50', '-938.00'],
    ['down', '1', '149.99', '149.00'],
    ['down', '1', '-149.99', '-149.00'],
    ['up', '10', '140.01', '150.00'],
    ['up', '10', '-140.01', '-150.00'],
  ])('%s to %s: %s is %s, and the difference is a line of its own', (mode, to, amount, total) => {
    const { lines, totalMinor } = billOf({ items: [amountOf(amount), rounding({ to, mode })] });
    expect(new Decimal(totalMinor).div(100).toFixed(2)).toBe(total);
    const [, last] = lines;
    expect(last?.trace.rule).toBe(`rounding.${mode}`);
    expect(evaluateFormula(last?.trace.formula ?? '')?.toFixed()).toBe(last?.unrounded);
  });

  test('has no line where there is nothing to round, and counts the tax that is added', () => {
    expect(billOf({ items: [amountOf('12.40'), rounding({ to: '0.05' })] }).lines).toHaveLength(1);
    const tax = { mode: 'added', percent: '8.1' };
    const { lines, totalMinor } = billOf({ tax, items: [amountOf('100'), rounding({ to: '0.05' })] });
    expect(lines.map(({ itemCode, amountMinor }) => [itemCode, amountMinor])).toEqual([
      ['fixed', 100_00],
      ['tax', 8_10],
    ]);
    expect(totalMinor).toBe(108_10);
  });

  test('is rounded once where its price changes: with the last part, over all parts', () => {
    const whole = { span: billInput({ total: new Decimal(0), periods: {} }).span, total: new Decimal(0) };
    const middle = localDate('2026-10-16');
    const content = { items: [{ ...amountOf('0.31'), per: 'day' }, rounding({ to: '1' })] };
    const first = billOf(content, { span: { ...whole.span, endOn: middle }, whole });
    expect(first.totalMinor).toBe(4_65);
    const last = billOf(content, {
      span: { ...whole.span, startOn: middle },
      whole: { ...whole, billedBefore: minor(first.totalMinor) },
    });
    expect(last.lines.map(({ amountMinor }) => amountMinor)).toEqual([4_96, 39]);
    expect(first.totalMinor + last.totalMinor).toBe(10_00);
  });
});

test('rounding is the last item, and to whole cents', () => {
  const errorsOf = (items: readonly object[]) => {
    const parsed = parseTariffContent({ items });
    return parsed.ok ? [] : parsed.error;
  };
  expect(errorsOf([rounding({ to: '1' }), amountOf('1')])).toMatchObject([
    { path: 'items.0', code: 'rounding_not_last' },
  ]);
  expect(errorsOf([amountOf('1'), rounding({ to: '0.005' })])).toMatchObject([
    { path: 'items.1.to', code: 'not_whole_cents' },
  ]);
  expect(errorsOf([amountOf('1'), rounding({ to: '0' })])[0]?.code).toBe('not_whole_cents');
});
