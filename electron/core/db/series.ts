import type { DialectAdapter } from 'kysely';
import type { LedgerDatabase, LedgerTransaction } from './database.ts';

/** What a database brings along so that numbers and chains go on without a gap. */
export interface SeriesAdapter extends DialectAdapter {
  /**
   * Lets no other transaction go on with the series until this one ends, and gives the place where what was
   * committed last can be read, which need not be the transaction itself.
   */
  readonly lockSeries: (tx: LedgerTransaction, name: string) => Promise<LedgerDatabase>;
}

/** The end of a series as this transaction has moved it. */
export type Series<Last> = { last: Last };

const heldSeries = new WeakMap<LedgerTransaction, Map<string, Series<unknown>>>();

/** Transactions that make a ledger: nobody else is in it, and nothing of it is committed. */
const makingLedgers = new WeakSet<LedgerTransaction>();

/** Says that every series begins in this transaction, which makes the ledger. */
export function beginSeriesIn(tx: LedgerTransaction): void {
  makingLedgers.add(tx);
}

/**
 * Takes hold of a series (an audit chain, numbers without a gap) until the end of the transaction. Whoever
 * appends sets `last`; the ledger is asked only once, because a serialisable transaction looks at the ledger
 * as it was when it began, while a series has to go on from where it stands now.
 */
export async function holdSeries<Last>(
  tx: LedgerTransaction,
  name: string,
  loadLast: (db: LedgerDatabase) => Promise<Last>,
): Promise<Series<Last>> {
  const ofTransaction = heldSeries.get(tx) ?? new Map<string, Series<unknown>>();
  heldSeries.set(tx, ofTransaction);
  const known = ofTransaction.get(name);
  if (known) return known as Series<Last>;
  const adapter = tx.getExecutor().adapter as SeriesAdapter;
  const place = makingLedgers.has(tx) ? tx : await adapter.lockSeries(tx, name);
  const series: Series<Last> = { last: await loadLast(place) };
  ofTransaction.set(name, series);
  return series;
}
