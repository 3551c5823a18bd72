import type { LedgerDatabase } from './database.ts';
import type { Invariant } from './invariants.ts';
import type { Checkpoint, Ledger } from './ledger.ts';
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

export type CheckedInvariant = {
  readonly name: string;
  readonly passed: boolean;
  readonly violations: readonly Record<string, unknown>[];
};

function checkedInvariant(name: string, violations: readonly Record<string, unknown>[]): CheckedInvariant {
  const shown = violations.slice(0, SHOWN_VIOLATIONS).map((row) => ({ ...row }));
  return { name, passed: violations.length === 0, violations: shown };
}

/** Runs every invariant and says which do not hold, with the first rows that show it. */
export async function runInvariants(db: LedgerDatabase, checkpoint: Checkpoint) {
  const checks: CheckedInvariant[] = [];
  for (const { name, check } of INVARIANTS) {
    checks.push(checkedInvariant(name, await check(db)));
    await checkpoint(checks.length, INVARIANTS.length);
  }
  return summary(checks);
}

/**
 * The same, and before it whether the ledger lies sound where it is stored. An invariant that cannot be asked
 * because its rows are damaged does not hold.
 */
export async function checkLedger(ledger: Ledger, checkpoint: Checkpoint) {
  const total = INVARIANTS.length + 1;
  const checks: CheckedInvariant[] = [];
  const check = async (name: string, work: () => Promise<readonly Record<string, unknown>[]>) => {
    const violations = await work().catch((error: unknown) => {
      const known = ledger.faultOf(error);
      if (known?.code !== 'ledger_damaged') throw error;
      return [{ finding: known.code, cause: known.detail.cause }];
    });
    checks.push(checkedInvariant(name, violations));
    await checkpoint(checks.length, total);
  };
  await check('ledger.storage_sound', () => ledger.checkStorage(async () => checkpoint(0, total)));
  for (const { name, check: work } of INVARIANTS) await check(name, () => work(ledger.reader));
  return summary(checks);
}

function summary(checks: readonly CheckedInvariant[]) {
  return { run: checks.length, failed: checks.filter(({ passed }) => !passed).length, checks };
}
