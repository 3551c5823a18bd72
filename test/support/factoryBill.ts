import { readingFacts } from '#core/commands/billing/trialRows.ts';
import type { BillContent } from '#shared/domain/billing/billContent.ts';
import { billingSettingsOf } from '#shared/domain/billing/billingSettings.ts';
import type { SegmentSource } from '#shared/domain/billing/selectSegments.ts';
import {
  type BillingPoint,
  type PricedVersion,
  quantitiesFacts,
  trialBill,
} from '#shared/domain/billing/trialBill.ts';
import { localDate, period } from '#shared/domain/localDate.ts';
import { Decimal, decimalOf, decimalText } from '#shared/domain/money.ts';
import { DEFAULT_READING_POLICY } from '#shared/domain/reading/policy.ts';
import type { RegisterCode } from '#shared/domain/reading/registers.ts';
import { type SeriesReading, segmentsOf } from '#shared/domain/reading/segments.ts';
import { planOf } from './billInput.ts';

const items = (price: string) => [
  {
    kind: 'demand',
    code: 'demand',
    name: '需量电费',
    price: '40',
    ratchet: { percent: '90', months: 11 },
  },
  {
    kind: 'tiered_energy',
    code: 'energy',
    name: '电度电费',
    basis: 'demand',
    tiers: [
      { upToKwh: '20', price },
      { upToKwh: null, price: '0.456' },
    ],
    source: '附件二第三条',
  },
  { kind: 'power_factor', code: 'power_factor', name: '力调电费', of: ['demand', 'energy'] },
  { kind: 'percent', code: 'fund', name: '附加费', percent: '2.5', of: ['energy'] },
];

const version = (tariffVersionId: string, startOn: string, price: string): PricedVersion => ({
  tariffVersionId,
  startOn: localDate(startOn),
  plan: planOf({ items: items(price) }),
});

/** A meter that showed 0 on 1 October and these figures on 1 November. */
function meterOf(
  meterNo: string,
  multiplier: string,
  values: Readonly<Partial<Record<RegisterCode, string>>>,
) {
  const registers = Object.keys(values) as RegisterCode[];
  const reading = (registerCode: RegisterCode, readOn: string, value: string): SeriesReading => ({
    readingId: `${meterNo} ${registerCode} ${readOn}`,
    meterId: meterNo,
    registerCode,
    readOn: localDate(readOn),
    period: period('2026-10'),
    value: decimalOf(value),
    kind: 'cycle',
    source: 'file',
    isRolloverAccepted: false,
  });
  const segments = registers.flatMap((code) =>
    segmentsOf([reading(code, '2026-10-01', '0'), reading(code, '2026-11-01', values[code] ?? '0')], () => ({
      digits: 6,
      decimals: 2,
      multiplier: decimalOf(multiplier),
    })),
  );
  const installedOn = localDate('2020-01-01');
  return {
    period: period('2026-10'),
    billedUntil: localDate('2026-10-01'),
    installations: [{ meterId: meterNo, meterNo, registers, installedOn, removedOn: null }],
    segments,
  } satisfies SegmentSource;
}

/**
 * The bill of a factory as the engine makes it: two meters behind its own, losses, a price change on 16 October, tiers
 * by hours of use, a ratchet, power factor and a percentage.
 */
export function factoryContent(): BillContent {
  const point: BillingPoint = {
    ...meterOf('3300000000000000000001', '40', { total: '250.33', reactive: '200', demand: '1.5' }),
    customerClass: 'industrial',
    capacityKva: null,
    supplyTerms: [
      {
        supplyTermId: 't',
        startOn: localDate('2020-01-01'),
        kind: 'start',
        capacityKva: new Decimal(315),
        contractKw: null,
        basicChargeBy: 'actual',
        powerFactorStandard: '0.90',
        loss: {
          transformer: {
            by: 'table',
            noLoadKwh: new Decimal(304),
            noLoadKvarh: null,
            bands: [{ upToKwh: new Decimal(20_000), loadKwh: new Decimal('20.4'), loadKvarh: null }],
          },
          linePercent: new Decimal(1),
        },
      },
    ],
    demandHistory: [{ period: period('2026-08'), max: new Decimal(80), periods: {} }],
    apparentDemandHistory: [],
    relationChanges: [],
    householdSize: null,
    subPoints: ['0002', '0003'].map((no) => ({
      servicePointNo: `${no}-1`,
      kind: 'metered' as const,
      meter: meterOf(`9${no}`, '1', { total: '1000' }),
    })),
    behind: null,
    assignments: [
      {
        startOn: localDate('2020-01-01'),
        endOn: null,
        versions: [version('v', '2020-01-01', '0.5671'), version('w', '2026-10-16', '0.5891')],
      },
    ],
    usedThisYear: new Decimal(0),
    previous: null,
    isFirst: false,
    openAnomalyCount: 0,
  };
  const result = trialBill(point, billingSettingsOf({}), DEFAULT_READING_POLICY);
  const stop = result.exceptions.find(({ severity }) => severity === 'stop');
  if (stop) throw new Error(JSON.stringify(stop));
  const totalKwh = decimalText(result.quantities.total);
  return {
    startOn: result.span.startOn,
    endOn: result.span.endOn,
    totalKwh,
    totalMinor: result.totalMinor,
    taxMinor: 0,
    isEstimated: false,
    tariffVersionId: result.tariffVersionId,
    quantities: quantitiesFacts(result.quantities, result.power, result.steps),
    readings: readingFacts(point, result),
    lines: result.lines,
  };
}
