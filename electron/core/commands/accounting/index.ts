import type { CommandHandler } from '../../rpc/handlers.ts';

export const accountingCommands: readonly CommandHandler[] = [];
