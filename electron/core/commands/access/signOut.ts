import { sessionSignOut } from '#shared/contract/access.ts';
import { ok } from '#shared/lib/result.ts';
import { handleOpenCommand } from '../../rpc/handlers.ts';

export const signOut = handleOpenCommand(sessionSignOut, async (context) => {
  if (context.actor) {
    context.audit({
      subjectType: 'user',
      subjectId: context.actor.userId,
      detail: { outcome: 'signed_out' },
    });
  }
  context.session.end();
  return ok({});
});
