import { sessionCurrent } from '#shared/contract/access.ts';
import { permissionsOf } from '#shared/domain/access/permissions.ts';
import { ok } from '#shared/lib/result.ts';
import { handleOpenQuery } from '../../rpc/handlers.ts';

export const currentSession = handleOpenQuery(sessionCurrent, async ({ actor }) => {
  if (actor === null) return ok({ user: null });
  const { userId, userName, displayName, roles, mustChangePassword } = actor;
  const permissions = permissionsOf(roles);
  return ok({ user: { userId, userName, displayName, roles: [...roles], permissions, mustChangePassword } });
});
