import { sessionChangePassword } from '#shared/contract/access.ts';
import { assert } from '#shared/lib/assert.ts';
import { ok } from '#shared/lib/result.ts';
import { loadUser, updateUser } from '../../db/repositories/access/users.ts';
import { handleCommand } from '../../rpc/handlers.ts';
import { hashPassword, isPassword } from '../../runtime/password.ts';

export const changePassword = handleCommand(sessionChangePassword, async (context, input) => {
  const user = await loadUser(context.tx, context.actor.userId);
  assert(user !== null, 'the signed-in person has an account');
  if (!(await isPassword(input.currentPassword, user.password_hash)))
    return context.refuse('wrong_credentials');
  if (input.newPassword === input.currentPassword) return context.refuse('password_unchanged');
  await updateUser(context.tx, user.user_id, {
    password_hash: await hashPassword(input.newPassword),
    must_change_password: 0,
    version: user.version + 1,
  });
  context.audit({ subjectType: 'user', subjectId: user.user_id, detail: { changed: ['password'] } });
  context.publish('access');
  return ok({});
});
