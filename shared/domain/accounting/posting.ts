import { assert } from '../../lib/assert.ts';
import { type Minor, minor, sumMinor, ZERO_MINOR } from '../money.ts';
import { ACCOUNT, fundAccount } from './chartOfAccounts.ts';

/** One line of an entry: debit positive, credit negative. */
export type PostingLine = {
  readonly accountCode: string;
  readonly amountMinor: Minor;
  readonly customerId: string | null;
};

export const POSTING_KINDS = [
  'bill_issue',
  'bill_reversal',
  'bill_rebill',
  'bill_adjustment',
  'prepaid_use',
  'prepaid_return',
  'receipt',
  'receipt_reversal',
  'transfer',
  'voucher',
  'cash_difference',
  'cash_deposit',
] as const;
export type PostingKind = (typeof POSTING_KINDS)[number];

/** What a posting is about; its lines add up to zero. */
export type Posting = {
  readonly kind: PostingKind;
  readonly lines: readonly PostingLine[];
};

/** Leaves out lines of nothing and asserts that the rest balances. */
function posting(kind: PostingKind, lines: readonly PostingLine[]): Posting {
  const kept = lines.filter((line) => line.amountMinor !== 0);
  assert(sumMinor(kept.map((line) => line.amountMinor)) === 0, `a ${kind} posting must balance`);
  return { kind, lines: kept };
}

const negated = (amount: Minor): Minor => minor(-amount);

/** What bill lines of one item come to; the books take what the bills say. */
export type BilledItem = {
  readonly itemCode: string;
  readonly account: 'revenue' | 'surcharge' | 'tax';
  readonly amountMinor: Minor;
  /** Of `amountMinor`, the tax in it. */
  readonly taxMinor: Minor;
};

/** Totals of one bill, or of all bills of a run. */
export type BillTotals = {
  readonly totalMinor: Minor;
  /** Net of tax. */
  readonly revenueMinor: Minor;
  /** Net of tax, each fund for itself: what is collected for one is handed over to that one. */
  readonly funds: readonly { readonly itemCode: string; readonly amountMinor: Minor }[];
  readonly taxMinor: Minor;
};

/** Adds up bill lines for posting; the same lines that the customer sees (field fault: bill and books differed). */
export function billTotals(items: Iterable<BilledItem>): BillTotals {
  let [total, revenue, tax] = [0, 0, 0];
  const funds = new Map<string, number>();
  for (const { itemCode, account, amountMinor, taxMinor } of items) {
    total += amountMinor;
    tax += taxMinor;
    if (account === 'revenue') revenue += amountMinor - taxMinor;
    if (account === 'surcharge') {
      funds.set(itemCode, (funds.get(itemCode) ?? 0) + amountMinor - taxMinor);
    }
  }
  return {
    totalMinor: minor(total),
    revenueMinor: minor(revenue),
    funds: [...funds].map(([itemCode, amount]) => ({ itemCode, amountMinor: minor(amount) })),
    taxMinor: minor(tax),
  };
}

/** What bills are posted as: those of a run, and those that correct one. */
export type BillPostingKind = 'bill_issue' | 'bill_reversal' | 'bill_rebill' | 'bill_adjustment';

/** 发行: the customer owes; revenue, each fund and tax are credited. A reversal has the signs of its bill turned. */
export function postBillIssue(
  totals: BillTotals,
  customerId: string | null,
  kind: BillPostingKind = 'bill_issue',
): Posting {
  return posting(kind, [
    { accountCode: ACCOUNT.receivable, amountMinor: totals.totalMinor, customerId },
    { accountCode: ACCOUNT.revenue, amountMinor: negated(totals.revenueMinor), customerId: null },
    ...totals.funds.map(({ itemCode, amountMinor }) => ({
      accountCode: fundAccount(itemCode),
      amountMinor: negated(amountMinor),
      customerId: null,
    })),
    { accountCode: ACCOUNT.tax, amountMinor: negated(totals.taxMinor), customerId: null },
  ]);
}

/** Prepaid money settles a receivable. */
export function postPrepaidUse(amountMinor: Minor, customerId: string | null): Posting {
  return posting('prepaid_use', [
    { accountCode: ACCOUNT.prepaid, amountMinor, customerId },
    { accountCode: ACCOUNT.receivable, amountMinor: negated(amountMinor), customerId },
  ]);
}

/** Money that a bill no longer takes, or a credit, becomes prepaid: never a negative receivable. */
export function postPrepaidReturn(amountMinor: Minor, customerId: string): Posting {
  return posting('prepaid_return', [
    { accountCode: ACCOUNT.receivable, amountMinor, customerId },
    { accountCode: ACCOUNT.prepaid, amountMinor: negated(amountMinor), customerId },
  ]);
}

export type ReceiptParts = {
  readonly customerId: string;
  /** Cash for the counter, the transit account of the channel for all others. */
  readonly moneyAccount: string;
  readonly principalMinor: Minor;
  readonly lateFeeMinor: Minor;
  readonly prepaidMinor: Minor;
};

/** Money came in: it settles receivables, pays late fees, and the rest is prepaid. */
export function postReceipt(parts: ReceiptParts): Posting {
  const { customerId, principalMinor, lateFeeMinor, prepaidMinor } = parts;
  return posting('receipt', [
    {
      accountCode: parts.moneyAccount,
      amountMinor: sumMinor([principalMinor, lateFeeMinor, prepaidMinor]),
      customerId: null,
    },
    { accountCode: ACCOUNT.receivable, amountMinor: negated(principalMinor), customerId },
    { accountCode: ACCOUNT.lateFee, amountMinor: negated(lateFeeMinor), customerId },
    { accountCode: ACCOUNT.prepaid, amountMinor: negated(prepaidMinor), customerId },
  ]);
}

/** The mirror of an entry: every line with its sign turned. */
export function mirrored(kind: PostingKind, lines: readonly PostingLine[]): Posting {
  return posting(
    kind,
    lines.map((line) => ({ ...line, amountMinor: negated(line.amountMinor) })),
  );
}

/** Moves an amount from one account to another. */
export function postTransfer(
  kind: 'transfer' | 'voucher' | 'cash_difference' | 'cash_deposit',
  move: { readonly from: string; readonly to: string; readonly amountMinor: Minor },
): Posting {
  if (move.amountMinor === ZERO_MINOR) return { kind, lines: [] };
  return posting(kind, [
    { accountCode: move.to, amountMinor: move.amountMinor, customerId: null },
    { accountCode: move.from, amountMinor: negated(move.amountMinor), customerId: null },
  ]);
}

/** What was counted in a drawer and is not in the receipts (长款), or is in them and was not there (短款). */
export function postCashDifference(differenceMinor: Minor): Posting {
  const [from, to] = differenceMinor > 0 ? [ACCOUNT.surplus, ACCOUNT.cash] : [ACCOUNT.cash, ACCOUNT.shortage];
  return postTransfer('cash_difference', { from, to, amountMinor: minor(Math.abs(differenceMinor)) });
}

/** 解款: cash is on its way to a bank until that bank's file shows it. */
export function postCashDeposit(transitAccountCode: string, amountMinor: Minor): Posting {
  return postTransfer('cash_deposit', { from: ACCOUNT.cash, to: transitAccountCode, amountMinor });
}
