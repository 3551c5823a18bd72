import { addDays, type LocalDate } from '#shared/domain/localDate.ts';
import { minor } from '#shared/domain/money.ts';
import type { LedgerDatabase } from '../../database.ts';
import { insertMany } from '../bulk.ts';

/**
 * Takes back what was charged as late fee on a bill that no longer stands and was not paid, by a charge below
 * zero. Late fees that were paid stay received.
 */
export async function cancelUnpaidLateFees(
  db: LedgerDatabase,
  receivableId: string,
  stamp: { readonly today: LocalDate; readonly newId: () => string },
): Promise<void> {
  const charges = await db
    .selectFrom('late_fee_charge')
    .select(['until_on', 'amount_minor'])
    .where('receivable_id', '=', receivableId)
    .orderBy('until_on')
    .execute();
  const { paid } = await db
    .selectFrom('receipt_allocation')
    .select((eb) => eb.fn.sum<number | null>('amount_minor').as('paid'))
    .where('receivable_id', '=', receivableId)
    .where('kind', '=', 'late_fee')
    .executeTakeFirstOrThrow();
  const unpaid = charges.reduce((sum, charge) => sum + charge.amount_minor, 0) - minor(paid ?? 0);
  if (unpaid <= 0) return;
  const fromOn = (charges.at(-1)?.until_on as LocalDate | undefined) ?? stamp.today;
  await insertMany(db, 'late_fee_charge', [
    {
      late_fee_charge_id: stamp.newId(),
      receivable_id: receivableId,
      from_on: fromOn,
      until_on: addDays(fromOn, 1),
      base_minor: 0,
      daily_rate: '0',
      amount_minor: -unpaid,
      receipt_id: null,
    },
  ]);
}
