import { ACCOUNT } from '#shared/domain/accounting/chartOfAccounts.ts';
import type { PostingLine } from '#shared/domain/accounting/posting.ts';
import { type Minor, minor } from '#shared/domain/money.ts';
import { assert } from '#shared/lib/assert.ts';
import type { LedgerDatabase } from '../../database.ts';
import { loadAllocations } from './receipts.ts';

type Allocation = {
  readonly receivableId: string;
  readonly billNo: string;
  readonly period: string;
  readonly kind: 'principal' | 'late_fee';
  readonly amountMinor: Minor;
};

export type TakenBack = {
  /** Below zero, on the receivables that the money is on now. */
  readonly allocations: readonly Allocation[];
  /** What has to come out of the customer's prepaid money, because no bill has it. */
  readonly fromPrepaidMinor: Minor;
  /** Cancelled bills that the receipt had paid. */
  readonly cancelledReceivableIds: readonly string[];
};

/**
 * Where the money of a receipt is by now: a bill that it paid may have been cancelled and issued anew, and the
 * money with it. It is taken from the bill that stands, and from prepaid money where that bill has less: what was
 * taken from it for another receipt is then prepaid.
 */
export async function findMovedMoney(db: LedgerDatabase, receiptId: string): Promise<TakenBack> {
  const allocations: Allocation[] = [];
  const cancelled: string[] = [];
  const left = new Map<string, number>();
  let fromPrepaid = 0;
  for (const row of await loadAllocations(db, receiptId)) {
    const { receivable_id: receivableId, kind, period, amount_minor: amountMinor } = row;
    const standing = await findStandingReceivable(db, receivableId);
    const isCancelled = standing.receivableId !== receivableId;
    if (isCancelled) cancelled.push(receivableId);
    if (kind === 'late_fee') {
      allocations.push({ receivableId, billNo: row.bill_no, period, kind, amountMinor: minor(-amountMinor) });
      continue;
    }
    const onBill = left.get(standing.receivableId) ?? standing.receivedMinor;
    const taken = Math.min(amountMinor, onBill);
    left.set(standing.receivableId, onBill - taken);
    fromPrepaid += amountMinor - taken;
    if (taken > 0) {
      const { billNo } = standing;
      const amount = minor(-taken);
      allocations.push({ receivableId: standing.receivableId, billNo, period, kind, amountMinor: amount });
    }
  }
  return { allocations, fromPrepaidMinor: minor(fromPrepaid), cancelledReceivableIds: cancelled };
}

/** What the entry of a receipt would have beside its own lines, had this part been prepaid from the beginning. */
export function movedLines(fromPrepaidMinor: Minor, customerId: string): readonly PostingLine[] {
  return [
    { accountCode: ACCOUNT.receivable, amountMinor: fromPrepaidMinor, customerId },
    { accountCode: ACCOUNT.prepaid, amountMinor: minor(-fromPrepaidMinor), customerId },
  ];
}

/** The receivable itself, or that of the bill which took its place, however often. */
async function findStandingReceivable(db: LedgerDatabase, receivableId: string) {
  let current = await receivables(db).where('receivable.receivable_id', '=', receivableId).executeTakeFirst();
  for (;;) {
    assert(current !== undefined, `an allocation has its receivable: ${receivableId}`);
    const next = await receivables(db)
      .where('bill.corrects_id', '=', current.bill_id)
      .where('bill.kind', '=', 'rebill')
      .executeTakeFirst();
    if (!next) break;
    current = next;
  }
  return {
    receivableId: current.receivable_id,
    billNo: current.bill_no,
    receivedMinor: current.received_minor,
  };
}

const receivables = (db: LedgerDatabase) =>
  db
    .selectFrom('receivable')
    .innerJoin('bill', 'bill.bill_id', 'receivable.bill_id')
    .select(['receivable.receivable_id', 'receivable.received_minor', 'bill.bill_id', 'bill.bill_no']);
