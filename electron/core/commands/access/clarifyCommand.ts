import { commandClarify } from '#shared/contract/access.ts';
import { ok } from '#shared/lib/result.ts';
import { handleCommand } from '../../rpc/handlers.ts';

/**
 * Reached only where nothing was done under the id: what was done the pipeline answers from its log. From here on the
 * log holds this answer under the id, and a command that comes later finds it taken.
 */
export const clarifyCommand = handleCommand(commandClarify, async (context) => {
  const detail = { outcome: 'not_done' };
  context.audit({ subjectType: 'command', subjectId: context.commandId, detail });
  context.publish('access');
  return ok({ state: 'not_done' as const });
});
