import type { LedgerDatabase, LedgerTransaction } from '../../database.ts';
import { holdSeries } from '../../series.ts';

/** Series of numbers without gaps: a number is taken in the same transaction as what bears it. */
export type SequenceCode = 'receipt' | `bill.${string}` | 'voucher' | 'deposit';

/**
 * Takes `count` numbers of a series and gives the first. Series begin at 1. Each taking is a row of its own:
 * desks that take numbers at the same time have no row that both would have to change.
 */
export async function takeNumbers(tx: LedgerTransaction, code: SequenceCode, count = 1): Promise<number> {
  const numbers = await holdSeries(tx, `number.${code}`, (db) => loadNextNumber(db, code));
  const first = numbers.last;
  numbers.last += count;
  await tx.insertInto('number_taking').values({ sequence_code: code, next_value: numbers.last }).execute();
  return first;
}

/** The number that is taken next. */
export async function loadNextNumber(db: LedgerDatabase, code: SequenceCode): Promise<number> {
  const taken = await db
    .selectFrom('number_taking')
    .select('next_value')
    .where('sequence_code', '=', code)
    .orderBy('next_value', 'desc')
    .limit(1)
    .executeTakeFirst();
  return taken?.next_value ?? 1;
}
