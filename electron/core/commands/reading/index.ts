import type { CommandHandler } from '../../rpc/handlers.ts';

export const readingCommands: readonly CommandHandler[] = [];
