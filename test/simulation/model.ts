import { expectSame } from './differs.ts';

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

type Account = {
  readonly debts: { readonly billNo: string; owedMinor: number }[];
  prepaidMinor: number;
  /** What was billed and not paid; below zero: what was paid and not billed. */
  netMinor: number;
  /** A bill of it was corrected: money moved between its bills, and only the net amount is told from here. */
  isCorrected: boolean;
};

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
      account = { debts: [], prepaidMinor: 0, netMinor: 0, isCorrected: false };
      this.accounts.set(accountNo, account);
    }
    return account;
  }

  /** A bill is issued: prepaid money pays what it can. */
  bill(accountNo: string, billNo: string, totalMinor: number): void {
    const account = this.account(accountNo);
    account.netMinor += totalMinor;
    const usedMinor = Math.min(account.prepaidMinor, totalMinor);
    account.prepaidMinor -= usedMinor;
    account.debts.push({ billNo, owedMinor: totalMinor - usedMinor });
  }

  /** Issued bills of an account changed by so much, all of them together. */
  correct(accountNo: string, changeMinor: number): void {
    const account = this.account(accountNo);
    account.netMinor += changeMinor;
    account.isCorrected = true;
  }

  /** Money comes in: the oldest debt first, what is left is prepaid. `prepaidMinor`: what the ledger says is left. */
  pay(payment: Payment, prepaidMinor: number | null): void {
    const account = this.account(payment.accountNo);
    account.netMinor -= payment.amountMinor;
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
    if (prepaidMinor !== null && !account.isCorrected)
      expectSame(`prepaid of receipt ${payment.receiptNo}`, prepaidMinor, left);
    this.receipts.push({ ...payment, settled, prepaidMinor: left, isReversed: false });
  }

  /** With what taking a payment back may be refused: nothing else than what is named here may come. */
  reversalEnds({ accountNo, prepaidMinor, isReversed }: ModelReceipt): readonly (string | null)[] {
    if (isReversed) return ['already_reversed'];
    const account = this.account(accountNo);
    if (account.isCorrected) return [null, 'prepaid_used'];
    // What it left as prepaid must still be there.
    return account.prepaidMinor >= prepaidMinor ? [null] : ['prepaid_used'];
  }

  /** A payment is taken back: its debts are owed again. */
  reverse(receipt: ModelReceipt): void {
    const account = this.account(receipt.accountNo);
    account.netMinor += receipt.amountMinor;
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

  /** What all owe and have prepaid; `null` once bills were corrected. */
  get totals(): { readonly owedMinor: number; readonly prepaidMinor: number } | null {
    const all = [...this.accounts];
    if (all.some(([, { isCorrected }]) => isCorrected)) return null;
    return {
      owedMinor: all.reduce((sum, [accountNo]) => sum + this.owedMinor(accountNo), 0),
      prepaidMinor: all.reduce((sum, [, { prepaidMinor }]) => sum + prepaidMinor, 0),
    };
  }

  get netMinor(): number {
    return [...this.accounts.values()].reduce((sum, { netMinor }) => sum + netMinor, 0);
  }
}
