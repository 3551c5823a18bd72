import type { QueryHandler } from '../../rpc/handlers.ts';

export const collectionQueries: readonly QueryHandler[] = [];
