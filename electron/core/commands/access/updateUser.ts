import { userUpdate } from '#shared/contract/access.ts';
import { ok } from '#shared/lib/result.ts';
import {
  listUsers,
  loadUser,
  replaceRoles,
  updateUser as updateAccount,
} from '../../db/repositories/access/users.ts';
import { handleCommand } from '../../rpc/handlers.ts';
import { hashPassword } from '../../runtime/password.ts';

export const updateUser = handleCommand(userUpdate, async (context, input) => {
  const user = await loadUser(context.tx, input.userId);
  if (!user) return context.refuse('not_found', { userId: input.userId });
  if (user.version !== input.expectedVersion)
    return context.refuse('stale_version', { version: user.version });
  const staysAdmin = input.state === 'active' && input.roles.includes('admin');
  const others = (await listUsers(context.tx)).filter((other) => other.user_id !== user.user_id);
  if (!staysAdmin && !others.some((other) => other.state === 'active' && other.roles.includes('admin'))) {
    return context.refuse('last_admin');
  }
  const version = user.version + 1;
  await updateAccount(context.tx, user.user_id, {
    display_name: input.displayName,
    state: input.state,
    version,
    ...(input.password === undefined
      ? {}
      : { password_hash: await hashPassword(input.password), must_change_password: 1 }),
  });
  await replaceRoles(context.tx, user.user_id, input.roles);
  context.audit({
    subjectType: 'user',
    subjectId: user.user_id,
    detail: {
      before: { displayName: user.display_name, roles: user.roles, state: user.state },
      after: { displayName: input.displayName, roles: input.roles, state: input.state },
      passwordReset: input.password !== undefined,
    },
  });
  context.publish('access');
  return ok({ userId: user.user_id, version });
});
