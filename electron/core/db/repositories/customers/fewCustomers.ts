import type { LedgerDatabase } from '../../database.ts';
import { beginsWith } from '../textSearch.ts';

/** So many customers are looked up one by one. */
const FEW = 300;

/**
 * The customers whose account number or name begins with these words, where they are few; `null` where they are many. What
 * few have is found by their keys. Of many, a list in another order finds a page sooner by going through itself.
 */
export async function fewCustomers(db: LedgerDatabase, words: string): Promise<readonly string[] | null> {
  const rows = await db
    .selectFrom('customer')
    .select('customer_id')
    .where((eb) => eb.or([beginsWith(eb.ref('account_no'), words), beginsWith(eb.ref('name'), words)]))
    .limit(FEW + 1)
    .execute();
  return rows.length > FEW ? null : rows.map((row) => row.customer_id);
}
