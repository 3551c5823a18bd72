import { describe, expect, it } from 'vitest';
import { type BillingInstallation, selectSegments } from '#shared/domain/billing/selectSegments.ts';
import { localDate, period } from '#shared/domain/localDate.ts';
import { Decimal, decimalOf } from '#shared/domain/money.ts';
import { billedQuantities } from '#shared/domain/reading/billedQuantities.ts';
import { DEFAULT_READING_POLICY } from '#shared/domain/reading/policy.ts';
import type { RegisterCode } from '#shared/domain/reading/registers.ts';
import { type ReadingKind, type SeriesReading, segmentsOf } from '#shared/domain/reading/segments.ts';

type Short = [
  meterId: string,
  readOn: string,
  of: string,
  value: string,
  kind?: ReadingKind,
  register?: RegisterCode,
];

function series(readings: readonly Short[]): SeriesReading[] {
  return readings.map(([meterId, readOn, of, value, kind = 'cycle', registerCode = 'total']) => ({
    readingId: `${meterId}-${registerCode}-${readOn}`,
    meterId,
    registerCode,
    readOn: localDate(readOn),
    period: period(of),
    value: decimalOf(value),
    kind,
    source: 'file',
    isRolloverAccepted: false,
  }));
}

function meter(
  meterId: string,
  installedOn: string,
  removedOn: string | null = null,
  registers: readonly RegisterCode[] = ['total'],
): BillingInstallation {
  return {
    meterId,
    meterNo: meterId,
    registers,
    installedOn: localDate(installedOn),
    removedOn: removedOn === null ? null : localDate(removedOn),
  };
}

function select(
  readings: readonly Short[],
  installations: BillingInstallation[],
  billedUntil: string | null,
) {
  const facts = { digits: 6, decimals: 2, multiplier: new Decimal(1) };
  const selected = selectSegments({
    period: period('2026-11'),
    billedUntil: billedUntil === null ? null : localDate(billedUntil),
    installations,
    segments: segmentsOf(series(readings), () => facts),
  });
  if (!selected.ok) return { refused: selected.error.ruleCode, registers: selected.error.detail.registers };
  const quantities = billedQuantities(selected.value.segments, DEFAULT_READING_POLICY);
  return {
    kwh: quantities.ok ? quantities.value.total.toFixed() : quantities.error.code,
    span: `${selected.value.span.startOn} ${selected.value.span.endOn}`,
  };
}

