import { assert } from '#shared/lib/assert.ts';
import { accessCommands } from '../commands/access/index.ts';
import { accountingCommands } from '../commands/accounting/index.ts';
import { billingCommands } from '../commands/billing/index.ts';
import { collectionCommands } from '../commands/collection/index.ts';
import { customersCommands } from '../commands/customers/index.ts';
import { readingCommands } from '../commands/reading/index.ts';
import { reconciliationCommands } from '../commands/reconciliation/index.ts';
import { tariffCommands } from '../commands/tariff/index.ts';
import { accessQueries } from '../queries/access/index.ts';
import { accountingQueries } from '../queries/accounting/index.ts';
import { billingQueries } from '../queries/billing/index.ts';
import { collectionQueries } from '../queries/collection/index.ts';
import { customersQueries } from '../queries/customers/index.ts';
import { readingQueries } from '../queries/reading/index.ts';
import { reconciliationQueries } from '../queries/reconciliation/index.ts';
import { tariffQueries } from '../queries/tariff/index.ts';
import type { Handler } from './handlers.ts';

/** Every command and query that the core answers. */
export const HANDLERS: readonly Handler[] = [
  ...accessCommands,
  ...accessQueries,
  ...customersCommands,
  ...customersQueries,
  ...readingCommands,
  ...readingQueries,
  ...tariffCommands,
  ...tariffQueries,
  ...billingCommands,
  ...billingQueries,
  ...collectionCommands,
  ...collectionQueries,
  ...reconciliationCommands,
  ...reconciliationQueries,
  ...accountingCommands,
  ...accountingQueries,
];

const byName = new Map(HANDLERS.map((handler) => [handler.contract.name, handler]));
assert(byName.size === HANDLERS.length, 'two handlers have the same name');

export function findHandler(name: string): Handler | undefined {
  return byName.get(name);
}
