import { assert } from '../../lib/assert.ts';
import { groupBy } from '../../lib/collections.ts';
import type { ItemClass, MatchRule } from './itemClasses.ts';
import type { BankMovement, DayItem, OurReceipt } from './matchDay.ts';

type LineKey = (line: BankMovement) => string | null;
type ReceiptKey = (receipt: OurReceipt) => string | null;

/** What is not matched yet, and the items made so far. Nothing is ever in two items. */
export type Pool = {
  /** Pairs lines and receipts of one key and one amount, the n-th with the n-th. */
  readonly pairEqual: (
    rule: MatchRule,
    withOthers: boolean,
    lineKey: LineKey,
    receiptKeys: (receipt: OurReceipt) => readonly string[],
  ) => void;
  /** Brings all lines and all receipts of one key together where their sums are equal. */
  readonly pairSums: (rule: MatchRule, withOthers: boolean, lineKey: LineKey, receiptKey: ReceiptKey) => void;
  /** The same for sums that differ: one difference for each key. */
  readonly pairRemaining: (rule: MatchRule, lineKey: LineKey, receiptKey: ReceiptKey) => void;
  readonly take: (
    itemClass: ItemClass,
    rule: MatchRule,
    lines: readonly BankMovement[],
    receipts: readonly OurReceipt[],
  ) => void;
  /** Takes the item that holds a receipt apart again. */
  readonly withdraw: (receiptId: string) => DayItem;
  readonly receipts: () => OurReceipt[];
  readonly receiptOf: (receiptId: string) => OurReceipt | undefined;
  readonly isFree: (receipt: OurReceipt) => boolean;
  /** Makes a difference of each own line and receipt that is left. */
  readonly leaveRest: () => void;
  readonly items: () => DayItem[];
};

export function sumOf(movements: readonly { readonly amountMinor: number }[]): number {
  return movements.reduce((total, { amountMinor }) => total + amountMinor, 0);
}

const compare = (left: string, right: string) => (left < right ? -1 : left > right ? 1 : 0);

function grouped<Item>(items: Iterable<Item>, keyOf: (item: Item) => string | null): Map<string, Item[]> {
  const groups = groupBy(items, keyOf);
  groups.delete(null);
  return groups as Map<string, Item[]>;
}

