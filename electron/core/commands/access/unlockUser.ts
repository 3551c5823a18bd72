import { userUnlock } from '#shared/contract/access.ts';
import { isLockedOut } from '#shared/domain/access/lockOut.ts';
import { ok } from '#shared/lib/result.ts';
import { loadUser, updateUser } from '../../db/repositories/access/users.ts';
import { handleCommand } from '../../rpc/handlers.ts';

export const unlockUser = handleCommand(userUnlock, async (context, input) => {
  const user = await loadUser(context.tx, input.userId);
  if (!user) return context.refuse('not_found', { userId: input.userId });
  const state = { failedSignIns: user.failed_sign_ins, lockedUntil: user.locked_until_at };
  if (!isLockedOut(state, context.now)) return context.refuse('not_locked');
  await updateUser(context.tx, user.user_id, { failed_sign_ins: 0, locked_until_at: null });
  context.audit({ subjectType: 'user', subjectId: user.user_id, detail: { outcome: 'unlocked' } });
  context.publish('access');
  return ok({ userId: user.user_id });
});
