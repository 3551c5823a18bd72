import { assert } from '../../lib/assert.ts';
import { ok, type Result, refused } from '../../lib/result.ts';
import type { LocalDate } from '../localDate.ts';
import { type DecimalText, decimalOf } from '../money.ts';
import { unfitValue } from '../reading/meterFacts.ts';
import { isRegisterCode, type RegisterCode } from '../reading/registers.ts';
import { type MeterDescription, type RegisterValue, sortedRegisters } from './checkMeter.ts';

/** A line of a meter file whose meter nobody knows, or that names none for an account without one. */
export type UnknownLine = {
  readonly lineNo: number;
  readonly rawText: string;
  readonly accountNo: string | null;
  readonly meterNo: string | null;
  /** A register, or `rate:n` where only the meter would say which it is. */
  readonly register: string;
  readonly readOn: LocalDate;
  readonly previousReadOn: LocalDate | null;
  readonly previous: DecimalText | null;
  readonly current: DecimalText | null;
  readonly multiplier: DecimalText | null;
};

/** What a file does not say, and a person therefore does. */
export type MeterAssumptions = {
  readonly digits: number;
  readonly decimals: number;
  readonly multiplier: DecimalText;
  /** The day of previous readings whose day the file does not state: the route's of the period before. */
  readonly previousReadOn: LocalDate;
};

export type AdoptableMeter = {
  readonly accountNo: string;
  readonly meter: MeterDescription;
  readonly openedOn: LocalDate;
  readonly opening: readonly RegisterValue[];
};

export type AdoptionProblem = {
  readonly code:
    | 'missing'
    | 'meter_on_other_account'
    | 'rate_not_mapped'
    | 'total_register_missing'
    | 'multiplier_differs'
    | 'not_read'
    | 'value_negative'
    | 'digit_overflow'
    | 'too_many_decimals'
    | 'opening_days_differ'
    | 'previous_not_before';
  readonly field: string;
  readonly value: string | null;
};

/** The day that counting begins on with a line: that of the previous reading where it states one, else its own. */
export function openingDay(line: UnknownLine, previousReadOn: LocalDate): LocalDate {
  return line.previous === null ? line.readOn : (line.previousReadOn ?? previousReadOn);
}

/**
 * Makes a meter of the lines that name it. It opens with the earliest line's previous reading, or with
 * that line's own reading where none is stated.
 */
export function adoptMeter(
  lines: readonly UnknownLine[],
  assumed: MeterAssumptions,
): Result<AdoptableMeter, AdoptionProblem> {
  const refuse = (code: AdoptionProblem['code'], field: string, value: string | null = null) =>
    refused<AdoptionProblem>({ code, field, value });
  const [head] = lines;
  if (!head || head.accountNo === null) return refuse('missing', 'accountNo');
  const { accountNo, meterNo } = head;
  assert(meterNo !== null, 'lines that name no meter make none');
  const multiplier = head.multiplier ?? assumed.multiplier;
  const earliest = new Map<RegisterCode, UnknownLine>();
  for (const line of lines) {
    if (line.accountNo !== accountNo) return refuse('meter_on_other_account', 'accountNo', line.accountNo);
    if (!isRegisterCode(line.register)) return refuse('rate_not_mapped', 'registerCode', line.register);
    if ((line.multiplier ?? assumed.multiplier) !== multiplier) {
      return refuse('multiplier_differs', 'multiplier', line.multiplier);
    }
    const known = earliest.get(line.register);
    if (!known || line.readOn < known.readOn) earliest.set(line.register, line);
  }
  const registers = sortedRegisters([...earliest.keys()]);
  if (!registers.includes('total'))
    return refuse('total_register_missing', 'registerCode', registers.join(' '));
  const { digits, decimals } = assumed;
  const facts = { digits, decimals, multiplier: decimalOf(multiplier) };
  if (facts.multiplier.lte(0)) return refuse('value_negative', 'multiplier', multiplier);
  for (const line of lines) {
    for (const field of ['previous', 'current'] as const) {
      const value = line[field];
      const unfit = value === null ? null : unfitValue(decimalOf(value), facts);
      if (unfit === 'value_negative' || unfit === 'digit_overflow' || unfit === 'too_many_decimals') {
        return refuse(unfit, field, value);
      }
    }
  }
  const opening: RegisterValue[] = [];
  const days = new Set<LocalDate>();
  for (const [registerCode, line] of earliest) {
    const value = line.previous ?? line.current;
    if (value === null) return refuse('not_read', 'current');
    const openedOn = openingDay(line, assumed.previousReadOn);
    if (line.previous !== null && openedOn >= line.readOn) {
      return refuse('previous_not_before', 'previousReadOn', openedOn);
    }
    days.add(openedOn);
    opening.push({ registerCode, value });
  }
  const [openedOn, other] = days;
  if (openedOn === undefined || other !== undefined) {
    return refuse('opening_days_differ', 'previousReadOn', other ?? null);
  }
  const meter = { meterNo, digits, decimals, multiplier, registers, periodMapping: {} };
  return ok({ accountNo, meter, openedOn, opening });
}
