import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import {
  PRICE_TABLES,
  parseTariffContent,
  SAMPLE_TARIFFS,
  SHIPPED_TARIFFS,
  tariffContentSchema,
  trialTariff,
  WORKED_TARIFFS,
} from '#shared/domain/tariff/index.ts';
import { ROOT } from '../../tidy/sources.ts';

const twoPart = parsed(
  WORKED_TARIFFS.find(({ tariffCode }) => tariffCode === 'cn_two_part_time_of_use')?.content,
);
const october = { startOn: '2001-10-01', endOn: '2001-11-01' };

function parsed(content: unknown) {
  const result = parseTariffContent(content);
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

describe.each([...new Set([...SHIPPED_TARIFFS, ...SAMPLE_TARIFFS])])('$tariffCode', ({ content }) => {
  test('every worked case comes to what its source says', () => {
    const trial = trialTariff(content);
    expect(trial.errors).toEqual([]);
    expect(trial.cases.length).toBeGreaterThan(0);
    expect(trial.cases.filter((one) => !one.passed || !one.isCompared)).toEqual([]);
    expect(trial.passed).toBe(true);
  });
});

/** What the cases say that we worked out ourselves from a price table. */
const OWN_ARITHMETIC = /^(按公布电价表计算|arithmetic\b)/i;

test.each(WORKED_TARIFFS)('$tariffCode has a bill of somebody else', ({ content }) => {
  const { cases } = parsed(content);
  expect(cases.length).toBeGreaterThan(0);
  expect(cases.filter(({ source }) => OWN_ARITHMETIC.test(source))).toEqual([]);
});

test.each(PRICE_TABLES)('$tariffCode is a price table, not more', ({ content }) => {
  const { cases } = parsed(content);
  expect(cases.some(({ source }) => OWN_ARITHMETIC.test(source))).toBe(true);
});

/** The question bills 2,000 kWh of lighting beside the power of the works; its funds are on both. */
test('the bill of the two-part question comes to 327024.56 yuan (examk.com 1123548778)', () => {
  const works = trialTariff(twoPart).cases[0];
  const lighting = trialTariff({
    items: [
      { kind: 'energy', code: 'energy', name: '照明', price: '0.70' },
      ...twoPart.items.filter(({ kind }) => kind === 'surcharge'),
    ],
    cases: [{ name: '照明', source: 'examk.com', ...october, total: '2000' }],
  }).cases[0];
  const lines = [...(works?.lines ?? []), ...(lighting?.lines ?? [])];
  expect(works?.lines.slice(0, 5).map(({ itemCode, amountMinor }) => [itemCode, amountMinor])).toEqual([
    ['basic_capacity', 7_500_000],
    ['energy.peak', 7_269_750],
    ['energy.flat', 14_476_500],
    ['energy.valley', 1_809_000],
    ['power_factor', -232_914],
  ]);
  const sumOf = (code: string) =>
    lines.filter(({ itemCode }) => itemCode === code).reduce((sum, { amountMinor }) => sum + amountMinor, 0);
  expect(['fund_loan', 'fund_three_gorges', 'fund_city'].map(sumOf)).toEqual([1_023_600, 358_260, 358_260]);
  expect((works?.totalMinor ?? 0) + (lighting?.totalMinor ?? 0)).toBe(32_702_456);
});

test('the published schema of tariff documents is the one that is used', () => {
  const file = join(ROOT, 'docs/formats/tariff.schema.json');
  const schema: unknown = z.toJSONSchema(tariffContentSchema, { io: 'input', unrepresentable: 'any' });
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(JSON.parse(JSON.stringify(schema)));
});
