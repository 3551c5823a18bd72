import fc from 'fast-check';

/** What may happen in an office. The numbers choose among what there is when the step is taken. */
export type Step =
  | { readonly do: 'pay'; readonly account: number; readonly amountMinor: number; readonly atBank: boolean }
  | { readonly do: 'reverse'; readonly receipt: number }
  | { readonly do: 'replay' }
  | { readonly do: 'intrude'; readonly which: number }
  | { readonly do: 'issue' }
  | { readonly do: 'bankDay'; readonly listed: number; readonly action: number }
  | { readonly do: 'nextDay' }
  | { readonly do: 'closeDrawer'; readonly offMinor: number }
  | { readonly do: 'twoDesks'; readonly account: number; readonly amountMinor: number }
  | { readonly do: 'reopen' }
  | { readonly do: 'powerCut'; readonly account: number; readonly after: number }
  | { readonly do: 'restore' };

const account = fc.nat(999);
const amountMinor = fc.integer({ min: 1, max: 60_000 });

const weighted: fc.WeightedArbitrary<Step>[] = [
  {
    weight: 12,
    arbitrary: fc.record({ do: fc.constant('pay' as const), account, amountMinor, atBank: fc.boolean() }),
  },
  { weight: 5, arbitrary: fc.record({ do: fc.constant('reverse' as const), receipt: fc.nat(999) }) },
  { weight: 2, arbitrary: fc.constant({ do: 'replay' as const }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('intrude' as const), which: fc.nat(99) }) },
  { weight: 2, arbitrary: fc.constant({ do: 'issue' as const }) },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant('bankDay' as const), listed: fc.nat(0xffff), action: fc.nat(99) }),
  },
  { weight: 1, arbitrary: fc.constant({ do: 'nextDay' as const }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('closeDrawer' as const),
      offMinor: fc.oneof(fc.constant(0), fc.integer({ min: -500, max: 500 })),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('twoDesks' as const), account, amountMinor }) },
  { weight: 1, arbitrary: fc.constant({ do: 'reopen' as const }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('powerCut' as const), account, after: fc.nat(12) }),
  },
  { weight: 1, arbitrary: fc.constant({ do: 'restore' as const }) },
];

export const anyStep: fc.Arbitrary<Step> = fc.oneof(...weighted);
