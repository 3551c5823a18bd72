import type { DialectAdapter, Expression, SqlBool } from 'kysely';
import type { LedgerDatabase } from './database.ts';

/** How a database wants to be asked for the readings of service points. */
export interface ReadingsAdapter extends DialectAdapter {
  /**
   * Goes with every condition that asks for readings of service points without naming a period: in one of the months
   * with readings, from that of `since` on, a day or `''`.
   */
  readonly inReadMonths: (db: LedgerDatabase, since: string) => Expression<SqlBool>;
  /** The reading begins a series: it is an opening or an installation. */
  readonly isBeginning: Expression<SqlBool>;
}
