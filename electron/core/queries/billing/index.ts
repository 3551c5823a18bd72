import type { QueryHandler } from '../../rpc/handlers.ts';

export const billingQueries: readonly QueryHandler[] = [];
