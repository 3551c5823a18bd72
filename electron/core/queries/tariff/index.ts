import type { QueryHandler } from '../../rpc/handlers.ts';

export const tariffQueries: readonly QueryHandler[] = [];