export function createPool(allLines: readonly BankMovement[], allReceipts: readonly OurReceipt[]): Pool {
  const freeLines = new Set(
    [...allLines].sort((a, b) => compare(a.bookedOn, b.bookedOn) || compare(a.lineId, b.lineId)),
  );
  const freeReceipts = new Set(
    [...allReceipts].sort((a, b) => compare(a.receivedOn, b.receivedOn) || compare(a.receiptId, b.receiptId)),
  );
  const byId = new Map(allReceipts.map((receipt) => [receipt.receiptId, receipt]));
  const items = new Set<DayItem>();
  const itemOfReceipt = new Map<string, DayItem>();

  const lines = (withOthers: boolean) => [...freeLines].filter((line) => withOthers || line.isOwn);
  const receipts = (withOthers: boolean) =>
    [...freeReceipts].filter((receipt) => withOthers || receipt.isOwn);

  const take: Pool['take'] = (itemClass, matchRule, bankLines, ofReceipts) => {
    for (const line of bankLines) assert(freeLines.delete(line), `line matched twice: ${line.lineId}`);
    const item = { itemClass, matchRule, bankLines, receipts: ofReceipts };
    for (const receipt of ofReceipts) {
      assert(freeReceipts.delete(receipt), `receipt matched twice: ${receipt.receiptId}`);
      itemOfReceipt.set(receipt.receiptId, item);
    }
    items.add(item);
  };

  const agree = (rule: MatchRule, bankLines: readonly BankMovement[], ofReceipts: readonly OurReceipt[]) => {
    const days = new Set([...bankLines.map((l) => l.bookedOn), ...ofReceipts.map((r) => r.receivedOn)]);
    take(days.size > 1 ? 'other_day' : 'matched', rule, bankLines, ofReceipts);
  };

  const hasOwn = (bankLines: readonly BankMovement[], ofReceipts: readonly OurReceipt[]) =>
    bankLines.some((line) => line.isOwn) || ofReceipts.some((receipt) => receipt.isOwn);

  const eachKey = (
    withOthers: boolean,
    lineKey: LineKey,
    receiptKey: ReceiptKey,
    work: (lines: readonly BankMovement[], receipts: readonly OurReceipt[]) => void,
  ) => {
    const ofReceipts = grouped(receipts(withOthers), receiptKey);
    for (const [key, ofLines] of grouped(lines(withOthers), lineKey)) {
      const group = ofReceipts.get(key);
      if (group) work(ofLines, group);
    }
  };

  return {
    take,
    receipts: () => [...freeReceipts],
    receiptOf: (receiptId) => byId.get(receiptId),
    isFree: (receipt) => freeReceipts.has(receipt),
    items: () => [...items],
    pairEqual: (rule, withOthers, lineKey, receiptKeys) => {
      const waiting = grouped(lines(withOthers), (line) => {
        const key = lineKey(line);
        return key === null ? null : `${key}|${line.amountMinor}`;
      });
      if (waiting.size === 0) return;
      for (const receipt of receipts(withOthers)) {
        for (const key of receiptKeys(receipt)) {
          const queue = waiting.get(`${key}|${receipt.amountMinor}`);
          const index = queue?.findIndex((line) => hasOwn([line], [receipt])) ?? -1;
          const line = index >= 0 ? queue?.splice(index, 1)[0] : undefined;
          if (line === undefined) continue;
          agree(rule, [line], [receipt]);
          break;
        }
      }
    },
    pairSums: (rule, withOthers, lineKey, receiptKey) => {
      eachKey(withOthers, lineKey, receiptKey, (ofLines, ofReceipts) => {
        if (sumOf(ofLines) === sumOf(ofReceipts) && hasOwn(ofLines, ofReceipts))
          agree(rule, ofLines, ofReceipts);
      });
    },
    pairRemaining: (rule, lineKey, receiptKey) => {
      eachKey(false, lineKey, receiptKey, (ofLines, ofReceipts) => {
        if (sumOf(ofLines) === sumOf(ofReceipts)) agree(rule, ofLines, ofReceipts);
        else take('amount_differs', rule, ofLines, ofReceipts);
      });
    },
    withdraw: (receiptId) => {
      const item = itemOfReceipt.get(receiptId);
      assert(item !== undefined, `not matched: ${receiptId}`);
      items.delete(item);
      for (const line of item.bankLines) freeLines.add(line);
      for (const receipt of item.receipts) freeReceipts.add(receipt);
      return item;
    },
    leaveRest: () => {
      const known = new Set<string>();
      const likeness = (line: BankMovement) => {
        if (line.serialNo !== null) return JSON.stringify([line.serialNo, line.amountMinor]);
        if (line.reference === null) return null;
        return JSON.stringify([line.reference, line.amountMinor, line.payer, line.bookedOn]);
      };
      const likeReceipt = (receipt: OurReceipt) =>
        JSON.stringify([receipt.accountNo, receipt.amountMinor, receipt.receivedOn, 'ours']);
      for (const item of items) {
        for (const line of item.bankLines) known.add(likeness(line) ?? '');
        for (const receipt of item.receipts) known.add(likeReceipt(receipt));
      }
      for (const line of lines(false)) {
        const key = likeness(line);
        if (key !== null && known.has(key)) take('duplicate', 'repeated', [line], []);
        else if (line.amountMinor < 0 && line.returnedReceiptNo !== null) {
          take('status_differs', 'returned_by_bank', [line], []);
        } else take('only_bank', 'none', [line], []);
        if (key !== null) known.add(key);
      }
      for (const receipt of receipts(false)) {
        const isRepeated = receipt.amountMinor > 0 && known.has(likeReceipt(receipt));
        take(isRepeated ? 'duplicate' : 'only_ours', isRepeated ? 'repeated' : 'none', [], [receipt]);
      }
    },
  };
}
