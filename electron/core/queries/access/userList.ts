import { userList as userListContract } from '#shared/contract/access.ts';
import { ok } from '#shared/lib/result.ts';
import { listUsers } from '../../db/repositories/access/users.ts';
import { handleQuery } from '../../rpc/handlers.ts';

export const userList = handleQuery(userListContract, async (context) => {
  const users = await listUsers(context.db);
  return ok({
    rows: users.map((user) => ({
      userId: user.user_id,
      userName: user.user_name,
      displayName: user.display_name,
      roles: [...user.roles],
      state: user.state,
      lockedUntil:
        user.locked_until_at !== null && user.locked_until_at > context.now ? user.locked_until_at : null,
      version: user.version,
    })),
  });
});
