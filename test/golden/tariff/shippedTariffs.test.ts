import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import {
  parseTariffContent,
  SAMPLE_TARIFFS,
  SHIPPED_TARIFFS,
  type TariffItem,
  tariffContentSchema,
  trialTariff,
  type WorkedCase,
} from '#shared/domain/tariff/index.ts';
import { ROOT } from '../../tidy/sources.ts';
import { PRICE_TABLES } from './priceTables/index.ts';
import { rateB } from './textbookRate.ts';

const contentOf = (code: string) =>
  parsed(SHIPPED_TARIFFS.find(({ tariffCode }) => tariffCode === code)?.content);
const twoPart = contentOf('cn_two_part_time_of_use');
const october = { startOn: '2001-10-01', endOn: '2001-11-01' };

function parsed(content: unknown) {
  const result = parseTariffContent(content);
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

const all = [...new Set([...SHIPPED_TARIFFS, ...SAMPLE_TARIFFS, ...PRICE_TABLES, rateB])];

describe.each(all)('$tariffCode', ({ content }) => {
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

/** Cases that state what a bill comes to, and not that it stops. */
const bills = (content: unknown) =>
  parsed(content).cases.filter(({ expectedStop }) => expectedStop === undefined);
const isOurs = ({ source }: WorkedCase) => OWN_ARITHMETIC.test(source);

test.each(SHIPPED_TARIFFS)('$tariffCode, $prices, has a bill of somebody else', ({ content }) => {
  const outside = bills(content).filter((one) => !isOurs(one));
  expect(outside.length).toBeGreaterThan(0);
  for (const { expectedTotal, expectedLines } of outside)
    expect(expectedTotal ?? expectedLines).toBeDefined();
});

test.each(PRICE_TABLES)(
  '$tariffCode is a price table, not more, and not shipped',
  ({ tariffCode, content }) => {
    expect(bills(content).length).toBeGreaterThan(0);
    expect(bills(content).every(isOurs)).toBe(true);
    expect(SHIPPED_TARIFFS.map((one) => one.tariffCode)).not.toContain(tariffCode);
  },
);

/** A question of an examination, by what its source is called. */
const isQuestion = (text: string) => /题库|计算题|简答题|Textbook/.test(text);

test('prices of examination questions are told apart from published ones', () => {
  const exercises = SHIPPED_TARIFFS.filter(({ prices }) => prices === 'exercise');
  expect(exercises.map(({ tariffCode }) => tariffCode).sort()).toEqual([
    'cn_irrigation',
    'cn_temporary_supply',
    'cn_two_part_time_of_use',
  ]);
  for (const { documentNo, prices } of SHIPPED_TARIFFS) {
    expect(isQuestion(documentNo)).toBe(prices === 'exercise');
  }
  expect(isQuestion(rateB.documentNo)).toBe(true);
});

const BASIC_CHARGES = ['apparent_demand', 'demand', 'capacity', 'contract_demand', 'actual_demand'];
const hasTiers = (kind: string) => (item: TariffItem) =>
  item.kind === kind && 'tiers' in item && (item.tiers?.length ?? 0) > 1;
const isTwoPart = ({ kind }: TariffItem) => BASIC_CHARGES.includes(kind);
const isItem = () => true;

test.each([
  ['a household of Zhejiang, tiers over the year', 'household', /^zj_/, hasTiers('tier_increment')],
  ['two-part industry', 'industrial', /./, isTwoPart],
  ['agriculture', 'agricultural', /./, isItem],
  ['commerce', 'commercial', /./, isItem],
  ['energy in tiers of North America', 'household', /^us_/, hasTiers('tiered_energy')],
  ['demand in tiers', 'industrial', /./, hasTiers('demand')],
] as const)('the library has published prices of %s', (_name, customerClass, code, fits) => {
  const found = SHIPPED_TARIFFS.filter(
    (one) => one.prices === 'published' && one.customerClass === customerClass && code.test(one.tariffCode),
  ).filter(({ content }) => parsed(content).items.some(fits));
  expect(found).not.toEqual([]);
});

/** Of the bills of LTMD only two lines are printed one by one; the price of the excess is what the second one charges. */
test('two bills of LTMD differ from each other by the excess above the contract alone', () => {
  const { cases } = trialTariff(contentOf('in_gujarat_ltmd'));
  const demandOf = (index: number) =>
    (cases[index]?.lines ?? [])
      .filter(({ kind }) => kind === 'demand')
      .map(({ itemCode, quantity, price }) => [itemCode, quantity, price]);
  expect([demandOf(0), demandOf(1)]).toEqual([
    [
      ['demand.tier_1', '40', '90'],
      ['demand.tier_2', '20', '130'],
      ['demand.tier_3', '8', '195'],
    ],
    [
      ['demand.tier_1', '37', '90'],
      ['demand.excess', '10.5', '265'],
    ],
  ]);
});

/** The power factor adjustment of HTP-I as its schedule says it, in percent of the energy charge. */
test.each([
  [0, '1.000', '-2.5'],
  [198, '0.999', '-2.45'],
  [17_500, '0.949', '0'],
  [25_700, '0.899', '0.1'],
  [33_000, '0.847', '5.6'],
])('HTP-I at 52,788 kWh and %s kvarh: cos φ %s, %s %', (kvarh, powerFactor, percent) => {
  const { cases, ...prices } = contentOf('in_gujarat_htp1');
  const [bill] = trialTariff({ ...prices, cases: [{ ...cases[0], reactiveKvarh: String(kvarh) }] }).cases;
  const trace = bill?.lines.find(({ itemCode }) => itemCode === 'power_factor')?.trace;
  expect(trace?.inputs).toMatchObject({ powerFactor, percent });
});

/**
 * The exercise of 杭州电子科技大学 states the kWh of each month and the year's amount to one decimal place: so do
 * eleven bills, each rounded to the cent, that follow each other through the tiers.
 */
test('eleven monthly bills of a Hangzhou household come to 3067.4 yuan', () => {
  const months = [468, 489, 370, 363, 397, 380, 712, 679, 484, 453, 462];
  const monthNo = (index: number) => String(index + 1).padStart(2, '0');
  const { cases: _cases, ...prices } = contentOf('zj_household');
  const { cases, errors } = trialTariff({
    ...prices,
    cases: months.map((kwh, index) => ({
      name: monthNo(index),
      source: '阿福家的电费',
      startOn: `2026-${monthNo(index)}-01`,
      endOn: `2026-${monthNo(index + 1)}-01`,
      total: String(kwh),
      usedThisYear: String(months.slice(0, index).reduce((sum, used) => sum + used, 0)),
    })),
  });
  expect(errors).toEqual([]);
  const totalMinor = cases.reduce((sum, one) => sum + (one.totalMinor ?? 0), 0);
  expect(Math.round(totalMinor / 10)).toBe(30674);
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
