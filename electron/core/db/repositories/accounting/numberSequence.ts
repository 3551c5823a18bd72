import type { LedgerDatabase } from '../../database.ts';

/** Series of numbers without gaps: a number is taken in the same transaction as what bears it. */
export type SequenceCode = 'receipt' | `bill.${string}` | 'voucher';

/** Takes `count` numbers of a series and gives the first. Series begin at 1. */
export async function takeNumbers(db: LedgerDatabase, code: SequenceCode, count = 1): Promise<number> {
  const row = await db
    .insertInto('number_sequence')
    .values({ sequence_code: code, next_value: 1 + count })
    .onConflict((conflict) =>
      conflict.column('sequence_code').doUpdateSet((eb) => ({
        next_value: eb('number_sequence.next_value', '+', count),
      })),
    )
    .returning('next_value')
    .executeTakeFirstOrThrow();
  return row.next_value - count;
}
