import { minor } from '#shared/domain/money.ts';
import type { LedgerDatabase } from '../../database.ts';

/** What a customer owes and has prepaid. */
export async function loadBalance(db: LedgerDatabase, customerId: string) {
  const { owed } = await db
    .selectFrom('receivable')
    .select((eb) => eb.fn.sum<number>(eb('amount_minor', '-', eb.ref('received_minor'))).as('owed'))
    .where('customer_id', '=', customerId)
    .where('state', 'in', ['owed', 'part'])
    .executeTakeFirstOrThrow();
  const prepaid = await db
    .selectFrom('prepaid_balance')
    .select('balance_minor')
    .where('customer_id', '=', customerId)
    .executeTakeFirst();
  return { owedMinor: minor(owed ?? 0), prepaidMinor: prepaid?.balance_minor ?? 0 };
}

/** A customer's bills with what was received on them, the latest first. */
export async function listCustomerBills(db: LedgerDatabase, customerId: string, limit: number) {
  return db
    .selectFrom('bill')
    .leftJoin('receivable', 'receivable.bill_id', 'bill.bill_id')
    .select([
      'bill.bill_id',
      'bill.bill_no',
      'bill.kind',
      'bill.period',
      'bill.total_kwh',
      'bill.total_minor',
      'bill.issued_on',
      'bill.due_on',
      'receivable.received_minor',
      'receivable.state',
    ])
    .where('bill.customer_id', '=', customerId)
    .orderBy('bill.period', 'desc')
    .orderBy('bill.bill_no', 'desc')
    .limit(limit)
    .execute();
}
