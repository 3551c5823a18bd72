import { z } from 'zod';
import { REGISTER_CODES } from '../domain/reading/registers.ts';
import { defineCommand } from './define.ts';
import { decimalAmount, id, localDateText, number, text } from './fields.ts';

const version = z.int().min(1);

export const register = z.enum(REGISTER_CODES);
const decimals = z.int().min(0).max(4);
const periodMapping = z.record(z.string().regex(/^\d{1,2}$/), register);

const meterFacts = z.strictObject({
  meterNo: number,
  /** Digits before the point: the register rolls over at 10^digits. */
  digits: z.int().min(3).max(12),
  decimals: decimals.default(0),
  multiplier: decimalAmount.refine((value) => !value.startsWith('-') && value !== '0', 'not_positive'),
  registers: z.array(register).min(1),
  /** Rate number of the meter to register, e.g. `{"1":"peak","2":"valley"}`. */
  periodMapping: periodMapping.default({}),
});

const someReadings = z
  .array(z.strictObject({ registerCode: register, value: decimalAmount }))
  .max(REGISTER_CODES.length);
const registerReadings = someReadings.min(1);

/** Installs a meter, new or from the store, at a service point without one. */
export const meterInstall = defineCommand({
  name: 'meter.install',
  stage: 'customers',
  permission: 'meter.exchange',
  input: z.strictObject({
    servicePointId: id,
    meter: meterFacts,
    installedOn: localDateText,
    readings: registerReadings,
  }),
  output: z.strictObject({ installationId: id, meterId: id }),
  refusals: [
    'not_found',
    'service_point_closed',
    'already_metered',
    'date_in_future',
    'date_before_last_reading',
    'period_locked',
    'meter_in_use',
    'meter_differs',
    'total_register_missing',
    'mapping_invalid',
    'readings_incomplete',
    'reading_out_of_range',
  ],
});

/**
 * Exchanges the meter of a service point: the removal reading closes the old meter's segment, the
 * installation reading opens the new one's, on the same day, so that segments never overlap.
 */
export const meterExchange = defineCommand({
  name: 'meter.exchange',
  stage: 'customers',
  permission: 'meter.exchange',
  input: z.strictObject({
    servicePointId: id,
    installationId: id,
    expectedVersion: version,
    exchangedOn: localDateText,
    removalReadings: registerReadings,
    meter: meterFacts,
    installationReadings: registerReadings,
    reason: text(200).min(1),
  }),
  output: z.strictObject({ installationId: id, meterId: id }),
  /** `detail.part` says whether a refusal is about the `removal` or the `installation`. */
  refusals: [
    'not_found',
    'stale_version',
    'not_installed',
    'date_in_future',
    'date_before_last_reading',
    'period_locked',
    'meter_in_use',
    'meter_differs',
    'total_register_missing',
    'mapping_invalid',
    'readings_incomplete',
    'reading_out_of_range',
  ],
});

/**
 * Corrects a meter that was written down wrongly. Once a bill was made of its readings, the number alone can change: bills
 * keep the number that they were issued with, and the rest takes an exchange. Bill runs that were calculated before have to
 * be calculated again.
 */
export const meterSave = defineCommand({
  name: 'meter.save',
  stage: 'customers',
  permission: 'meter.exchange',
  input: z.strictObject({
    meterId: id,
    expectedVersion: version,
    /** The place whose `initialReadings` are meant. */
    installationId: id,
    ...meterFacts.pick({ meterNo: true, digits: true, multiplier: true, registers: true }).shape,
    decimals,
    periodMapping,
    /** What registers showed when the meter was put up: of those that it had not, and of those where it was mistyped. */
    initialReadings: someReadings.default([]),
    reason: text(200).min(1),
  }),
  output: z.strictObject({ meterId: id, version }),
  /**
   * `meter_billed`: everything but the number stays. `register_read`: a register that was read stays. `meter_was_removed`: one
   * that was not read at the removal cannot be added. `reading_out_of_range`: the meter was read with such a value.
   */
  refusals: [
    'not_found',
    'stale_version',
    'meter_no_taken',
    'meter_billed',
    'total_register_missing',
    'mapping_invalid',
    'register_read',
    'meter_was_removed',
    'readings_incomplete',
    'period_locked',
    'reading_out_of_range',
  ],
});
