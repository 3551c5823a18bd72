import type { CommandHandler } from '../../rpc/handlers.ts';

export const tariffCommands: readonly CommandHandler[] = [];
