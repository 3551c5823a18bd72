import { fundAccount } from '#shared/domain/accounting/chartOfAccounts.ts';
import type { LedgerDatabase } from '../../database.ts';

/** Opens the accounts of funds that are billed for the first time, named as on the bill. */
export async function openFundAccounts(
  db: LedgerDatabase,
  funds: readonly { readonly itemCode: string; readonly itemName: string }[],
): Promise<void> {
  if (funds.length === 0) return;
  await db
    .insertInto('ledger_account')
    .values(
      funds.map(({ itemCode, itemName }) => ({
        account_code: fundAccount(itemCode),
        name: itemName,
        kind: 'liability',
      })),
    )
    .onConflict((conflict) => conflict.column('account_code').doNothing())
    .execute();
}