const cases: {
  title: string;
  readings: Short[];
  meters: BillingInstallation[];
  billedUntil: string | null;
  expected: unknown;
}[] = [
  {
    title: 'from the reading that was billed last',
    readings: [
      ['m1', '2026-10-15', '2026-10', '100'],
      ['m1', '2026-11-15', '2026-11', '250'],
    ],
    meters: [meter('m1', '2020-01-01')],
    billedUntil: '2026-10-15',
    expected: { kwh: '150', span: '2026-10-15 2026-11-15' },
  },
  {
    title: 'a month that was read but left out is billed with the next',
    readings: [
      ['m1', '2026-09-15', '2026-09', '100'],
      ['m1', '2026-10-15', '2026-10', '180'],
      ['m1', '2026-11-15', '2026-11', '250'],
    ],
    meters: [meter('m1', '2020-01-01')],
    billedUntil: '2026-09-15',
    expected: { kwh: '150', span: '2026-09-15 2026-11-15' },
  },
  {
    title: 'months without a reading count from the last one, however old (gsan#172)',
    readings: [
      ['m1', '2026-03-15', '2026-03', '100'],
      ['m1', '2026-11-15', '2026-11', '900'],
    ],
    meters: [meter('m1', '2020-01-01')],
    billedUntil: '2026-03-15',
    expected: { kwh: '800', span: '2026-03-15 2026-11-15' },
  },
  {
    title: 'before the first bill the history of earlier periods is not billed',
    readings: [
      ['m1', '2026-09-15', '2026-09', '0', 'opening'],
      ['m1', '2026-10-15', '2026-10', '180'],
      ['m1', '2026-11-15', '2026-11', '250'],
    ],
    meters: [meter('m1', '2020-01-01')],
    billedUntil: null,
    expected: { kwh: '70', span: '2026-10-15 2026-11-15' },
  },
  {
    title: 'opening and cycle reading in one month (VERIFI#338)',
    readings: [
      ['m1', '2026-11-01', '2026-11', '5', 'opening'],
      ['m1', '2026-11-30', '2026-11', '65'],
    ],
    meters: [meter('m1', '2026-11-01')],
    billedUntil: null,
    expected: { kwh: '60', span: '2026-11-01 2026-11-30' },
  },
  {
    title: 'an exchanged meter to its removal, the new one from its installation (TallyIt#54)',
    readings: [
      ['m1', '2026-10-25', '2026-10', '1000'],
      ['m1', '2026-11-14', '2026-11', '1200.4', 'removal'],
      ['m2', '2026-11-14', '2026-11', '3.1', 'installation'],
      ['m2', '2026-11-25', '2026-11', '103.1'],
    ],
    meters: [meter('m1', '2020-01-01', '2026-11-14'), meter('m2', '2026-11-14')],
    billedUntil: '2026-10-25',
    expected: { kwh: '300', span: '2026-10-25 2026-11-25' },
  },
  {
    title: 'an exchanged meter without its removal reading stops the bill',
    readings: [
      ['m1', '2026-10-25', '2026-10', '1000'],
      ['m2', '2026-11-14', '2026-11', '3', 'installation'],
      ['m2', '2026-11-25', '2026-11', '103'],
    ],
    meters: [meter('m1', '2020-01-01', '2026-11-14'), meter('m2', '2026-11-14')],
    billedUntil: '2026-10-25',
    expected: {
      refused: 'reading_missing',
      registers: [{ meterNo: 'm1', registerCode: 'total' }],
    },
  },
  {
    title: 'also before the first bill',
    readings: [
      ['m1', '2026-10-25', '2026-10', '1000', 'opening'],
      ['m2', '2026-11-14', '2026-11', '3', 'installation'],
      ['m2', '2026-11-25', '2026-11', '103'],
    ],
    meters: [meter('m1', '2020-01-01', '2026-11-14'), meter('m2', '2026-11-14')],
    billedUntil: null,
    expected: { refused: 'reading_missing', registers: [{ meterNo: 'm1', registerCode: 'total' }] },
  },
  {
    title: 'a meter that was removed before the last bill plays no part',
    readings: [
      ['m1', '2026-08-14', '2026-08', '1200', 'removal'],
      ['m2', '2026-10-25', '2026-10', '50'],
      ['m2', '2026-11-25', '2026-11', '103'],
    ],
    meters: [meter('m1', '2020-01-01', '2026-08-14'), meter('m2', '2026-08-14')],
    billedUntil: '2026-10-25',
    expected: { kwh: '53', span: '2026-10-25 2026-11-25' },
  },
  {
    title: 'a register of the meter that was not read stops the bill',
    readings: [
      ['m1', '2026-10-25', '2026-10', '10'],
      ['m1', '2026-10-25', '2026-10', '10', 'cycle', 'peak'],
      ['m1', '2026-11-25', '2026-11', '20'],
    ],
    meters: [meter('m1', '2020-01-01', null, ['total', 'peak'])],
    billedUntil: '2026-10-25',
    expected: { refused: 'reading_missing', registers: [{ meterNo: 'm1', registerCode: 'peak' }] },
  },
  {
    title: 'no reading of the period',
    readings: [['m1', '2026-10-25', '2026-10', '10']],
    meters: [meter('m1', '2020-01-01')],
    billedUntil: '2026-10-25',
    expected: { refused: 'reading_missing', registers: [{ meterNo: 'm1', registerCode: 'total' }] },
  },
  {
    title: 'no meter',
    readings: [],
    meters: [],
    billedUntil: null,
    expected: { refused: 'meter_missing', registers: undefined },
  },
];

describe('what a service point is billed for', () => {
  it.each(cases)('$title', ({ readings, meters, billedUntil, expected }) => {
    expect(select(readings, meters, billedUntil)).toEqual(expected);
  });
});
