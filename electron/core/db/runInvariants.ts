import type { LedgerDatabase } from './database.ts';
import type { Invariant } from './invariants.ts';
import { accessInvariants } from './repositories/access/accessInvariants.ts';
import { accountingInvariants } from './repositories/accounting/accountingInvariants.ts';
import { billingInvariants } from './repositories/billing/billingInvariants.ts';
import { collectionInvariants } from './repositories/collection/collectionInvariants.ts';
import { customersInvariants } from './repositories/customers/customersInvariants.ts';
import { readingInvariants } from './repositories/reading/readingInvariants.ts';
import { reconciliationInvariants } from './repositories/reconciliation/reconciliationInvariants.ts';

/** Everything that must always hold, by stage. */
export const INVARIANTS: readonly Invariant[] = [
  ...accessInvariants,
  ...customersInvariants,
  ...readingInvariants,
  ...billingInvariants,
  ...collectionInvariants,
  ...accountingInvariants,
  ...reconciliationInvariants,
];

const SHOWN_VIOLATIONS = 10;

/** Runs every invariant and says which do not hold, with the first rows that show it. */
export async function runInvariants(
  db: LedgerDatabase,
  checkpoint: (done: number, total: number) => Promise<void>,
) {
  const checks: { name: string; passed: boolean; violations: Record<string, unknown>[] }[] = [];
  for (const { name, check } of INVARIANTS) {
    const violations = await check(db);
    checks.push({
      name,
      passed: violations.length === 0,
      violations: violations.slice(0, SHOWN_VIOLATIONS).map((row) => ({ ...row })),
    });
    await checkpoint(checks.length, INVARIANTS.length);
  }
  return { run: checks.length, failed: checks.filter((check) => !check.passed).length, checks };
}
