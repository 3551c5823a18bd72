/** What became of one register value of a meter file. */
export const LINE_STATES = ['accepted', 'unchanged', 'rejected', 'unknown_meter', 'adopted'] as const;
export type LineState = (typeof LINE_STATES)[number];

/**
 * Why a value that could be read from its line was not accepted, in order of precedence: the first
 * that holds is reported. Lines that could not be read have the codes of the file readers.
 */
export const LINE_REJECTIONS = [
  'unknown_meter',
  'unknown_account',
  /** The line names no meter, and the account never had one. */
  'account_without_meter',
  /** The account has several meters and the line names none. */
  'meter_ambiguous',
  'meter_on_other_account',
  'meter_not_installed',
  /** A rate number that the meter's settings give no period. */
  'rate_not_mapped',
  'register_not_on_meter',
  /** The line says that the register was not read. */
  'not_read',
  'date_in_future',
  'value_negative',
  'digit_overflow',
  'too_many_decimals',
  'duplicate_in_file',
  /** Another reading of that day was accepted before. */
  'duplicate_reading',
  /** An estimate for a period that was read. */
  'already_read',
  'before_opening',
  /** A bill run that was submitted or issued rests on this reading. */
  'period_locked',
] as const;
export type LineRejection = (typeof LINE_REJECTIONS)[number];

/** What ends as soon as the account or its meter is recorded: such a line waits as `unknown_meter` and can be adopted. */
const WAITING: readonly string[] = [
  'unknown_meter',
  'unknown_account',
  'account_without_meter',
] satisfies LineRejection[];

/** Whether a line that was not accepted for this reason waits for its meter. */
export function isWaitingForMeter(code: LineRejection): boolean {
  return WAITING.includes(code);
}
