import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readPriceSheet } from '#core/files/tariff/priceSheet/readPriceSheet.ts';
import { writePriceSheet } from '#core/files/tariff/priceSheet/writePriceSheet.ts';
import {
  applyPriceRow,
  rowsOfMonths,
  statePrices,
  tariffContentSchema,
} from '#shared/domain/tariff/index.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'meterbook-price-sheet-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const price = fc.integer({ min: 1, max: 999_999 }).map((value) => (value / 1_000_000).toFixed(6));
const charge = fc.integer({ min: 0, max: 9_999 }).map((value) => (value / 100).toFixed(2));
const record = (keys: readonly string[]) => fc.record(Object.fromEntries(keys.map((key) => [key, price])));
const periods = fc.subarray(['sharp', 'peak', 'flat', 'valley', 'deep_valley'], { minLength: 1 });
const limits = fc
  .uniqueArray(fc.integer({ min: 1, max: 9_000 }), { minLength: 1, maxLength: 3 })
  .map((all) => [...all.sort((a, b) => a - b).map(String), null]);
const main = fc.oneof(
  price.map((value) => ({ kind: 'energy', code: 'energy', name: '电度电费', price: value })),
  periods.chain(record).map((prices) => ({ kind: 'time_of_use', code: 'energy', name: '电度电费', prices })),
  limits.chain((upTo) =>
    fc.tuple(...upTo.map((upToKwh) => price.map((value) => ({ upToKwh, price: value })))).map((tiers) => ({
      kind: 'tiered_energy',
      code: 'energy',
      name: '电度电费',
      basis: 'month',
      tiers,
    })),
  ),
);
/** Items that divide the year among them: each month has one. */
const seasons = fc
  .uniqueArray(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 11 })
  .chain((summer) => {
    const rest = Array.from({ length: 12 }, (_none, index) => index + 1).filter(
      (month) => !summer.includes(month),
    );
    return fc.tuple(main, main).map((items) =>
      items.map((item, index) => ({
        ...item,
        code: `energy_${index}`,
        when: { months: index === 0 ? summer.toSorted((a, b) => a - b) : rest },
      })),
    );
  });
const increment = limits.chain((upTo) =>
  fc.tuple(
    ...upTo.map((upToKwh, index) => price.map((value) => ({ upToKwh, price: index === 0 ? '0' : value }))),
  ),
);
const category = fc.uniqueArray(
  fc.constantFrom('居民生活用电', '大工业用电', '单一制', '两部制', '一户一表'),
  {
    minLength: 1,
    maxLength: 3,
  },
);
const voltageLevel = fc.constantFrom(
  'below_1kv',
  '1_to_10kv',
  '1_to_20kv',
  '35kv',
  'from_220kv',
  '35_to_below_110kv',
);

/** One price of demand, or one for those who use little for each kVA and one for those who use much. */
function demands(price: string, highLoad: string | undefined): readonly object[] {
  const item = { kind: 'contract_demand', code: 'kw', name: '需量', price };
  if (highLoad === undefined) return [item];
  return [
    { ...item, when: { kwhPerKvaBelow: '260' } },
    { ...item, code: 'kw_high', price: highLoad, when: { kwhPerKvaFrom: '260' } },
  ];
}

/** Any tariff whose prices a row of a table can say. */
const anyStatable = fc
  .record(
    {
      category,
      voltageLevel,
      main: fc.oneof(
        main.map((item) => [item]),
        seasons,
      ),
      increment,
      funds: fc.array(price, { minLength: 1, maxLength: 3 }),
      purchase: price,
      capacity: charge,
      demand: charge,
      highLoad: charge,
    },
    { requiredKeys: ['category', 'main'] },
  )
  .map(({ category: classes, voltageLevel: level, ...one }) =>
    tariffContentSchema.parse({
      priceClass: { category: classes, ...(level !== undefined && { voltageLevel: level }) },
      items: [
        ...one.main,
        ...(one.increment && one.main.every(({ kind }) => kind !== 'tiered_energy')
          ? [{ kind: 'tier_increment', code: 'tier', name: '阶梯加价', basis: 'year', tiers: one.increment }]
          : []),
        ...(one.funds ?? []).map((value, index) => ({
          kind: 'surcharge',
          code: `fund_${index}`,
          name: `基金${index}`,
          price: value,
        })),
        ...(one.purchase ? [{ kind: 'energy', code: 'buy', name: '代理购电价格', price: one.purchase }] : []),
        ...(one.capacity ? [{ kind: 'capacity', code: 'kva', name: '容量', price: one.capacity }] : []),
        ...(one.demand ? demands(one.demand, one.highLoad) : []),
      ],
    }),
  );

test('prices written as a table are read back into the same tariffs, whatever their classes', async () => {
  const path = join(folder, 'written.xlsx');
  await fc.assert(
    fc.asyncProperty(fc.array(anyStatable, { minLength: 1, maxLength: 6 }), async (contents) => {
      const byClass = new Map(contents.map((content) => [JSON.stringify(content.priceClass), content]));
      const rows = [...byClass.values()].flatMap((content) => {
        const stated = statePrices(content);
        if (!stated.ok || !content.priceClass) throw new Error('a statable tariff');
        const { priceClass } = content;
        return rowsOfMonths(stated.value).map((row) => ({ ...row, priceClass }));
      });
      const facts = { author: '供电所', createdAt: '2026-11-10T02:00:00.000Z' };
      await writePriceSheet(path, {
        ...facts,
        startOn: '2027-01-01',
        documentNo: '浙发改价格〔2026〕21号',
        rows,
      });
      const sheet = await readPriceSheet(path);
      if (!sheet.ok) throw new Error(sheet.error.code);
      expect(sheet.value.errors).toEqual([]);
      expect(sheet.value).toMatchObject({ startOn: '2027-01-01', documentNo: '浙发改价格〔2026〕21号' });
      expect(sheet.value.rows).toHaveLength(byClass.size);
      for (const row of sheet.value.rows) {
        const content = byClass.get(JSON.stringify(row.priceClass));
        expect(content && applyPriceRow(content, row)).toEqual({ ok: true, value: content });
      }
    }),
    { numRuns: 40 },
  );
});
