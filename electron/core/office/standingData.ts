import type { LedgerTransaction } from '../db/database.ts';

/** What every office starts with: chart of accounts, channels and the shipped layouts of files. */
export async function insertStandingData(_tx: LedgerTransaction): Promise<void> {}
