import { sessionSignIn } from '#shared/contract/access.ts';
import { afterFailure, isLockedOut } from '#shared/domain/access/lockOut.ts';
import { permissionsOf } from '#shared/domain/access/permissions.ts';
import { ok } from '#shared/lib/result.ts';
import { loadUserByName, updateUser } from '../../db/repositories/access/users.ts';
import { handleOpenCommand } from '../../rpc/handlers.ts';
import { isPassword } from '../../runtime/password.ts';

/** Checks name and password and binds the person to the connection. Every outcome is audited. */
export const signIn = handleOpenCommand(sessionSignIn, async (context, input) => {
  const user = await loadUserByName(context.tx, input.userName);
  const trail = (outcome: string) =>
    context.audit({
      subjectType: 'user',
      subjectId: user?.user_id ?? '-',
      detail: { outcome, userName: input.userName },
    });
  const state = { failedSignIns: user?.failed_sign_ins ?? 0, lockedUntil: user?.locked_until_at ?? null };
  if (user && isLockedOut(state, context.now)) {
    trail('locked_out');
    return context.refuseKeepingWrites('locked_out', { until: state.lockedUntil });
  }
  const isRight = await isPassword(input.password, user?.password_hash ?? null);
  if (!user || !isRight || user.state !== 'active') {
    trail('wrong_credentials');
    if (user) {
      const next = afterFailure(state, context.now);
      await updateUser(context.tx, user.user_id, {
        failed_sign_ins: next.failedSignIns,
        locked_until_at: next.lockedUntil,
      });
    }
    return context.refuseKeepingWrites('wrong_credentials');
  }
  await updateUser(context.tx, user.user_id, { failed_sign_ins: 0, locked_until_at: null });
  trail('signed_in');
  context.session.start(user.user_id);
  return ok({
    userId: user.user_id,
    userName: user.user_name,
    displayName: user.display_name,
    roles: [...user.roles],
    permissions: permissionsOf(user.roles),
    mustChangePassword: user.must_change_password === 1,
  });
});
