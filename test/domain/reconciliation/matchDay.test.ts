import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { localDate } from '#shared/domain/localDate.ts';
import {
  type BankMovement,
  itemKey,
  matchDay,
  type OurReceipt,
} from '#shared/domain/reconciliation/matchDay.ts';

const DAY = localDate('2026-11-10');
const NEXT = localDate('2026-11-11');

const line = (lineId: string, amountMinor: number, more: Partial<BankMovement> = {}): BankMovement => ({
  lineId,
  amountMinor,
  bookedOn: DAY,
  serialNo: null,
  reference: null,
  accountNo: null,
  returnedReceiptNo: null,
  payer: null,
  isOwn: true,
  ...more,
});
const receipt = (receiptId: string, amountMinor: number, more: Partial<OurReceipt> = {}): OurReceipt => ({
  receiptId,
  receiptNo: `no-${receiptId}`,
  accountNo: `account-${receiptId}`,
  billNos: [],
  amountMinor,
  receivedOn: DAY,
  serialNo: null,
  reversesId: null,
  isOwn: true,
  ...more,
});
const shown = (lines: readonly BankMovement[], receipts: readonly OurReceipt[]) =>
  matchDay(lines, receipts)
    .map((item) =>
      [
        item.itemClass,
        item.matchRule,
        item.bankLines
          .map((one) => one.lineId)
          .sort()
          .join('+'),
        item.receipts
          .map((one) => one.receiptId)
          .sort()
          .join('+'),
      ].join(' '),
    )
    .sort();

describe('classes', () => {
  const cases: readonly [string, readonly BankMovement[], readonly OurReceipt[], readonly string[]][] = [
    [
      'the serial number goes before everything else',
      [line('b1', 100, { serialNo: 'S2' }), line('b2', 100, { serialNo: 'S1' })],
      [receipt('r1', 100, { serialNo: 'S1' }), receipt('r2', 100, { serialNo: 'S2' })],
      ['matched serial b1 r2', 'matched serial b2 r1'],
    ],
    [
      'our reference with the amount: receipt, bill or account number',
      [
        line('b1', 5, { reference: 'no-r1' }),
        line('b2', 5, { reference: 'B-7' }),
        line('b3', 5, { reference: 'account-r3' }),
      ],
      [receipt('r1', 5), receipt('r2', 5, { billNos: ['B-7'] }), receipt('r3', 5)],
      ['matched reference b1 r1', 'matched reference b2 r2', 'matched reference b3 r3'],
    ],
    [
      'pay, refund, pay of one amount on one day stays three lines (field fault B2)',
      [line('b1', 13), line('b2', -13), line('b3', 13)],
      [receipt('r1', 13), receipt('r2', -13, { reversesId: 'r1' }), receipt('r3', 13)],
      ['matched occurrence b1 r1', 'matched occurrence b2 r2', 'matched occurrence b3 r3'],
    ],
    [
      'one line of the bank for several receipts (B4)',
      [line('b1', 80, { reference: 'A', accountNo: 'A' })],
      [receipt('r1', 30, { accountNo: 'A' }), receipt('r2', 50, { accountNo: 'A' })],
      ['matched reference b1 r1+r2'],
    ],
    [
      'several lines of the bank for one receipt (B4)',
      [line('b1', 30, { serialNo: 'S' }), line('b2', 50, { serialNo: 'S' })],
      [receipt('r1', 80, { serialNo: 'S' })],
      ['matched serial b1+b2 r1'],
    ],
    [
      'the same payment with another amount',
      [line('b1', 1000, { serialNo: 'S' })],
      [receipt('r1', 100, { serialNo: 'S' })],
      ['amount_differs serial b1 r1'],
    ],
    [
      'a line that the bank lists twice; a line without receipt; a receipt without line',
      [line('b1', 9, { serialNo: 'S' }), line('b2', 9, { serialNo: 'S' }), line('b3', 7, { serialNo: 'T' })],
      [receipt('r1', 9, { serialNo: 'S' }), receipt('r2', 8)],
      ['duplicate repeated b2 ', 'matched serial b1 r1', 'only_bank none b3 ', 'only_ours none  r2'],
    ],
    [
      'a receipt that we reversed and the bank never saw needs nothing',
      [],
      [receipt('r1', 13), receipt('r2', -13, { reversesId: 'r1' })],
      ['matched own_reversal  r1+r2'],
    ],
    [
      'a receipt that we reversed and the bank has',
      [line('b1', 13, { serialNo: 'S' })],
      [receipt('r1', 13, { serialNo: 'S' }), receipt('r2', -13, { serialNo: 'S', reversesId: 'r1' })],
      ['status_differs reversed_by_us b1 r1+r2'],
    ],
    [
      'a payment that the bank returned',
      [line('b1', -13, { serialNo: 'S', returnedReceiptNo: 'no-r0' })],
      [],
      ['status_differs returned_by_bank b1 '],
    ],
    [
      'the receipt is of the day before; what fits nothing is left to its own day',
      [line('b1', 13, { serialNo: 'S', bookedOn: NEXT })],
      [receipt('r1', 13, { serialNo: 'S', isOwn: false }), receipt('r2', 13, { isOwn: false })],
      ['other_day serial b1 r1'],
    ],
    [
      'a known account of somebody else is never matched by the amount alone',
      [line('b1', 13, { reference: 'A', accountNo: 'A' })],
      [receipt('r1', 13)],
      ['only_bank none b1 ', 'only_ours none  r1'],
    ],
  ];
  test.each(cases)('%s', (_name, lines, receipts, expected) => {
    expect(shown(lines, receipts)).toEqual([...expected].sort());
  });
});

