import type { QueryHandler } from '../../rpc/handlers.ts';

export const accountingQueries: readonly QueryHandler[] = [];
