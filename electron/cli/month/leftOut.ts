/** What a month of the sample meets of real life where it has enough customers for it, in the order of the month. */
const DIFFICULTIES = [
  'meter_exchanged',
  'reading_missing',
  'digit_too_many',
  'reading_estimated',
  'paid_in_part',
  'paid_too_much',
  'receipt_reversed',
  'debit_returned',
  'unknown_to_bank',
  'other_amount',
  'listed_twice',
] as const;
export type Difficulty = (typeof DIFFICULTIES)[number];

/** The difficulties that were met so far. */
export type Difficulties = Set<Difficulty>;

/** What the month could not meet, for its output; nothing where it met everything. */
export function leftOut(met: Difficulties): { readonly leftOut?: readonly Difficulty[] } {
  const missing = DIFFICULTIES.filter((one) => !met.has(one));
  return missing.length === 0 ? {} : { leftOut: missing };
}
