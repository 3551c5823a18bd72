import type { QueryHandler } from '../../rpc/handlers.ts';

export const reconciliationQueries: readonly QueryHandler[] = [];
