import { assert } from '../../lib/assert.ts';
import { ok, type Result, refused } from '../../lib/result.ts';
import { type Minor, minor, sumMinor } from '../money.ts';
import type { LateFeeOrder } from './collectionSettings.ts';

/** What is owed on one bill today. */
export type Debt = {
  readonly receivableId: string;
  readonly principalMinor: Minor;
  readonly lateFeeMinor: Minor;
};

export type Allocation = {
  readonly receivableId: string;
  readonly kind: 'principal' | 'late_fee';
  readonly amountMinor: Minor;
};

export type PaymentInstruction = readonly { readonly receivableId: string; readonly amountMinor: Minor }[];

export type AllocatedPayment = {
  readonly allocations: readonly Allocation[];
  readonly principalMinor: Minor;
  readonly lateFeeMinor: Minor;
  /** What nothing is owed for. */
  readonly prepaidMinor: Minor;
};

export type InstructionRefusal = {
  readonly code: 'receivable_not_found' | 'instruction_exceeds_debt' | 'instruction_exceeds_amount';
  readonly detail: Readonly<Record<string, unknown>>;
};

/**
 * Divides a payment over debts, which come oldest first. Late fees go before or after the principal: before
 * means each bill with its fee, after means all principal first. With an instruction the payer's words
 * win: only the named bills are paid, in that order. Nothing takes more than it is owed; the rest is prepaid.
 */
export function allocatePayment(
  debts: readonly Debt[],
  amountMinor: Minor,
  options: { readonly order: LateFeeOrder; readonly instruction: PaymentInstruction | null },
): Result<AllocatedPayment, InstructionRefusal> {
  assert(amountMinor > 0, 'a payment is more than nothing');
  const payer = new Payer(debts);
  if (options.instruction === null) {
    for (const part of inOrder(debts, options.order)) payer.pay(part, amountMinor - payer.spent);
  } else {
    for (const { receivableId, amountMinor: wanted } of options.instruction) {
      const debt = debts.find((one) => one.receivableId === receivableId);
      if (!debt) return refused({ code: 'receivable_not_found', detail: { receivableId } });
      const owedMinor = payer.owed(receivableId);
      if (wanted > owedMinor) {
        return refused({ code: 'instruction_exceeds_debt', detail: { receivableId, owedMinor } });
      }
      const limit = payer.spent + wanted;
      for (const part of inOrder([debt], options.order)) payer.pay(part, limit - payer.spent);
    }
    if (payer.spent > amountMinor) {
      const detail = { amountMinor, instructedMinor: payer.spent };
      return refused({ code: 'instruction_exceeds_amount', detail });
    }
  }
  return ok(payer.result(amountMinor));
}

type Part = { readonly receivableId: string; readonly kind: Allocation['kind'] };

function inOrder(debts: readonly Debt[], order: LateFeeOrder): readonly Part[] {
  const parts = (kind: Allocation['kind']) => debts.map(({ receivableId }) => ({ receivableId, kind }));
  if (order === 'after_principal') return [...parts('principal'), ...parts('late_fee')];
  return debts.flatMap(({ receivableId }) => [
    { receivableId, kind: 'late_fee' },
    { receivableId, kind: 'principal' },
  ]);
}

/** Keeps what is still owed and what has been spent while a payment is divided. */
class Payer {
  readonly #owed = new Map<string, number>();
  readonly #paid = new Map<string, { part: Part; amountMinor: number }>();
  spent = 0;

  constructor(debts: readonly Debt[]) {
    for (const { receivableId, principalMinor, lateFeeMinor } of debts) {
      assert(principalMinor >= 0 && lateFeeMinor >= 0, `a debt is never negative: ${receivableId}`);
      this.#owed.set(`principal ${receivableId}`, principalMinor);
      this.#owed.set(`late_fee ${receivableId}`, lateFeeMinor);
    }
  }

  owed(receivableId: string): number {
    return (
      (this.#owed.get(`principal ${receivableId}`) ?? 0) + (this.#owed.get(`late_fee ${receivableId}`) ?? 0)
    );
  }

  pay(part: Part, atMost: number): void {
    const key = `${part.kind} ${part.receivableId}`;
    const owed = this.#owed.get(key) ?? 0;
    const amountMinor = Math.min(owed, atMost);
    if (amountMinor <= 0) return;
    this.#owed.set(key, owed - amountMinor);
    this.#paid.set(key, { part, amountMinor: amountMinor + (this.#paid.get(key)?.amountMinor ?? 0) });
    this.spent += amountMinor;
  }

  result(amountMinor: Minor): AllocatedPayment {
    const allocations = [...this.#paid.values()].map(({ part, amountMinor: paid }) => ({
      ...part,
      amountMinor: minor(paid),
    }));
    const total = (kind: Allocation['kind']) =>
      sumMinor(allocations.filter((one) => one.kind === kind).map((one) => one.amountMinor));
    return {
      allocations,
      principalMinor: total('principal'),
      lateFeeMinor: total('late_fee'),
      prepaidMinor: minor(amountMinor - this.spent),
    };
  }
}
