import { type Minor, minor } from '../money.ts';
import { ACCOUNT } from './chartOfAccounts.ts';

/** What a line of a voucher says about the movement. */
export const VOUCHER_MEMOS = ['bank_receipt', 'transit_receipt', 'bank_payment', 'transit_payment'] as const;
export type VoucherMemo = (typeof VOUCHER_MEMOS)[number];

export type VoucherDraft = {
  /** `receipt` (收款凭证): money came to the bank; `payment` (付款凭证): it left. */
  readonly kind: 'receipt' | 'payment';
  readonly totalMinor: Minor;
  readonly lines: readonly {
    readonly accountCode: string;
    readonly amountMinor: Minor;
    readonly memoCode: VoucherMemo;
  }[];
};

/**
 * The vouchers of a channel's day: what the bank shows as come in, and as gone out, moves between the
 * money in transit of the channel and the bank account. A day without movement has none.
 */
export function dayVouchers(
  transitAccountCode: string,
  day: { readonly inMinor: number; readonly outMinor: number },
): readonly VoucherDraft[] {
  const draft = (kind: VoucherDraft['kind'], amount: number): VoucherDraft[] => {
    if (amount === 0) return [];
    const bankMinor = kind === 'receipt' ? amount : -amount;
    return [
      {
        kind,
        totalMinor: minor(amount),
        lines: [
          { accountCode: ACCOUNT.bank, amountMinor: minor(bankMinor), memoCode: `bank_${kind}` },
          { accountCode: transitAccountCode, amountMinor: minor(-bankMinor), memoCode: `transit_${kind}` },
        ],
      },
    ];
  };
  return [...draft('receipt', day.inMinor), ...draft('payment', day.outMinor)];
}
