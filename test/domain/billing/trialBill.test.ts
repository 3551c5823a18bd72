import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { billingSettingsOf } from '#shared/domain/billing/billingSettings.ts';
import { type BillingPoint, type PricedVersion, trialBill } from '#shared/domain/billing/trialBill.ts';
import { localDate, period } from '#shared/domain/localDate.ts';
import { Decimal, decimalOf } from '#shared/domain/money.ts';
import { DEFAULT_READING_POLICY } from '#shared/domain/reading/policy.ts';
import { type SeriesReading, segmentsOf } from '#shared/domain/reading/segments.ts';
import { compileTariff } from '#shared/domain/tariff/calculate.ts';
import { parseTariffContent } from '#shared/domain/tariff/content.ts';

const settings = billingSettingsOf({});

function version(tariffVersionId: string, startOn: string, items: unknown[]): PricedVersion {
  const content = parseTariffContent({ items });
  if (!content.ok) throw new Error(JSON.stringify(content.error));
  return { tariffVersionId, startOn: localDate(startOn), plan: compileTariff(content.value) };
}

const energy = (price: string) => ({ kind: 'energy', code: 'energy', name: '电度电费', price });

function reading(
  readOn: string,
  of: string,
  value: string,
  more: Partial<SeriesReading> = {},
): SeriesReading {
  return {
    readingId: readOn,
    meterId: 'm1',
    registerCode: 'total',
    readOn: localDate(readOn),
    period: period(of),
    value: decimalOf(value),
    kind: 'cycle',
    source: 'file',
    isRolloverAccepted: false,
    ...more,
  };
}

function point(
  readings: SeriesReading[],
  versions: PricedVersion[],
  more: Partial<BillingPoint> = {},
): BillingPoint {
  const meter = { digits: 6, decimals: 2, multiplier: new Decimal(1) };
  return {
    period: period('2026-11'),
    customerClass: 'household',
    capacityKva: null,
    subPoints: [],
    behind: null,
    supplyTerms: [],
    demandHistory: [],
    apparentDemandHistory: [],
    relationChanges: [],
    householdSize: null,
    installations: [
      {
        meterId: 'm1',
        meterNo: '0001',
        registers: ['total'],
        installedOn: localDate('2020-01-01'),
        removedOn: null,
      },
    ],
    segments: segmentsOf(readings, () => meter),
    billedUntil: localDate('2026-10-01'),
    assignments: [{ startOn: localDate('2020-01-01'), endOn: null, versions }],
    usedThisYear: new Decimal(0),
    previous: null,
    isFirst: false,
    openAnomalyCount: 0,
    ...more,
  };
}

const bill = (source: BillingPoint) => trialBill(source, settings, DEFAULT_READING_POLICY);
const rules = (source: BillingPoint) => bill(source).exceptions.map(({ ruleCode }) => ruleCode);
const readings = [reading('2026-10-01', '2026-10', '0'), reading('2026-11-15', '2026-11', '100')];

