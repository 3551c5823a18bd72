import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, daysBetween } from '#shared/domain/localDate.ts';
import { Decimal, roundToMinor, sumMinor } from '#shared/domain/money.ts';
import { PERIOD_CODES } from '#shared/domain/reading/registers.ts';
import {
  type BillLine,
  CALCULATION_STOPS,
  type CalculationInput,
  calculateBill,
  parseTariffContent,
  TARIFF_ERROR_CODES,
  tariffContentSchema,
} from '#shared/domain/tariff/index.ts';
import { anyBill, anyItems, anyTariff } from '../../support/anyTariff.ts';
import { billInput, planOf } from '../../support/billInput.ts';

const RUNS = { numRuns: 400 };

function linesOf(content: unknown, input: CalculationInput): readonly BillLine[] | null {
  const result = calculateBill(planOf(content), input);
  return result.ok ? result.value.lines : null;
}

const unroundedOf = (lines: readonly BillLine[]) =>
  lines.reduce((sum, line) => sum.plus(line.unrounded), new Decimal(0));

test('any valid tariff calculates any bill or stops with a known code; nothing but the lines is rounded', () => {
  let calculated = 0;
  fc.assert(
    fc.property(anyTariff, anyBill, (content, input) => {
      const result = calculateBill(planOf(content), input);
      if (!result.ok) {
        expect(CALCULATION_STOPS).toContain(result.error.code);
        return;
      }
      calculated += 1;
      const { lines, totalMinor } = result.value;
      expect(totalMinor).toBe(sumMinor(lines.map((line) => line.amountMinor)));
      expect(lines.map((line) => line.lineNo)).toEqual(lines.map((_line, index) => index + 1));
      for (const line of lines) {
        expect(line.amountMinor).toBe(roundToMinor(new Decimal(line.unrounded)));
        expect(Math.abs(line.taxMinor)).toBeLessThanOrEqual(Math.abs(line.amountMinor));
      }
    }),
    { numRuns: 1000 },
  );
  expect(calculated).toBeGreaterThan(100);
});

test('at extreme prices and figures a bill stops with a code as well', () => {
  const factor = fc.constantFrom('1', '100000', '10000000000', '1e20');
  const isPrice = (key: string) =>
    key === 'price' || key === 'amount' || PERIOD_CODES.some((code) => code === key);
  const stops = new Set<string>();
  fc.assert(
    fc.property(anyTariff, anyBill, factor, factor, (content, drawn, priceFactor, kwhFactor) => {
      const dear: unknown = JSON.parse(JSON.stringify(content), (key, held: unknown) =>
        isPrice(key) && typeof held === 'string' ? new Decimal(held).times(priceFactor).toFixed() : held,
      );
      const { total, periods } = drawn.quantities;
      const large = (kwh: Decimal) => kwh.times(kwhFactor);
      const quantities = { total: large(total), periods: mapped(periods, large) };
      const result = calculateBill(planOf(dear), { ...drawn, quantities });
      if (!result.ok) stops.add(result.error.code);
    }),
    RUNS,
  );
  expect([...stops]).toEqual(expect.arrayContaining(['amount_too_large', 'quantity_too_large']));
});

test('a tariff is read as the same tariff when it is written and read again', () => {
  fc.assert(
    fc.property(anyTariff, (content) => {
      const once = tariffContentSchema.parse(content);
      expect(tariffContentSchema.parse(JSON.parse(JSON.stringify(once)))).toEqual(once);
    }),
    RUNS,
  );
});

test('a document that was damaged anywhere is read or refused with where and why, never thrown', () => {
  const damage = fc.oneof(
    fc.constant(null),
    fc.constant('-1'),
    fc.constant(''),
    fc.integer(),
    fc.constant([]),
  );
  fc.assert(
    fc.property(anyTariff, fc.nat(), damage, (content, place, value) => {
      const text = JSON.stringify(content);
      let places = 0;
      JSON.parse(text, () => {
        places += 1;
      });
      let visited = 0;
      const damaged: unknown = JSON.parse(text, (_key, held: unknown) => {
        visited += 1;
        return visited === (place % places) + 1 ? value : held;
      });
      const parsed = parseTariffContent(damaged);
      if (!parsed.ok) for (const error of parsed.error) expect(TARIFF_ERROR_CODES).toContain(error.code);
    }),
    RUNS,
  );
});

