/** What the office should owe, have and hold, told a second time and without any of the ledger's code. */

export type ModelReceipt = {
  readonly receiptNo: string;
  readonly accountNo: string;
  readonly amountMinor: number;
  readonly settled: readonly { readonly billNo: string; readonly amountMinor: number }[];
  readonly prepaidMinor: number;
  readonly channelCode: string;
  readonly day: string;
  readonly serialNo: string | null;
  isReversed: boolean;
};

type Account = { readonly debts: { readonly billNo: string; owedMinor: number }[]; prepaidMinor: number };

type Payment = Pick<
  ModelReceipt,
  'receiptNo' | 'accountNo' | 'amountMinor' | 'channelCode' | 'day' | 'serialNo'
>;

/** Accounts with their debts, oldest first, and every payment that was ever taken. */
export class Model {
  readonly accounts = new Map<string, Account>();
  readonly receipts: ModelReceipt[] = [];

  account(accountNo: string): Account {
    let account = this.accounts.get(accountNo);
    if (!account) {
      account = { debts: [], prepaidMinor: 0 };
      this.accounts.set(accountNo, account);
    }
    return account;
  }

  /** A bill is issued: prepaid money pays what it can. */
  bill(accountNo: string, billNo: string, totalMinor: number): void {
    const account = this.account(accountNo);
    const usedMinor = Math.min(account.prepaidMinor, totalMinor);
    account.prepaidMinor -= usedMinor;
    account.debts.push({ billNo, owedMinor: totalMinor - usedMinor });
  }

  /** Money comes in: the oldest debt first, what is left is prepaid. */
  pay(payment: Payment): ModelReceipt {
    const account = this.account(payment.accountNo);
    let left = payment.amountMinor;
    const settled: { billNo: string; amountMinor: number }[] = [];
    for (const debt of account.debts) {
      const part = Math.min(left, debt.owedMinor);
      if (part === 0) continue;
      debt.owedMinor -= part;
      left -= part;
      settled.push({ billNo: debt.billNo, amountMinor: part });
    }
    account.prepaidMinor += left;
    const receipt = { ...payment, settled, prepaidMinor: left, isReversed: false };
    this.receipts.push(receipt);
    return receipt;
  }

  /** Whether a payment can be taken back: what it left as prepaid must still be there. */
  canReverse({ accountNo, prepaidMinor, isReversed }: ModelReceipt): boolean {
    return !isReversed && this.account(accountNo).prepaidMinor >= prepaidMinor;
  }

  /** A payment is taken back: its debts are owed again. */
  reverse(receipt: ModelReceipt): void {
    const account = this.account(receipt.accountNo);
    for (const { billNo, amountMinor } of receipt.settled) {
      const debt = account.debts.find((one) => one.billNo === billNo);
      if (debt) debt.owedMinor += amountMinor;
    }
    account.prepaidMinor -= receipt.prepaidMinor;
    receipt.isReversed = true;
  }

  owedMinor(accountNo: string): number {
    return this.account(accountNo).debts.reduce((sum, { owedMinor }) => sum + owedMinor, 0);
  }

  get totalOwedMinor(): number {
    return [...this.accounts.keys()].reduce((sum, accountNo) => sum + this.owedMinor(accountNo), 0);
  }

  get totalPrepaidMinor(): number {
    return [...this.accounts.values()].reduce((sum, { prepaidMinor }) => sum + prepaidMinor, 0);
  }
}