describe('a price change inside the span bills each part once (polar#9090)', () => {
  it('33 kWh at the old and 67 at the new price, numbered through', () => {
    const old = version('v1', '2020-01-01', [energy('0.5')]);
    const now = version('v2', '2026-10-16', [energy('1')]);
    const result = bill(point(readings, [old, now]));
    expect(result.lines.map(({ lineNo, quantity, amountMinor }) => [lineNo, quantity, amountMinor])).toEqual([
      [1, '33', 1_650],
      [2, '67', 6_700],
    ]);
    expect(result).toMatchObject({ totalMinor: 8_350, tariffVersionId: 'v2', exceptions: [] });
  });

  it('at the places that the office says', () => {
    const old = version('v1', '2020-01-01', [energy('0.5')]);
    const now = version('v2', '2026-10-16', [energy('1')]);
    const exact = billingSettingsOf({ billing: { pricePartPlaces: 2 } });
    const { lines } = trialBill(point(readings, [old, now]), exact, DEFAULT_READING_POLICY);
    expect(lines.map(({ quantity, amountMinor }) => [quantity, amountMinor])).toEqual([
      ['33.33', 1_667],
      ['66.67', 6_667],
    ]);
  });

  it('a reading that was taken on the day tells how many kWh lie before it', () => {
    const old = version('v1', '2020-01-01', [energy('0.5')]);
    const now = version('v2', '2026-10-16', [energy('1')]);
    const onTheDay = [
      readings[0],
      reading('2026-10-16', '2026-11', '60.4', { kind: 'special' }),
      readings[1],
    ];
    const result = bill(point(onTheDay as SeriesReading[], [old, now]));
    expect(result.lines.map(({ quantity }) => quantity)).toEqual(['60', '40']);
    const dayLater = [
      readings[0],
      reading('2026-10-17', '2026-11', '60.4', { kind: 'special' }),
      readings[1],
    ];
    expect(bill(point(dayLater as SeriesReading[], [old, now])).lines[0]?.quantity).toBe('33');
  });

  it('the yearly tier of the second part goes on from the first', () => {
    const tiers = {
      kind: 'tier_increment',
      code: 'tier',
      name: '阶梯加价',
      basis: 'year',
      tiers: [
        { upToKwh: '50', price: '0' },
        { upToKwh: null, price: '1' },
      ],
    };
    const old = version('v1', '2020-01-01', [tiers]);
    const now = version('v2', '2026-10-16', [tiers]);
    expect(bill(point(readings, [old, now])).totalMinor).toBe(5_000);
  });

  it('a version that begins on the last day or later prices nothing', () => {
    const old = version('v1', '2020-01-01', [energy('0.5')]);
    const later = version('v2', '2026-11-15', [energy('9')]);
    expect(bill(point(readings, [old, later])).totalMinor).toBe(5_000);
  });
});

describe('what stops a bill', () => {
  const priced = [version('v1', '2020-01-01', [energy('0.5')])];
  it.each([
    {
      title: 'no price on the first day',
      source: point(readings, [version('v', '2026-10-02', [energy('1')])]),
    },
    { title: 'no tariff at all', source: point(readings, priced, { assignments: [] }) },
  ])('$title', ({ source }) => {
    expect(rules(source)).toEqual(['tariff_missing']);
    expect(bill(source)).toMatchObject({ totalMinor: 0, lines: [] });
  });

  it('a register that went back and was not confirmed; confirmed it is a rollover', () => {
    const back = [reading('2026-10-01', '2026-10', '999950'), reading('2026-11-15', '2026-11', '30')];
    expect(rules(point(back, priced))).toEqual(['negative']);
    const confirmed = [back[0], { ...back[1], isRolloverAccepted: true }] as SeriesReading[];
    expect(bill(point(confirmed, priced))).toMatchObject({ totalMinor: 4_000, exceptions: [] });
  });

  it('an anomaly that nobody worked, and a tariff that needs a capacity', () => {
    expect(rules(point(readings, priced, { openAnomalyCount: 2 }))).toEqual(['open_anomaly']);
    const capacity = { kind: 'capacity', code: 'basic', name: '基本电费', price: '30' };
    expect(rules(point(readings, [version('v1', '2020-01-01', [capacity])]))).toEqual([
      'calculation_refused',
    ]);
  });

  it('no reading of the period', () => {
    expect(rules(point(readings.slice(0, 1), priced))).toEqual(['reading_missing']);
  });
});

it('marks bills with estimates', () => {
  const priced = [version('v1', '2020-01-01', [energy('0.5')])];
  const estimated = [readings[0], { ...readings[1], source: 'estimated' }] as SeriesReading[];
  expect(bill(point(estimated, priced))).toMatchObject({ isEstimated: true });
  expect(rules(point(estimated, priced))).toEqual(['estimated']);
});

it('the total is the sum of its lines, whatever is read', () => {
  const old = version('v1', '2020-01-01', [
    energy('0.5383'),
    { ...energy('0.0067'), code: 'fund', name: '基金' },
  ]);
  const now = version('v2', '2026-10-20', [energy('0.6171')]);
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 99_999_999 }), (hundredths) => {
      const value = new Decimal(hundredths).div(100).toFixed();
      const read = [reading('2026-10-01', '2026-10', '0'), reading('2026-11-15', '2026-11', value)];
      const result = bill(point(read, [old, now]));
      expect(result.lines.reduce((sum, line) => sum + line.amountMinor, 0)).toBe(result.totalMinor);
      const kwh = result.lines
        .filter((line) => line.itemCode === 'energy')
        .reduce((sum, line) => sum.plus(decimalOf(line.quantity ?? '0')), new Decimal(0));
      expect(kwh.eq(result.quantities.total)).toBe(true);
    }),
  );
});
