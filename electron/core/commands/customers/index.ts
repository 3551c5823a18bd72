import type { CommandHandler } from '../../rpc/handlers.ts';

export const customersCommands: readonly CommandHandler[] = [];
