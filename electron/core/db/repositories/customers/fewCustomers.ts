import type { LedgerDatabase } from '../../database.ts';
import { beginsWith } from '../textSearch.ts';

/** So many customers are looked up one by one. */
const FEW = 300;

/**
 * The customers whose account number or name begins with these words, where they are few; `null` where they are many. What
 * few have is found by their keys. Of many, a list in another order finds a page sooner by going through itself.
 */
export async function fewCustomers(db: LedgerDatabase, words: string): Promise<readonly string[] | null> {
  const ofNumber = byAccountNo(db, words);
  const ofName = db
    .selectFrom('customer')
    .select('customer_id')
    .where(({ ref }) => beginsWith(ref('name'), words));
  return fewOf([await ofNumber.limit(FEW + 1).execute(), await ofName.limit(FEW + 1).execute()]);
}

/** The customers whose account number, or the number of a meter of theirs, begins with these words, where they are few. */
export async function fewCustomersOfNumber(
  db: LedgerDatabase,
  words: string,
): Promise<readonly string[] | null> {
  const ofMeter = customersOfMeters(db, words);
  const ofNumber = byAccountNo(db, words);
  return fewOf([await ofNumber.limit(FEW + 1).execute(), await ofMeter.limit(FEW + 1).execute()]);
}

/** The customers of meters, there now or before, whose number begins with these words. */
export const customersOfMeters = (db: LedgerDatabase, words: string) =>
  db
    .selectFrom('meter')
    .innerJoin('meter_installation', 'meter_installation.meter_id', 'meter.meter_id')
    .innerJoin('service_point', 'service_point.service_point_id', 'meter_installation.service_point_id')
    .select('service_point.customer_id')
    .where(({ ref }) => beginsWith(ref('meter.meter_no'), words));

const byAccountNo = (db: LedgerDatabase, words: string) =>
  db
    .selectFrom('customer')
    .select('customer_id')
    .where(({ ref }) => beginsWith(ref('account_no'), words));

function fewOf(lists: readonly (readonly { readonly customer_id: string }[])[]): readonly string[] | null {
  if (lists.some((list) => list.length > FEW)) return null;
  return [...new Set(lists.flat().map((row) => row.customer_id))];
}
