import { ok, type Result, refused } from '../../lib/result.ts';
import type { LocalDate, Period } from '../localDate.ts';
import { decimalOf } from '../money.ts';
import { unfitValue } from '../reading/meterFacts.ts';
import type { RegisterCode } from '../reading/registers.ts';
import { differences, type MeterDescription, type MeterRefusal, type RegisterValue } from './checkMeter.ts';
import { unfitRegister } from './periodMapping.ts';

/** A meter as it should have been written down. */
export type CorrectedMeter = MeterDescription & {
  /** What registers showed at the beginning: of those that are new to it, and of those where it was mistyped. */
  readonly initialReadings: readonly RegisterValue[];
};

export type ReadingOfMeter = RegisterValue & {
  readonly readOn: LocalDate;
  /** It is the reading with which the counting began at the place that is corrected. */
  readonly isInitial: boolean;
  /** The counting begins with it, here or at another place. */
  readonly beginsCounting: boolean;
};

/** What the ledger knows around a meter that was written down wrongly. */
export type AroundMeter = {
  /** Another meter has the number. */
  readonly isNumberTaken: boolean;
  /** A bill that was made of the meter's readings, at any of its places. */
  readonly billNo: string | null;
  /** The same at the place whose initial readings are corrected. */
  readonly billNoHere: string | null;
  /** Readings of the meter that count. */
  readonly readings: readonly ReadingOfMeter[];
  /** The day on which it was removed from a place, now or before. */
  readonly removedOn: LocalDate | null;
  /** The period, submitted or issued, whose readings begin or go on with those that are corrected. */
  readonly lockedPeriod: Period | null;
};

export type MeterCorrectionRefusal = MeterRefusal<
  | 'meter_no_taken'
  | 'meter_billed'
  | 'total_register_missing'
  | 'mapping_invalid'
  | 'register_read'
  | 'meter_was_removed'
  | 'readings_incomplete'
  | 'period_locked'
  | 'reading_out_of_range'
>;

export type MeterCorrection = {
  /** Figures beside the number that change. */
  readonly fields: readonly string[];
  /** Initial readings that are not those of the ledger. */
  readonly initialReadings: readonly RegisterValue[];
};

/**
 * Whether a meter may be corrected, and what changes of it beside its number. Bills were made of the figures, so they stay
 * once there is one; the number is only what people know the meter by. A register that was read belongs to the meter.
 */
export function decideMeterCorrection(
  before: MeterDescription,
  after: CorrectedMeter,
  around: AroundMeter,
): Result<MeterCorrection, MeterCorrectionRefusal> {
  if (around.isNumberTaken) {
    return refused({ code: 'meter_no_taken', detail: { meterNo: after.meterNo } });
  }
  const fields = differences(after, before);
  const initialReadings = changedReadings(after, around.readings);
  const billNo = fields.length > 0 ? around.billNo : initialReadings.length > 0 ? around.billNoHere : null;
  if (billNo !== null) return refused({ code: 'meter_billed', detail: { meterNo: before.meterNo, billNo } });
  const refusal =
    refuseRegisters(before, after, around) ??
    refuseInitialReadings(before, after) ??
    (initialReadings.length > 0 && around.lockedPeriod !== null
      ? ({ code: 'period_locked', detail: { period: around.lockedPeriod } } as const)
      : null) ??
    refuseValues(after, around.readings);
  return refusal ? refused(refusal) : ok({ fields, initialReadings });
}

/** The initial readings that the ledger has otherwise, or not at all. */
export function changedReadings(
  { initialReadings }: Pick<CorrectedMeter, 'initialReadings'>,
  readings: readonly ReadingOfMeter[],
): readonly RegisterValue[] {
  return initialReadings.filter(({ registerCode, value }) => {
    const stored = readings.find((one) => one.isInitial && one.registerCode === registerCode);
    return stored === undefined || !decimalOf(stored.value).eq(decimalOf(value));
  });
}

const addedRegisters = (before: MeterDescription, after: MeterDescription): readonly RegisterCode[] =>
  after.registers.filter((code) => !before.registers.includes(code));

function refuseRegisters(
  before: MeterDescription,
  after: MeterDescription,
  { readings, removedOn }: AroundMeter,
): MeterCorrectionRefusal | null {
  if (!after.registers.includes('total')) {
    return { code: 'total_register_missing', detail: { meterNo: after.meterNo } };
  }
  const unfit = unfitRegister(after.periodMapping, after.registers);
  if (unfit !== null) return { code: 'mapping_invalid', detail: { registerCode: unfit } };
  const read = readings.find(
    ({ registerCode, beginsCounting }) =>
      !beginsCounting && before.registers.includes(registerCode) && !after.registers.includes(registerCode),
  );
  if (read) {
    return { code: 'register_read', detail: { registerCode: read.registerCode, readOn: read.readOn } };
  }
  return removedOn !== null && addedRegisters(before, after).length > 0
    ? { code: 'meter_was_removed', detail: { meterNo: before.meterNo, removedOn } }
    : null;
}

function refuseInitialReadings(
  before: MeterDescription,
  after: CorrectedMeter,
): MeterCorrectionRefusal | null {
  const stated = after.initialReadings.map(({ registerCode }) => registerCode);
  const missing = addedRegisters(before, after).filter((code) => !stated.includes(code));
  const unwanted = stated.filter(
    (code, index) => !after.registers.includes(code) || stated.indexOf(code) !== index,
  );
  return missing.length > 0 || unwanted.length > 0
    ? { code: 'readings_incomplete', detail: { missing, unwanted } }
    : null;
}

function refuseValues(
  after: CorrectedMeter,
  readings: readonly ReadingOfMeter[],
): MeterCorrectionRefusal | null {
  const facts = { ...after, multiplier: decimalOf(after.multiplier) };
  const isReplaced = ({ isInitial, registerCode }: ReadingOfMeter) =>
    isInitial && after.initialReadings.some((one) => one.registerCode === registerCode);
  const counting = readings.filter((one) => after.registers.includes(one.registerCode) && !isReplaced(one));
  for (const { registerCode, value, ...rest } of [...after.initialReadings, ...counting]) {
    const reason = unfitValue(decimalOf(value), facts);
    if (!reason) continue;
    const readOn = 'readOn' in rest ? { readOn: rest.readOn } : {};
    return { code: 'reading_out_of_range', detail: { registerCode, value, ...readOn, reason } };
  }
  return null;
}
