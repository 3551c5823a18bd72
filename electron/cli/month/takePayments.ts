import { paymentReceive, receiptReverse, receivablePage } from '#shared/contract/collection.ts';
import type { Difficulties } from './leftOut.ts';
import type { People } from './people.ts';

/** A payment through a bank, as the bank will list it. */
export type BankPayment = {
  readonly accountNo: string;
  readonly customerName: string;
  readonly amountMinor: number;
  readonly serialNo: string;
};

export type Payments = {
  readonly count: number;
  readonly totalMinor: number;
  readonly icbc: readonly BankPayment[];
  readonly boc: readonly BankPayment[];
};

const AT_THE_COUNTER = 6;
const THROUGH_EACH_BANK = 40;

/**
 * The cashier takes payments: at the counter a part, too much, and one that is taken back; through two
 * banks the rest, each with the bank's serial number. What of it there are debts for goes into `met`.
 */
export async function takePayments(people: People, met: Difficulties = new Set()): Promise<Payments> {
  const cashier = await people.at('cashier');
  const owed = await cashier.askAll(
    receivablePage,
    { state: 'owed' },
    AT_THE_COUNTER + 2 * THROUGH_EACH_BANK,
  );
  let [count, totalMinor] = [0, 0];
  const receive = async (
    accountNo: string,
    amountMinor: number,
    bank?: [channel: string, serial: string],
  ) => {
    const receipt = await cashier.run(paymentReceive, {
      accountNo,
      amountMinor,
      method: bank ? 'direct_debit' : 'cash',
      ...(bank ? { channelCode: bank[0], channelSerialNo: bank[1] } : {}),
    });
    count += 1;
    totalMinor += amountMinor;
    return receipt;
  };
  for (const [index, debt] of owed.slice(0, AT_THE_COUNTER).entries()) {
    if (index === 0) {
      await receive(debt.accountNo, Math.max(1, Math.floor(debt.owedMinor / 2)));
      met.add('paid_in_part');
    } else if (index === 1) {
      await receive(debt.accountNo, debt.owedMinor + 5_000);
      met.add('paid_too_much');
    } else if (index === 2) {
      met.add('receipt_reversed');
      const { receiptNo, amountMinor } = await receive(debt.accountNo, debt.owedMinor);
      await cashier.run(receiptReverse, { receiptNo, reason: '收错户' });
      count += 1;
      totalMinor -= amountMinor;
    } else await receive(debt.accountNo, debt.owedMinor);
  }
  const banks: Record<'icbc' | 'boc', BankPayment[]> = { icbc: [], boc: [] };
  for (const [index, debt] of owed.slice(AT_THE_COUNTER).entries()) {
    const channel = index % 2 === 0 ? 'icbc' : 'boc';
    const serialNo = `${channel === 'icbc' ? '0102' : '0104'}${String(index + 1).padStart(18, '0')}`;
    await receive(debt.accountNo, debt.owedMinor, [channel, serialNo]);
    banks[channel].push({
      accountNo: debt.accountNo,
      customerName: debt.customerName,
      amountMinor: debt.owedMinor,
      serialNo,
    });
  }
  return { count, totalMinor, ...banks };
}
