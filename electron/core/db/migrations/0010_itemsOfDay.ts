import type { Migration } from './migration.ts';

/** The way through all items of a reconciled day in one order, page by page, however many there are. */
export const itemsOfDay: Migration = {
  name: '0010_itemsOfDay',
  statements: () => [
    'create index reconciliation_item_day on reconciliation_item (reconciliation_id, item_id)',
  ],
  appendOnly: [],
};
