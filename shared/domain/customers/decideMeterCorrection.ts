import { ok, type Result, refused } from '../../lib/result.ts';
import type { LocalDate } from '../localDate.ts';
import { decimalOf } from '../money.ts';
import { unfitValue } from '../reading/meterFacts.ts';
import { differences, type MeterDescription, type MeterRefusal, type RegisterValue } from './checkMeter.ts';
import { unfitRegister } from './periodMapping.ts';

/** What can be put right of a meter. Its registers are not among it: readings belong to them. */
export type MeterFigures = Omit<MeterDescription, 'registers'>;

/** What the ledger knows around a meter that was written down wrongly. */
export type AroundMeter = {
  /** Another meter has the number. */
  readonly isNumberTaken: boolean;
  /** A bill that was made of the meter's readings. */
  readonly billNo: string | null;
  /** Readings of the meter that count. */
  readonly readings: readonly (RegisterValue & { readonly readOn: LocalDate })[];
};

export type MeterCorrectionRefusal = MeterRefusal<
  'meter_no_taken' | 'meter_billed' | 'mapping_invalid' | 'reading_out_of_range'
>;

/**
 * Whether a meter may be corrected, and in which figures beside its number it changes. Bills were made of the figures, so
 * they stay once there is one; the number is only what people know the meter by.
 */
export function decideMeterCorrection(
  before: MeterDescription,
  after: MeterFigures,
  { isNumberTaken, billNo, readings }: AroundMeter,
): Result<readonly string[], MeterCorrectionRefusal> {
  const { meterNo } = after;
  if (isNumberTaken) return refused({ code: 'meter_no_taken', detail: { meterNo } });
  const changed = differences({ ...after, registers: before.registers }, before);
  if (changed.length > 0 && billNo !== null) {
    return refused({ code: 'meter_billed', detail: { meterNo: before.meterNo, billNo } });
  }
  const unfit = unfitRegister(after.periodMapping, before.registers);
  if (unfit !== null) return refused({ code: 'mapping_invalid', detail: { registerCode: unfit } });
  const facts = { ...after, multiplier: decimalOf(after.multiplier) };
  for (const { registerCode, value, readOn } of readings) {
    const reason = unfitValue(decimalOf(value), facts);
    if (reason) {
      return refused({ code: 'reading_out_of_range', detail: { registerCode, value, readOn, reason } });
    }
  }
  return ok(changed);
}
