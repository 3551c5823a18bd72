import { userCreate } from '#shared/contract/access.ts';
import { ok } from '#shared/lib/result.ts';
import { insertUser, loadUserByName } from '../../db/repositories/access/users.ts';
import { handleCommand } from '../../rpc/handlers.ts';
import { hashPassword } from '../../runtime/password.ts';

export const createUser = handleCommand(userCreate, async (context, input) => {
  if (await loadUserByName(context.tx, input.userName)) {
    return context.refuse('user_name_taken', { userName: input.userName });
  }
  const userId = context.newId();
  await insertUser(context.tx, {
    user_id: userId,
    user_name: input.userName,
    display_name: input.displayName,
    password_hash: await hashPassword(input.password),
    state: 'active',
    failed_sign_ins: 0,
    locked_until_at: null,
    must_change_password: 1,
    version: 1,
    created_at: context.now,
    roles: input.roles,
  });
  context.audit({
    subjectType: 'user',
    subjectId: userId,
    detail: { userName: input.userName, roles: input.roles },
  });
  context.publish('access');
  return ok({ userId });
});
