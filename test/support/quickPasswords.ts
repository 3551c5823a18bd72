import { hashPassword, type PasswordCost } from '#core/runtime/password.ts';
import { SAMPLE_PASSWORD } from '#core/sample/people.ts';
import { withTablesOf } from './ledgerTables.ts';

/** A hash says what it costs to compare with it, and the people of tests sign in some thousand times. */
const QUICK: PasswordCost = { N: 2 ** 8, r: 8, p: 1 };

/** A hash like those of an office, but quick to compare with. */
export const quickHash = (password: string): Promise<string> => hashPassword(password, QUICK);

/** Lets everybody of a ledger sign in quickly, with the password that they all have. */
export async function quickenPasswords(ledger: string, password: string = SAMPLE_PASSWORD): Promise<void> {
  const password_hash = await quickHash(password);
  await withTablesOf(ledger, (db) => db.updateTable('user_account').set({ password_hash }).execute());
}
