import type { CommandHandler } from '../../rpc/handlers.ts';

export const reconciliationCommands: readonly CommandHandler[] = [];
