import { isRole, type Role } from '#shared/domain/access/permissions.ts';
import { assert } from '#shared/lib/assert.ts';
import type { LedgerDatabase } from '../../database.ts';
import type { UserAccountRow } from '../../schema/access.ts';

export type UserWithRoles = UserAccountRow & { readonly roles: readonly Role[] };

/** Every call asks who calls: one question to the server, not one for the person and one for the roles. */
async function loadUserWhere(
  db: LedgerDatabase,
  column: 'user_id' | 'user_name',
  value: string,
): Promise<UserWithRoles | null> {
  const rows = await db
    .selectFrom('user_account')
    .leftJoin('user_role', 'user_role.user_id', 'user_account.user_id')
    .selectAll('user_account')
    .select('user_role.role')
    .where(`user_account.${column}`, '=', value)
    .orderBy('user_role.role')
    .execute();
  const [first] = rows;
  if (!first) return null;
  const { role: _, ...account } = first;
  return { ...account, roles: rows.flatMap(({ role }) => (role !== null && isRole(role) ? [role] : [])) };
}

export function loadUser(db: LedgerDatabase, userId: string): Promise<UserWithRoles | null> {
  return loadUserWhere(db, 'user_id', userId);
}

export function loadUserByName(db: LedgerDatabase, userName: string): Promise<UserWithRoles | null> {
  return loadUserWhere(db, 'user_name', userName);
}

export async function listUsers(db: LedgerDatabase): Promise<readonly UserWithRoles[]> {
  const users = await db.selectFrom('user_account').selectAll().orderBy('user_name').execute();
  const roles = await db.selectFrom('user_role').selectAll().orderBy('role').execute();
  return users.map((user) => ({
    ...user,
    roles: roles.filter((row) => row.user_id === user.user_id).map((row) => row.role),
  }));
}

export async function insertUser(db: LedgerDatabase, user: UserWithRoles): Promise<void> {
  const { roles, ...account } = user;
  await db.insertInto('user_account').values(account).execute();
  await insertRoles(db, user.user_id, roles);
}

async function insertRoles(db: LedgerDatabase, userId: string, roles: readonly Role[]): Promise<void> {
  const distinct = [...new Set(roles)];
  if (distinct.length === 0) return;
  await db
    .insertInto('user_role')
    .values(distinct.map((role) => ({ user_id: userId, role })))
    .execute();
}

export async function replaceRoles(
  db: LedgerDatabase,
  userId: string,
  roles: readonly Role[],
): Promise<void> {
  await db.deleteFrom('user_role').where('user_id', '=', userId).execute();
  await insertRoles(db, userId, roles);
}

/** Changes an account whose version is known to be the current one. */
export async function updateUser(
  db: LedgerDatabase,
  userId: string,
  change: Partial<Omit<UserAccountRow, 'user_id' | 'created_at'>>,
): Promise<void> {
  const { numUpdatedRows } = await db
    .updateTable('user_account')
    .set(change)
    .where('user_id', '=', userId)
    .executeTakeFirst();
  assert(numUpdatedRows === 1n, `one account must change: ${userId}`);
}
