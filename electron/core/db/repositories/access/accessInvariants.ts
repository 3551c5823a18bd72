import type { Invariant } from '../../invariants.ts';
import { findBrokenAuditEntry } from './audit.ts';

export const accessInvariants: readonly Invariant[] = [
  {
    name: 'access.audit_chain_whole',
    async check(db) {
      const broken = await findBrokenAuditEntry(db);
      return broken === null ? [] : [{ sequence: broken.sequence, hash: broken.hash }];
    },
  },
  {
    name: 'access.every_command_audited',
    async check(db) {
      return db
        .selectFrom('command_log')
        .leftJoin('audit_entry', 'audit_entry.command_id', 'command_log.command_id')
        .select(['command_log.command_id', 'command_log.command_name'])
        .where('audit_entry.sequence', 'is', null)
        .limit(100)
        .execute();
    },
  },
  {
    name: 'access.somebody_manages_users',
    async check(db) {
      const admin = await db
        .selectFrom('user_account')
        .innerJoin('user_role', 'user_role.user_id', 'user_account.user_id')
        .select('user_account.user_id')
        .where('user_role.role', '=', 'admin')
        .where('user_account.state', '=', 'active')
        .executeTakeFirst();
      return admin ? [] : [{ role: 'admin' }];
    },
  },
];
