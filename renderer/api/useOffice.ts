import { sessionCurrent } from '#shared/contract/access.ts';
import { ledgerStatus } from '#shared/contract/ledger.ts';
import { isPermitted, type Permission } from '#shared/domain/access/permissions.ts';
import { useLedgerQuery } from './useLedgerQuery.ts';

/** The open ledger and what the person at the window may do in it. The core checks every right again. */
export function useOffice() {
  const status = useLedgerQuery(ledgerStatus, {});
  const session = useLedgerQuery(sessionCurrent, {});
  const roles = session.data?.user?.roles ?? [];
  return {
    ledger: status.data?.ledger ?? null,
    can: (permission: Permission) => isPermitted(roles, permission),
  };
}
