import type { QueryHandler } from '../../rpc/handlers.ts';

export const customersQueries: readonly QueryHandler[] = [];
