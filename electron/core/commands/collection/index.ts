import type { CommandHandler } from '../../rpc/handlers.ts';

export const collectionCommands: readonly CommandHandler[] = [];
