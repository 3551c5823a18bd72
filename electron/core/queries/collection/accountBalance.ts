import { accountBalance as accountBalanceContract } from '#shared/contract/collection.ts';
import { collectionSettingsOf } from '#shared/domain/collection/collectionSettings.ts';
import { ok } from '#shared/lib/result.ts';
import { loadDebts } from '../../db/repositories/collection/debts.ts';
import { loadPayer } from '../../db/repositories/collection/payers.ts';
import { loadPrepaidBalance } from '../../db/repositories/collection/prepaid.ts';
import { handleQuery } from '../../rpc/handlers.ts';

export const accountBalance = handleQuery(accountBalanceContract, async (context, { accountNo }) => {
  const customer = await loadPayer(context.db, accountNo);
  if (!customer) return context.refuse('account_not_found', { accountNo });
  const settings = collectionSettingsOf(JSON.parse(context.office.settings_json));
  const debts = await loadDebts(context.db, customer, context.businessDate, settings);
  return ok({
    customerId: customer.customer_id,
    accountNo,
    customerName: customer.name,
    address: customer.address,
    owedMinor: debts.reduce((sum, { principalMinor }) => sum + principalMinor, 0),
    lateFeeMinor: debts.reduce((sum, { lateFeeMinor }) => sum + lateFeeMinor, 0),
    prepaidMinor: await loadPrepaidBalance(context.db, customer.customer_id),
    receivables: debts.map((debt) => ({
      receivableId: debt.receivableId,
      billNo: debt.billNo,
      period: debt.period,
      dueOn: debt.dueOn,
      owedMinor: debt.principalMinor,
      lateFeeMinor: debt.lateFeeMinor,
      overdueDays: debt.overdueDays,
    })),
  });
});
