import type { QueryHandler } from '../../rpc/handlers.ts';

export const readingQueries: readonly QueryHandler[] = [];
