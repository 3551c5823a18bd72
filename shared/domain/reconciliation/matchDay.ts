import type { LocalDate } from '../localDate.ts';
import type { ItemClass, MatchRule } from './itemClasses.ts';
import { createPool, type Pool } from './matchPool.ts';

/** A line of the bank, as far as matching looks at it. */
export type BankMovement = {
  readonly lineId: string;
  readonly bookedOn: LocalDate;
  readonly amountMinor: number;
  readonly serialNo: string | null;
  readonly reference: string | null;
  /** The account that the ledger knows under the reference; `null` where it knows none. */
  readonly accountNo: string | null;
  /** The receipt that the serial number or the reference of a returned payment names. */
  readonly returnedReceiptNo: string | null;
  readonly payer: string | null;
  /** `false`: an unmatched line of another day, taken only where it fits and left there otherwise. */
  readonly isOwn: boolean;
};

export type OurReceipt = {
  readonly receiptId: string;
  readonly receiptNo: string;
  readonly accountNo: string;
  readonly billNos: readonly string[];
  readonly receivedOn: LocalDate;
  readonly amountMinor: number;
  readonly serialNo: string | null;
  readonly reversesId: string | null;
  readonly isOwn: boolean;
};

export type DayItem = {
  readonly itemClass: ItemClass;
  readonly matchRule: MatchRule;
  readonly bankLines: readonly BankMovement[];
  readonly receipts: readonly OurReceipt[];
};

/**
 * Compares the bank's lines of a day with our receipts. Every own line and every own receipt is in
 * exactly one item, whole; the order in which they are given makes no difference. Stronger evidence goes
 * first: the channel's serial number, then our reference with the amount, one to one before sums of
 * several, then the n-th of a day and amount where nothing speaks against it.
 */
export function matchDay(lines: readonly BankMovement[], receipts: readonly OurReceipt[]): DayItem[] {
  const pool = createPool(lines, receipts);
  for (const withOthers of [false, true]) {
    matchBySerial(pool, withOthers);
    matchByReference(pool, withOthers);
  }
  matchByOccurrence(pool);
  settleReversals(pool);
  pairDifferentAmounts(pool);
  pool.leaveRest();
  return pool.items();
}

function matchBySerial(pool: Pool, withOthers: boolean): void {
  const lineKey = (line: BankMovement) => line.serialNo;
  const receiptKeys = (receipt: OurReceipt) => (receipt.serialNo === null ? [] : [receipt.serialNo]);
  pool.pairEqual('serial', withOthers, lineKey, receiptKeys);
  pool.pairSums('serial', withOthers, lineKey, (receipt) => receipt.serialNo);
}

function matchByReference(pool: Pool, withOthers: boolean): void {
  const reference = (line: BankMovement) => line.reference;
  pool.pairEqual('reference', withOthers, reference, (receipt) => [receipt.receiptNo]);
  pool.pairEqual('reference', withOthers, reference, (receipt) => receipt.billNos);
  pool.pairEqual('reference', withOthers, reference, (receipt) => [receipt.accountNo]);
  pool.pairSums('reference', withOthers, reference, (receipt) => receipt.receiptNo);
  pool.pairSums(
    'reference',
    withOthers,
    (line) => line.accountNo,
    (receipt) => receipt.accountNo,
  );
}

/** Only where neither a serial number nor a known account says that they are different payments. */
function matchByOccurrence(pool: Pool): void {
  const kinds: readonly (readonly [hasLineSerial: boolean, hasReceiptSerial: boolean])[] = [
    [false, false],
    [true, false],
    [false, true],
  ];
  for (const sameDay of [true, false]) {
    for (const [lineSerial, receiptSerial] of kinds) {
      pool.pairEqual(
        'occurrence',
        false,
        (line) =>
          line.accountNo === null && (line.serialNo !== null) === lineSerial
            ? sameDay
              ? line.bookedOn
              : 'any'
            : null,
        (receipt) =>
          (receipt.serialNo !== null) === receiptSerial ? [sameDay ? receipt.receivedOn : 'any'] : [],
      );
    }
  }
}

/**
 * A payment and its reversal that the bank never saw agree with the bank. A reversal of a payment that
 * the bank has is a difference together with it.
 */
function settleReversals(pool: Pool): void {
  for (const reversal of pool.receipts().filter((receipt) => receipt.reversesId !== null && receipt.isOwn)) {
    const originalId = reversal.reversesId ?? '';
    const original = pool.receiptOf(originalId);
    if (original && pool.isFree(original)) {
      pool.take('matched', 'own_reversal', [], [original, reversal]);
    } else if (original) {
      const settled = pool.withdraw(originalId);
      pool.take('status_differs', 'reversed_by_us', settled.bankLines, [...settled.receipts, reversal]);
    } else {
      pool.take('status_differs', 'reversed_by_us', [], [reversal]);
    }
  }
}

/** What names the same payment or account on both sides and still does not add up to the same. */
function pairDifferentAmounts(pool: Pool): void {
  pool.pairRemaining(
    'serial',
    (line) => line.serialNo,
    (receipt) => receipt.serialNo,
  );
  pool.pairRemaining(
    'reference',
    (line) => line.accountNo,
    (receipt) => receipt.accountNo,
  );
}

/** What tells whether an item of an earlier run is the same as one of this run. */
export function itemKey(
  itemClass: ItemClass,
  matchRule: MatchRule,
  lineIds: readonly string[],
  receiptIds: readonly string[],
): string {
  return [itemClass, matchRule, [...lineIds].sort().join('+'), [...receiptIds].sort().join('+')].join('|');
}
