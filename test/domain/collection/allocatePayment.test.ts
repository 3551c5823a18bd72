import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  allocatePayment,
  type Debt,
  type PaymentInstruction,
} from '#shared/domain/collection/allocatePayment.ts';
import { LATE_FEE_ORDERS, type LateFeeOrder } from '#shared/domain/collection/collectionSettings.ts';
import { paidState } from '#shared/domain/collection/receivableState.ts';
import { minor, sumMinor } from '#shared/domain/money.ts';

const DEBTS: readonly Debt[] = [
  { receivableId: 'september', principalMinor: minor(10_000), lateFeeMinor: minor(500) },
  { receivableId: 'october', principalMinor: minor(8_000), lateFeeMinor: minor(100) },
];

function allocate(
  amount: number,
  instruction: PaymentInstruction | null = null,
  order: LateFeeOrder = 'before_principal',
) {
  return allocatePayment(DEBTS, minor(amount), { order, instruction });
}

function shortly(result: ReturnType<typeof allocate>) {
  if (!result.ok) return result.error;
  const parts = result.value.allocations.map(
    ({ receivableId, kind, amountMinor }) => `${receivableId} ${kind} ${amountMinor}`,
  );
  return [...parts, `prepaid ${result.value.prepaidMinor}`];
}

const instruct = (...parts: [string, number][]): PaymentInstruction =>
  parts.map(([receivableId, amount]) => ({ receivableId, amountMinor: minor(amount) }));

test.each([
  ['less than the late fee', 300, null, ['september late_fee 300', 'prepaid 0']],
  ['part of the oldest', 5_000, null, ['september late_fee 500', 'september principal 4500', 'prepaid 0']],
  [
    'more than everything',
    20_000,
    null,
    [
      'september late_fee 500',
      'september principal 10000',
      'october late_fee 100',
      'october principal 8000',
      'prepaid 1400',
    ],
  ],
  [
    'what the payer says, the rest prepaid',
    9_000,
    instruct(['october', 8_100]),
    ['october late_fee 100', 'october principal 8000', 'prepaid 900'],
  ],
  [
    'the same bill named twice',
    8_100,
    instruct(['october', 100], ['october', 8_000]),
    ['october late_fee 100', 'october principal 8000', 'prepaid 0'],
  ],
] as const)('%s', (_name, amount, instruction, expected) => {
  expect(shortly(allocate(amount, instruction))).toEqual(expected);
});

test('late fees after the principal: all principal first', () => {
  expect(shortly(allocate(18_200, null, 'after_principal'))).toEqual([
    'september principal 10000',
    'october principal 8000',
    'september late_fee 200',
    'prepaid 0',
  ]);
});

test.each([
  [instruct(['august', 1]), 'receivable_not_found', { receivableId: 'august' }],
  [instruct(['october', 8_101]), 'instruction_exceeds_debt', { receivableId: 'october', owedMinor: 8_100 }],
  [
    instruct(['october', 8_000], ['october', 101]),
    'instruction_exceeds_debt',
    { receivableId: 'october', owedMinor: 100 },
  ],
  [
    instruct(['october', 8_100], ['september', 1_000]),
    'instruction_exceeds_amount',
    { amountMinor: 9_000, instructedMinor: 9_100 },
  ],
])('an instruction %j is refused: %s', (instruction, code, detail) => {
  expect(allocate(9_000, instruction)).toEqual({ ok: false, error: { code, detail } });
});

const amount = fc.nat(1_000_000);
const someDebts = fc.array(fc.record({ principal: amount, lateFee: amount }), { maxLength: 6 }).map((list) =>
  list.map(({ principal, lateFee }, index) => ({
    receivableId: `bill ${index}`,
    principalMinor: minor(principal),
    lateFeeMinor: minor(lateFee),
  })),
);

test('allocations and prepaid are the amount, nothing takes more than it is owed, prepaid only when all is paid', () => {
  fc.assert(
    fc.property(
      someDebts,
      fc.integer({ min: 1, max: 10_000_000 }),
      fc.constantFrom(...LATE_FEE_ORDERS),
      (debts, paid, order) => {
        const result = allocatePayment(debts, minor(paid), { order, instruction: null });
        if (!result.ok) throw new Error(result.error.code);
        const { allocations, prepaidMinor, principalMinor, lateFeeMinor } = result.value;
        const allocated = sumMinor(allocations.map(({ amountMinor }) => amountMinor));
        expect(allocated + prepaidMinor).toBe(paid);
        expect(principalMinor + lateFeeMinor).toBe(allocated);
        expect(prepaidMinor).toBeGreaterThanOrEqual(0);
        for (const { receivableId, kind, amountMinor } of allocations) {
          const debt = debts.find((one) => one.receivableId === receivableId);
          expect(amountMinor).toBeGreaterThan(0);
          expect(amountMinor).toBeLessThanOrEqual(
            (kind === 'principal' ? debt?.principalMinor : debt?.lateFeeMinor) ?? 0,
          );
        }
        const owed = sumMinor(debts.flatMap((debt) => [debt.principalMinor, debt.lateFeeMinor]));
        expect(prepaidMinor).toBe(Math.max(0, paid - owed));
      },
    ),
  );
});

test.each([
  [100, 0, 'owed'],
  [100, 99, 'part'],
  [100, 100, 'settled'],
  [0, 0, 'settled'],
] as const)('%d owed and %d received is %s', (amountMinor, received, state) => {
  expect(paidState(amountMinor, received)).toBe(state);
});

test('more received than owed is a bug', () => {
  expect(() => paidState(100, 101)).toThrow('within the amount');
  expect(() => paidState(100, -1)).toThrow('within the amount');
});
