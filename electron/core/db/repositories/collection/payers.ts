import type { LedgerDatabase } from '../../database.ts';
import type { ChannelRow } from '../../schema/reconciliation.ts';

/** Who pays: the customer of an account number (户号). */
export async function loadPayer(db: LedgerDatabase, accountNo: string) {
  return db
    .selectFrom('customer')
    .select(['customer_id', 'account_no', 'name', 'address', 'customer_class'])
    .where('account_no', '=', accountNo)
    .executeTakeFirst();
}

export async function loadChannel(db: LedgerDatabase, channelCode: string): Promise<ChannelRow | undefined> {
  return db.selectFrom('channel').selectAll().where('channel_code', '=', channelCode).executeTakeFirst();
}
