import type { CommandHandler } from '../../rpc/handlers.ts';

export const billingCommands: readonly CommandHandler[] = [];
