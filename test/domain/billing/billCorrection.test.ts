import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type BillContent, compareContents, mirrorContent } from '#shared/domain/billing/billContent.ts';
import {
  type BillAtHand,
  type BillCorrection,
  decideCorrectionApproval,
  decideCorrectionReturn,
  decideHandOver,
  decideProposal,
  decideWithdrawal,
} from '#shared/domain/billing/billCorrection.ts';
import { type DecimalText, decimalOf, minor } from '#shared/domain/money.ts';
import type { BillLine } from '#shared/domain/tariff/types.ts';

const HANDED_OVER: BillCorrection = {
  kind: 'rebill',
  state: 'submitted',
  version: 2,
  totalMinor: 5_000,
  proposedBy: 'anna',
  submittedBy: 'bert',
};
const seen = { expectedVersion: 2, seenTotalMinor: 5_000 };
const codeOf = (decision: { ok: boolean; error?: { code: string } }) => decision.error?.code ?? 'ok';

test.each([
  ['a bill of a run', {}, 'ok'],
  ['a bill issued anew', { kind: 'rebill' }, 'ok'],
  ['a mirror', { kind: 'reversal' }, 'not_correctable'],
  ['an adjustment', { kind: 'adjustment' }, 'not_correctable'],
  ['a bill that was taken back', { reversedByNo: '2' }, 'already_reversed'],
  ['a bill that was written off', { isWrittenOff: true }, 'written_off'],
  ['a bill that is being corrected', { standingCorrectionId: 'correction-1' }, 'correction_standing'],
] satisfies [string, Partial<BillAtHand>, string][])('%s can be corrected or not: %#', (_, given, code) => {
  const bill: BillAtHand = {
    billNo: '1',
    kind: 'regular',
    reversedByNo: null,
    isWrittenOff: false,
    standingCorrectionId: null,
    ...given,
  };
  expect(codeOf(decideProposal(bill))).toBe(code);
});

test.each([
  ['another person', {}, 'carl', {}, 'ok'],
  ['who proposed', {}, 'anna', {}, 'same_person'],
  ['who handed over', {}, 'bert', {}, 'same_person'],
  ['somebody with an older page', {}, 'carl', { expectedVersion: 1 }, 'stale_version'],
  ['somebody who saw another total', {}, 'carl', { seenTotalMinor: 4_999 }, 'totals_changed'],
  ['somebody late', { state: 'approved' }, 'carl', {}, 'wrong_state'],
  ['somebody early', { state: 'open' }, 'carl', {}, 'wrong_state'],
] satisfies [string, Partial<BillCorrection>, string, Partial<typeof seen>, string][])(
  'approval by %s',
  (_, given, userId, input, code) => {
    const decision = decideCorrectionApproval({ ...HANDED_OVER, ...given }, userId, { ...seen, ...input });
    expect(codeOf(decision)).toBe(code);
  },
);

test('a returned rebill is open again, a returned adjustment ends', () => {
  expect(decideCorrectionReturn(HANDED_OVER, 2)).toMatchObject({ value: 'open' });
  expect(decideCorrectionReturn({ ...HANDED_OVER, kind: 'adjustment' }, 2)).toMatchObject({
    value: 'rejected',
  });
  expect(decideHandOver({ ...HANDED_OVER, state: 'open' }, 2)).toMatchObject({ value: 'submitted' });
  expect(codeOf(decideHandOver(HANDED_OVER, 2))).toBe('wrong_state');
});

test('what rests on other readings by now cannot be dropped', () => {
  expect(decideWithdrawal(HANDED_OVER, { expectedVersion: 2, readingsDiffer: false })).toMatchObject({
    value: 'withdrawn',
  });
  expect(codeOf(decideWithdrawal(HANDED_OVER, { expectedVersion: 2, readingsDiffer: true }))).toBe(
    'readings_differ',
  );
});

const line = fc
  .record({
    itemCode: fc.constantFrom('energy', 'fund.a', 'fund.b'),
    kwh: fc.integer({ min: -9_999, max: 9_999 }),
    amount: fc.integer({ min: -999_999, max: 999_999 }),
    tax: fc.integer({ min: -9_999, max: 9_999 }),
  })
  .map(
    ({ itemCode, kwh, amount, tax }): BillLine => ({
      lineNo: 1,
      itemCode,
      itemName: itemCode,
      kind: 'energy',
      account: itemCode === 'energy' ? 'revenue' : 'surcharge',
      quantity: String(kwh) as DecimalText,
      unit: 'kWh',
      price: '0.538' as DecimalText,
      unrounded: String(amount) as DecimalText,
      amountMinor: minor(amount),
      taxMinor: minor(tax),
      trace: { rule: 'energy', formula: `${kwh} × 0.538`, inputs: {} },
    }),
  );
const bill = fc.array(line, { maxLength: 8 }).map(
  (lines): BillContent => ({
    startOn: '2026-09-15',
    endOn: '2026-10-15',
    totalKwh: '10',
    totalMinor: lines.reduce((sum, one) => sum + one.amountMinor, 0),
    taxMinor: lines.reduce((sum, one) => sum + one.taxMinor, 0),
    isEstimated: false,
    tariffVersionId: null,
    quantities: { total: '10', periods: { peak: '7', valley: '3' } },
    readings: [],
    lines: lines.map((one, index) => ({ ...one, lineNo: index + 1 })),
  }),
);

test('a bill and its mirror come to nothing, in all and line by line, and the mirror of the mirror is the bill', () => {
  fc.assert(
    fc.property(bill, (content) => {
      const mirror = mirrorContent(content);
      expect(content.totalMinor + mirror.totalMinor).toBe(0);
      expect(content.taxMinor + mirror.taxMinor).toBe(0);
      content.lines.forEach((one, index) => {
        const own = mirror.lines[index];
        if (!own) throw new Error('every line has its mirror');
        expect(one.amountMinor + own.amountMinor).toBe(0);
        expect(
          decimalOf(one.quantity ?? '0')
            .plus(own.quantity ?? '0')
            .isZero(),
        ).toBe(true);
      });
      const withoutFormula = (one: BillContent) => ({
        ...one,
        lines: one.lines.map((own) => ({ ...own, trace: 0 })),
      });
      expect(withoutFormula(mirrorContent(mirror))).toEqual(withoutFormula(content));
    }),
  );
});

test('old against new misses no amount of either', () => {
  fc.assert(
    fc.property(bill, bill, (before, after) => {
      const items = compareContents(before, after);
      expect(items.reduce((sum, item) => sum + item.oldMinor, 0)).toBe(before.totalMinor);
      expect(items.reduce((sum, item) => sum + item.newMinor, 0)).toBe(after.totalMinor);
    }),
  );
});