test('a bill over [a, c) is the bills over [a, b) and [b, c) where no item counts months', () => {
  const additive = anyItems(['energy', 'surcharge', 'time_of_use', 'tier_increment']).map((items) => ({
    items: items.map((item) => ('basis' in item ? { ...item, basis: 'year' } : item)),
  }));
  const days = fc.integer({ min: 1, max: 30 });
  const share = fc.integer({ min: 0, max: 100 });
  let compared = 0;
  fc.assert(
    fc.property(additive, anyBill, days, share, (content, drawn, day, percent) => {
      const whole = billInput(drawn.quantities, { usedThisYear: drawn.usedThisYear });
      const part = (kwh: Decimal) => kwh.times(percent).div(100);
      const { total, periods } = whole.quantities;
      const first = {
        total: part(total),
        periods: mapped(periods, part),
      };
      const second = {
        total: total.minus(first.total),
        periods: mapped(periods, (kwh) => kwh.minus(part(kwh))),
      };
      const middle = addDays(whole.span.startOn, day);
      const all = linesOf(content, whole);
      const one = linesOf(content, { ...whole, quantities: first, span: { ...whole.span, endOn: middle } });
      const two = linesOf(content, {
        ...whole,
        quantities: second,
        usedThisYear: whole.usedThisYear.plus(first.total),
        span: { ...whole.span, startOn: middle },
      });
      if (all === null || one === null || two === null) return;
      compared += 1;
      expect(unroundedOf(one).plus(unroundedOf(two)).toFixed()).toBe(unroundedOf(all).toFixed());
    }),
    RUNS,
  );
  expect(compared).toBeGreaterThan(100);
});

test('a charge per day adds up over any division of the days', () => {
  const content = { items: [{ kind: 'fixed', code: 'f', name: 'f', per: 'day', amount: '0.3' }] };
  const whole = billInput({ total: new Decimal(0), periods: {} });
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 30 }), (day) => {
      const middle = addDays(whole.span.startOn, day);
      const [first, second] = [
        { ...whole.span, endOn: middle },
        { ...whole.span, startOn: middle },
      ].map((span) => unroundedOf(linesOf(content, { ...whole, span }) ?? []));
      const days = daysBetween(whole.span.startOn, whole.span.endOn);
      expect(first?.plus(second ?? 0).toFixed()).toBe(new Decimal('0.3').times(days).toFixed());
    }),
  );
});

test('n times the kWh at prices per kWh is n times the amount before rounding', () => {
  const content = anyItems(['energy', 'surcharge', 'time_of_use']).map((items) => ({ items }));
  fc.assert(
    fc.property(content, anyBill, fc.integer({ min: 2, max: 50 }), (document, drawn, times) => {
      const { total, periods } = drawn.quantities;
      const scaled = { total: total.times(times), periods: mapped(periods, (kwh) => kwh.times(times)) };
      const [one, many] = [
        linesOf(document, billInput(drawn.quantities)),
        linesOf(document, billInput(scaled)),
      ];
      if (one === null || many === null) return;
      expect(unroundedOf(many).toFixed()).toBe(unroundedOf(one).times(times).toFixed());
    }),
    RUNS,
  );
});

test('the order of items that do not name each other changes no amount, nor does the order of periods', () => {
  const content = anyItems(['energy', 'time_of_use', 'tiered_energy', 'fixed', 'demand', 'capacity']);
  const amounts = (lines: readonly BillLine[] | null) =>
    lines?.map((line) => `${line.itemCode} ${line.unrounded}`).sort() ?? null;
  fc.assert(
    fc.property(content, anyBill, (items, input) => {
      const turned = {
        ...input,
        quantities: {
          ...input.quantities,
          periods: Object.fromEntries(Object.entries(input.quantities.periods).reverse()),
        },
      };
      const reversed = linesOf({ items: [...items].reverse() }, turned);
      expect(amounts(reversed)).toEqual(amounts(linesOf({ items }, input)));
    }),
    RUNS,
  );
});

test('an amount of the other sign is rounded to the mirror of its cents', () => {
  fc.assert(
    fc.property(fc.integer(), fc.integer({ min: 0, max: 9 }), (digits, places) => {
      const amount = new Decimal(digits).div(new Decimal(10).pow(places));
      expect(roundToMinor(amount.neg()) + roundToMinor(amount)).toBe(0);
    }),
  );
});

function mapped<Values extends CalculationInput['quantities']['periods']>(
  values: Values,
  change: (kwh: Decimal) => Decimal,
): Values {
  return Object.fromEntries(Object.entries(values).map(([code, kwh]) => [code, change(kwh)])) as Values;
}