const few = <Value>(...values: Value[]) => fc.constantFrom(...values);
const days = few(DAY, NEXT);
const lineMade = fc.record({
  amountMinor: few(-13, 13, 13, 50, 80),
  bookedOn: days,
  serialNo: few(null, null, 'S1', 'S2'),
  reference: few(null, 'A', 'B', 'junk'),
  isOwn: few(true, true, false),
});
const receiptMade = fc.record({
  amountMinor: few(13, 13, 50, 80),
  receivedOn: days,
  serialNo: few(null, 'S1', 'S2'),
  accountNo: few('A', 'B'),
  isOwn: few(true, true, false),
  isReversed: fc.boolean(),
});
const day = fc
  .record({
    lines: fc.array(lineMade, { maxLength: 12 }),
    receipts: fc.array(receiptMade, { maxLength: 12 }),
  })
  .map(({ lines, receipts }) => ({
    lines: lines.map((one, index) =>
      line(`b${index}`, one.amountMinor, {
        ...one,
        accountNo: one.reference === 'junk' ? null : one.reference,
      }),
    ),
    receipts: receipts.flatMap(({ isReversed, ...one }, index) => {
      const payment = receipt(`r${index}`, one.amountMinor, one);
      if (!isReversed) return [payment];
      return [
        payment,
        { ...payment, receiptId: `x${index}`, amountMinor: -one.amountMinor, reversesId: payment.receiptId },
      ];
    }),
  }));

test('each own line and receipt is in exactly one item, others at most once, and sums are kept', () => {
  fc.assert(
    fc.property(day, ({ lines, receipts }) => {
      const items = matchDay(lines, receipts);
      const placed = [
        ...items.flatMap((item) => item.bankLines.map((one) => one.lineId)),
        ...items.flatMap((item) => item.receipts.map((one) => one.receiptId)),
      ];
      expect(new Set(placed).size).toBe(placed.length);
      for (const own of [...lines, ...receipts].filter((one) => one.isOwn)) {
        expect(placed).toContain('lineId' in own ? own.lineId : own.receiptId);
      }
      for (const item of items.filter(
        (one) => one.itemClass === 'matched' || one.itemClass === 'other_day',
      )) {
        const bank = item.bankLines.reduce((sum, one) => sum + one.amountMinor, 0);
        expect(item.receipts.reduce((sum, one) => sum + one.amountMinor, 0)).toBe(bank);
        expect([...item.bankLines, ...item.receipts].some((one) => one.isOwn)).toBe(true);
      }
    }),
  );
});

test('the order in which lines and receipts come makes no difference', () => {
  const keys = (lines: readonly BankMovement[], receipts: readonly OurReceipt[]) =>
    matchDay(lines, receipts)
      .map((item) =>
        itemKey(
          item.itemClass,
          item.matchRule,
          item.bankLines.map((one) => one.lineId),
          item.receipts.map((one) => one.receiptId),
        ),
      )
      .sort();
  fc.assert(
    fc.property(
      day.chain(({ lines, receipts }) =>
        fc.tuple(
          fc.constant({ lines, receipts }),
          fc.shuffledSubarray(lines, { minLength: lines.length }),
          fc.shuffledSubarray(receipts, { minLength: receipts.length }),
        ),
      ),
      ([given, lines, receipts]) => {
        expect(keys(lines, receipts)).toEqual(keys(given.lines, given.receipts));
      },
    ),
  );
});
