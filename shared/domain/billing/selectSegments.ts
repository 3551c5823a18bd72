import { ok, type Result, refused } from '../../lib/result.ts';
import { addDays, type DateSpan, type LocalDate, type Period } from '../localDate.ts';
import { DEMAND_CODES, PERIOD_CODES, REACTIVE_CODES, type RegisterCode } from '../reading/registers.ts';
import type { Segment } from '../reading/segments.ts';
import { type BillException, billException } from './judgeBill.ts';

/** A meter at the service point over `[installedOn, removedOn)`. */
export type BillingInstallation = {
  readonly meterId: string;
  readonly meterNo: string;
  readonly registers: readonly RegisterCode[];
  readonly installedOn: LocalDate;
  readonly removedOn: LocalDate | null;
};

export type SegmentSource = {
  readonly period: Period;
  /** Where the last bill of the service point ended, however long ago; `null` before the first. */
  readonly billedUntil: LocalDate | null;
  readonly installations: readonly BillingInstallation[];
  /** All segments of the service point that may matter, in order of their end. */
  readonly segments: readonly Segment[];
};

export type SelectedSegments = { readonly segments: readonly Segment[]; readonly span: DateSpan };

/** Registers that energy is billed by: no bill without their readings. */
const ENERGY_REGISTERS: readonly RegisterCode[] = ['total', ...PERIOD_CODES];
/** What power factor and demand are billed by, where the tariff asks for them. */
const POWER_REGISTERS: readonly RegisterCode[] = [
  ...REACTIVE_CODES,
  'reactive_demand',
  'apparent_demand',
  ...DEMAND_CODES,
];

/**
 * Chooses what a service point is billed for: the segments since the end of its last bill up to the
 * readings of the period. A month that was left out is billed with the next one, and nothing twice.
 * Before the first bill only the period itself counts. Every register of every meter that was there
 * must be read: a meter in place up to the period's reading, an exchanged one up to its removal.
 */
export function selectSegments(source: SegmentSource): Result<SelectedSegments, BillException> {
  const { period, billedUntil, installations } = source;
  const unbilled = source.segments.filter(({ period: own, to }) =>
    billedUntil === null ? own === period : own <= period && to.readOn > billedUntil,
  );
  const segments = unbilled.filter(({ registerCode }) => ENERGY_REGISTERS.includes(registerCode));
  const last = segments.findLast((segment) => segment.period === period);
  if (last === undefined) {
    const inPlace = installations.filter(({ removedOn }) => removedOn === null);
    const registers = inPlace.flatMap((one) => energyRegistersOf(one).map((code) => gap(one, code)));
    return refused(
      registers.length === 0
        ? billException('meter_missing')
        : billException('reading_missing', { registers }),
    );
  }
  const endOn = last.to.readOn;
  let first = last.from;
  for (const { from } of segments) if (from.readOn < first.readOn) first = from;
  const startOn = first.readOn;
  // A meter that was exchanged in this very period has to be there, also before the first bill.
  const after = billedUntil ?? (first.period === period ? addDays(startOn, -1) : startOn);
  const registers = installations
    .filter(({ installedOn, removedOn }) => installedOn < endOn && (removedOn === null || removedOn > after))
    .flatMap((one) =>
      energyRegistersOf(one)
        .filter((code) => !isReadToItsEnd(one, code, segments, period, endOn))
        .map((code) => gap(one, code)),
    );
  return registers.length > 0
    ? refused(billException('reading_missing', { registers }))
    : ok({ segments: [...segments, ...powerSegments(unbilled, endOn)], span: { startOn, endOn } });
}

function powerSegments(unbilled: readonly Segment[], endOn: LocalDate): readonly Segment[] {
  return unbilled.filter(
    ({ registerCode, to }) => POWER_REGISTERS.includes(registerCode) && to.readOn <= endOn,
  );
}

function energyRegistersOf(installation: BillingInstallation): readonly RegisterCode[] {
  return ENERGY_REGISTERS.filter((code) => installation.registers.includes(code));
}

function gap({ meterNo }: BillingInstallation, registerCode: RegisterCode) {
  return { meterNo, registerCode };
}

function isReadToItsEnd(
  { meterId, removedOn }: BillingInstallation,
  registerCode: RegisterCode,
  segments: readonly Segment[],
  period: Period,
  endOn: LocalDate,
): boolean {
  const last = segments.findLast((one) => one.meterId === meterId && one.registerCode === registerCode);
  if (last === undefined) return false;
  return removedOn !== null && removedOn <= endOn ? last.to.readOn === removedOn : last.period === period;
}
