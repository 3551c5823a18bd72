import { LedgerFault } from '../db/ledger.ts';

/** Codes of the operating system for a disk, or a person's share of it, that has no room left. */
const FULL: ReadonlySet<unknown> = new Set(['ENOSPC', 'EDQUOT']);

/** What stopped a call that no open ledger knows of: a ledger that was being made or copied, or a full disk. */
export function systemFaultOf(error: unknown): LedgerFault | null {
  if (error instanceof LedgerFault) return error;
  if (!(error instanceof Error) || !('code' in error) || !FULL.has(error.code)) return null;
  const path = 'path' in error && typeof error.path === 'string' ? { path: error.path } : {};
  return new LedgerFault('disk_full', path, { cause: error });
}
