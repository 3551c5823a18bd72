import fc from 'fast-check';

/** What may happen in an office. The numbers choose among what there is when the step is taken. */
type Act =
  | { readonly do: 'pay'; readonly account: number; readonly amountMinor: number; readonly atBank: boolean }
  | { readonly do: 'reverse'; readonly receipt: number }
  | { readonly do: 'replay' }
  | { readonly do: 'intrude'; readonly which: number }
  | { readonly do: 'issue'; readonly use: number; readonly cancelFirst: boolean }
  | { readonly do: 'exchange'; readonly route: number; readonly meter: number; readonly use: number }
  | { readonly do: 'rebill'; readonly bill: number; readonly lessKwh: number }
  | { readonly do: 'adjust'; readonly bill: number; readonly amountMinor: number }
  | { readonly do: 'bankDay'; readonly listed: number; readonly action: number }
  | { readonly do: 'closeDrawer'; readonly offMinor: number }
  | { readonly do: 'nextDay' }
  | { readonly do: 'nextMonth'; readonly use: number }
  | { readonly do: 'closeMonth'; readonly use: number }
  | { readonly do: 'twoDesks'; readonly account: number; readonly amountMinor: number }
  | { readonly do: 'kill'; readonly account: number; readonly answers: number; readonly delayMs: number }
  | { readonly do: 'reopen' }
  | { readonly do: 'clockBack'; readonly account: number; readonly days: number }
  | { readonly do: 'powerCut'; readonly account: number; readonly after: number }
  | { readonly do: 'restore' };

/** Something happens, at one of the desks. */
export type Step = Act & { readonly desk: number };

const account = fc.nat(999);
const bill = fc.nat(9_999);
const use = fc.nat(999);
const amountMinor = fc.integer({ min: 1, max: 60_000 });

/** How often each happens, and what it is done with. */
const ACTS = {
  pay: [24, { account, amountMinor, atBank: fc.boolean() }],
  reverse: [10, { receipt: fc.nat(999) }],
  replay: [4, {}],
  intrude: [3, { which: fc.nat(99) }],
  issue: [5, { use, cancelFirst: fc.boolean() }],
  exchange: [4, { route: fc.nat(9), meter: fc.nat(99), use }],
  rebill: [6, { bill, lessKwh: fc.integer({ min: 1, max: 30 }) }],
  adjust: [3, { bill, amountMinor: fc.integer({ min: 1, max: 500 }) }],
  bankDay: [5, { listed: fc.nat(0xffff), action: fc.nat(99) }],
  closeDrawer: [3, { offMinor: fc.oneof(fc.constant(0), fc.integer({ min: -500, max: 500 })) }],
  nextDay: [3, {}],
  nextMonth: [3, { use }],
  closeMonth: [3, { use }],
  twoDesks: [4, { account, amountMinor }],
  kill: [2, { account, answers: fc.nat(4), delayMs: fc.nat(20) }],
  reopen: [2, {}],
  clockBack: [2, { account, days: fc.integer({ min: 100, max: 9_000 }) }],
  powerCut: [2, { account, after: fc.nat(12) }],
  restore: [1, {}],
} satisfies { readonly [Name in Act['do']]: readonly [number, Fields<Extract<Act, { do: Name }>>] };

type Fields<A> = { readonly [Key in Exclude<keyof A, 'do'>]: fc.Arbitrary<A[Key]> };

export const anyStep: fc.Arbitrary<Step> = fc.oneof(
  ...Object.entries(ACTS).map(([name, [weight, fields]]) => ({
    weight,
    arbitrary: fc.record({ do: fc.constant(name), desk: fc.nat(1), ...fields }) as fc.Arbitrary<Step>,
  })),
);
