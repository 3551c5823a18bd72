import type { ComponentType } from 'react';
import type { Permission } from '#shared/domain/access/permissions.ts';

/** A page of a feature: the menu shows its title to those who have the permission. */
export type Page = {
  /** Also the name of the page in the address, e.g. `tariff.list`. */
  readonly key: string;
  readonly titleKey:
    | 'access.users'
    | 'access.audit'
    | 'access.backups'
    | 'customers.title'
    | 'customers.routes'
    | 'customers.profiles'
    | 'access.office'
    | 'reading.worklist'
    | 'reading.batches'
    | 'reading.sheet'
    | 'reading.progress'
    | 'billing.runs'
    | 'billing.bills'
    | 'correction.title'
    | 'collection.counter'
    | 'collection.receivables'
    | 'collection.receipts'
    | 'collection.drawers.drawer'
    | 'reconciliation.days'
    | 'reconciliation.bankFiles'
    | 'accounting.vouchers'
    | 'accounting.books'
    | 'accounting.journal'
    | 'accounting.periods'
    | 'tariff.title';
  readonly permission: Permission;
  readonly Component: ComponentType;
};
