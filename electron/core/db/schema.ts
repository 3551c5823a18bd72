import type { AccessTables } from './schema/access.ts';
import type { AccountingTables } from './schema/accounting.ts';
import type { BillingTables } from './schema/billing.ts';
import type { CollectionTables } from './schema/collection.ts';
import type { CustomersTables } from './schema/customers.ts';
import type { ReadingTables } from './schema/reading.ts';
import type { ReconciliationTables } from './schema/reconciliation.ts';
import type { TariffTables } from './schema/tariff.ts';

/**
 * All tables of the ledger. Money is whole minor units (`_minor`), quantities and rates are
 * canonical decimal text (`_kwh`, `_rate`), days are `yyyy-mm-dd` (`_on`), instants are UTC text
 * (`_at`), flags are 0 or 1. The migrations make the same tables; a test compares the two.
 */
export type Tables = AccessTables &
  CustomersTables &
  ReadingTables &
  TariffTables &
  BillingTables &
  CollectionTables &
  AccountingTables &
  ReconciliationTables;

export type TableName = keyof Tables & string;
