import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { postCashDeposit, postCashDifference } from '#shared/domain/accounting/posting.ts';
import {
  cashCountMinor,
  DENOMINATIONS,
  type DrawerClosing,
  decideClosing,
  decideDeposit,
  decideReopening,
} from '#shared/domain/collection/cashDrawer.ts';
import { minor, sumMinor } from '#shared/domain/money.ts';

const DRAWER = { isClosed: false, today: '2026-11-10', takings: { receiptCount: 3, cashMinor: 12_000 } };
const CLOSING: DrawerClosing = {
  businessOn: '2026-11-10',
  seenCashMinor: 12_000,
  countedMinor: minor(12_000),
  counts: [],
  note: '',
};

describe('closing a drawer', () => {
  test.each([
    ['as the receipts say', {}, 0],
    ['with a surplus and why', { countedMinor: minor(12_050), note: '找零少付' }, 50],
    ['with a shortage and why', { countedMinor: minor(11_900), note: '找零多付' }, -100],
    ['empty, with why', { countedMinor: minor(0), note: '被盗' }, -12_000],
    [
      'note by note',
      {
        counts: [
          { denominationMinor: 10_000, count: 1 },
          { denominationMinor: 2_000, count: 1 },
        ],
      },
      0,
    ],
  ])('%s', (_name, change, differenceMinor) => {
    expect(decideClosing(DRAWER, { ...CLOSING, ...change })).toMatchObject({
      ok: true,
      value: { expectedMinor: 12_000, differenceMinor },
    });
  });

  test('yesterday is closed as well, today', () => {
    expect(decideClosing(DRAWER, { ...CLOSING, businessOn: '2026-11-09' }).ok).toBe(true);
  });

  test.each([
    ['date_in_future', {}, { businessOn: '2026-11-11' }],
    ['drawer_closed', { isClosed: true }, {}],
    ['nothing_to_close', { takings: { receiptCount: 0, cashMinor: 0 } }, {}],
    ['totals_changed', { takings: { receiptCount: 4, cashMinor: 13_000 } }, {}],
    ['counts_differ', {}, { counts: [{ denominationMinor: 10_000, count: 1 }] }],
    ['reason_needed', {}, { countedMinor: minor(11_999), note: '  ' }],
  ])('refused: %s', (code, drawer, closing) => {
    expect(decideClosing({ ...DRAWER, ...drawer }, { ...CLOSING, ...closing })).toMatchObject({
      ok: false,
      error: { code },
    });
  });

  test('whatever is counted, the entry of the difference brings the cash account to it', () => {
    const counts = fc.uniqueArray(
      fc.record({
        denominationMinor: fc.constantFrom(...DENOMINATIONS),
        count: fc.integer({ min: 1, max: 500 }),
      }),
      { selector: (one) => one.denominationMinor },
    );
    fc.assert(
      fc.property(counts, fc.integer({ min: -1_000_000, max: 1_000_000 }), (counted, cashMinor) => {
        const countedMinor = cashCountMinor(counted);
        const decision = decideClosing(
          { ...DRAWER, takings: { receiptCount: 1, cashMinor } },
          { ...CLOSING, seenCashMinor: cashMinor, countedMinor, counts: counted, note: '清点' },
        );
        if (!decision.ok) throw new Error(decision.error.code);
        const { lines } = postCashDifference(decision.value.differenceMinor);
        const onCash = lines.filter(({ accountCode }) => accountCode === '1001');
        expect(cashMinor + sumMinor(onCash.map(({ amountMinor }) => amountMinor))).toBe(countedMinor);
      }),
    );
  });
});

describe('a deposit', () => {
  const drawers = [
    { drawerId: 'one', countedMinor: 12_000, depositNo: null, isReopened: false },
    { drawerId: 'two', countedMinor: 500, depositNo: null, isReopened: false },
  ];

  test('takes what was counted in all its drawers to the money on its way', () => {
    expect(decideDeposit(drawers, 12_500)).toEqual({ ok: true, value: 12_500 });
    expect(postCashDeposit('1012.icbc', minor(12_500)).lines).toMatchObject([
      { accountCode: '1012.icbc', amountMinor: 12_500 },
      { accountCode: '1001', amountMinor: -12_500 },
    ]);
  });

  test.each([
    [
      'already_deposited',
      [...drawers, { drawerId: 'three', countedMinor: 1, depositNo: '00000001', isReopened: false }],
      12_501,
    ],
    ['drawer_reopened', [{ drawerId: 'one', countedMinor: 500, depositNo: null, isReopened: true }], 500],
    ['totals_changed', drawers, 12_000],
    ['nothing_to_deposit', [{ drawerId: 'one', countedMinor: 0, depositNo: null, isReopened: false }], 0],
  ])('refused: %s', (code, all, seen) => {
    expect(decideDeposit(all, seen)).toMatchObject({ ok: false, error: { code } });
  });
});

describe('a drawer opened again', () => {
  const drawer = { cashierId: 'cashier', depositNo: null, isReopened: false };

  test('by another person, before its cash went to the bank', () => {
    expect(decideReopening(drawer, 'supervisor')).toEqual({ ok: true, value: null });
  });

  test.each([
    ['same_person', drawer, 'cashier'],
    ['already_deposited', { ...drawer, depositNo: '00000001' }, 'supervisor'],
    ['drawer_reopened', { ...drawer, isReopened: true }, 'supervisor'],
  ])('refused: %s', (code, one, actorId) => {
    expect(decideReopening(one, actorId)).toMatchObject({ ok: false, error: { code } });
  });
});
