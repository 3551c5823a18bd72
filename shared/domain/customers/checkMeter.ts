import { ok, type Result, refused } from '../../lib/result.ts';
import type { LocalDate } from '../localDate.ts';
import { type DecimalText, decimalOf } from '../money.ts';
import { unfitValue } from '../reading/meterFacts.ts';
import { REGISTER_CODES, type RegisterCode } from '../reading/registers.ts';
import { type PeriodMapping, unfitRegister } from './periodMapping.ts';

/** A meter as a person or a file describes it. */
export type MeterDescription = {
  readonly meterNo: string;
  readonly digits: number;
  readonly decimals: number;
  readonly multiplier: DecimalText;
  readonly registers: readonly RegisterCode[];
  readonly periodMapping: PeriodMapping;
};

/** A meter that the ledger has, in use or in the store. */
export type KnownMeter = MeterDescription & {
  readonly isInstalled: boolean;
  /** The day on which it was last removed. */
  readonly lastUsedOn: LocalDate | null;
};

export type RegisterValue = { readonly registerCode: RegisterCode; readonly value: DecimalText };

export type MeterRefusalCode =
  | 'meter_in_use'
  | 'meter_differs'
  | 'total_register_missing'
  | 'mapping_invalid'
  | 'readings_incomplete'
  | 'reading_out_of_range';

export type MeterRefusal<Code extends string = MeterRefusalCode> = {
  readonly code: Code;
  readonly detail: Readonly<Record<string, unknown>>;
};

/** The registers of a meter in the order of the trade, each once. */
export function sortedRegisters(registers: readonly RegisterCode[]): RegisterCode[] {
  return REGISTER_CODES.filter((code) => registers.includes(code));
}

/**
 * Whether a meter may be installed: nowhere else, as it is known, with the total register that billing
 * needs, and with every rate on a register of its own.
 */
export function checkMeter(meter: MeterDescription, known: KnownMeter | null): Result<null, MeterRefusal> {
  const { meterNo } = meter;
  if (known?.isInstalled) return refused({ code: 'meter_in_use', detail: { meterNo } });
  const fields = known === null ? [] : differences(meter, known);
  if (fields.length > 0) return refused({ code: 'meter_differs', detail: { meterNo, fields } });
  if (!meter.registers.includes('total')) {
    return refused({ code: 'total_register_missing', detail: { meterNo } });
  }
  const unfit = unfitRegister(meter.periodMapping, meter.registers);
  if (unfit !== null) return refused({ code: 'mapping_invalid', detail: { registerCode: unfit } });
  return ok(null);
}

/** Fields in which the description is not the meter that the ledger has under this number. */
export function differences(meter: MeterDescription, known: MeterDescription): string[] {
  const shape = ({ registers, periodMapping, digits, decimals, multiplier }: MeterDescription) => ({
    digits,
    decimals,
    multiplier,
    registers: sortedRegisters(registers).join(' '),
    periodMapping: Object.entries(periodMapping)
      .map(([rate, code]) => `${rate}=${code}`)
      .sort()
      .join(' '),
  });
  const [stated, stored] = [shape(meter), shape(known)];
  return (Object.keys(stated) as (keyof typeof stated)[]).filter((field) => stated[field] !== stored[field]);
}

/** Whether every register is read exactly once, with a value that it can show. */
export function checkRegisterValues(
  meter: Pick<MeterDescription, 'digits' | 'decimals' | 'multiplier' | 'registers'>,
  values: readonly RegisterValue[],
): Result<null, MeterRefusal<'readings_incomplete' | 'reading_out_of_range'>> {
  const read = values.map(({ registerCode }) => registerCode);
  const missing = meter.registers.filter((code) => !read.includes(code));
  const unwanted = read.filter(
    (code, index) => !meter.registers.includes(code) || read.indexOf(code) !== index,
  );
  if (missing.length > 0 || unwanted.length > 0) {
    return refused({ code: 'readings_incomplete', detail: { missing, unwanted } });
  }
  const facts = { ...meter, multiplier: decimalOf(meter.multiplier) };
  for (const { registerCode, value } of values) {
    const reason = unfitValue(decimalOf(value), facts);
    if (reason) return refused({ code: 'reading_out_of_range', detail: { registerCode, value, reason } });
  }
  return ok(null);
}
