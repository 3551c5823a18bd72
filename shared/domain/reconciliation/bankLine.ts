import type { LocalDate } from '../localDate.ts';
import type { Minor } from '../money.ts';

/** One movement on the bank's account, whatever format it came in. */
export type BankLine = {
  /** Line of a table, number of the movement in an XML statement. */
  readonly lineNo: number;
  readonly bookedOn: LocalDate;
  readonly valueOn: LocalDate | null;
  /** Positive: money to us. */
  readonly amountMinor: Minor;
  readonly serialNo: string | null;
  readonly counterpartyName: string | null;
  readonly counterpartyAccount: string | null;
  readonly purpose: string;
  /** Account, bill or receipt number in a field made for it; never searched for in free text. */
  readonly ourReference: string | null;
  /** What else tells two lines without a serial number apart: time of day, balance afterwards. */
  readonly trace: string;
  readonly rawText: string;
};

/**
 * Keys under which lines are the same line in whatever file they come: the bank's serial number, else
 * day, amount, payer, reference and trace; and, of several alike in one file, the n-th. So an overlapping
 * file adds nothing, and pay-refund-pay of one amount on one day stays three lines.
 */
export function identityKeys(lines: readonly BankLine[]): string[] {
  const seen = new Map<string, number>();
  return lines.map((line) => {
    const facts =
      line.serialNo !== null
        ? ['s', line.serialNo, line.amountMinor]
        : [
            'd',
            line.bookedOn,
            line.amountMinor,
            line.counterpartyAccount ?? line.counterpartyName ?? '',
            line.ourReference ?? '',
            line.trace,
          ];
    const key = JSON.stringify(facts);
    const occurrence = (seen.get(key) ?? 0) + 1;
    seen.set(key, occurrence);
    return `${key}#${occurrence}`;
  });
}
