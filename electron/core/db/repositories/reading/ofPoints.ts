import type { Expression, SqlBool } from 'kysely';
import type { LedgerDatabase } from '../../database.ts';
import type { ReadingsAdapter } from '../../readingsAdapter.ts';

const adapterOf = (db: LedgerDatabase) => db.getExecutor().adapter as ReadingsAdapter;

/**
 * Goes with every condition that asks for readings of service points without naming a period, for a file keeps them by
 * month. It leaves out only what was read before the month of `since`.
 */
export const inReadMonths = (db: LedgerDatabase, since = ''): Expression<SqlBool> =>
  adapterOf(db).inReadMonths(db, since);

/** The reading begins a series: it is an opening or an installation. */
export const isBeginning = (db: LedgerDatabase): Expression<SqlBool> => adapterOf(db).isBeginning;
