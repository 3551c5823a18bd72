import { ok, type Result, refused } from '../../lib/result.ts';

export type VoucherAtHand = {
  readonly state: 'prepared' | 'approved' | 'rejected';
  readonly version: number;
  readonly totalMinor: number;
  readonly preparedBy: string;
};

type Refusal<Code extends string> = {
  readonly code: Code;
  readonly detail: Readonly<Record<string, unknown>>;
};

/** Whether this person may answer for the voucher: stale_version, wrong_state, same_person. */
export function decideVoucherStep(
  voucher: VoucherAtHand,
  userId: string,
  expectedVersion: number,
): Result<null, Refusal<'stale_version' | 'wrong_state' | 'same_person'>> {
  if (voucher.version !== expectedVersion) {
    return refused({ code: 'stale_version', detail: { version: voucher.version } });
  }
  if (voucher.state !== 'prepared') return refused({ code: 'wrong_state', detail: { state: voucher.state } });
  if (voucher.preparedBy === userId) return refused({ code: 'same_person', detail: { part: 'prepared' } });
  return ok(null);
}

/** The same, and that the total is the one that was seen: ..., totals_changed. */
export function decideVoucherApproval(
  voucher: VoucherAtHand,
  userId: string,
  input: { readonly expectedVersion: number; readonly seenTotalMinor: number },
): Result<null, Refusal<'stale_version' | 'wrong_state' | 'same_person' | 'totals_changed'>> {
  const step = decideVoucherStep(voucher, userId, input.expectedVersion);
  if (!step.ok) return step;
  if (voucher.totalMinor !== input.seenTotalMinor) {
    return refused({ code: 'totals_changed', detail: { totalMinor: voucher.totalMinor } });
  }
  return step;
}
