import { ok, type Result, refused } from '../../lib/result.ts';
import { type DateSpan, earlierOf, type LocalDate, laterOf } from '../localDate.ts';
import type { Decimal } from '../money.ts';
import type { LossTerms } from '../reading/losses.ts';
import type { BasicChargeWay, PowerFactorStandard } from '../tariff/content/fields.ts';
import type { SupplySpan } from '../tariff/types.ts';

/** Why the terms of a supply changed: 新装, 增减容或变更, 暂停, 恢复, 终止. */
export const SUPPLY_KINDS = ['start', 'change', 'pause', 'resume', 'end'] as const;
export type SupplyKind = (typeof SUPPLY_KINDS)[number];

/** The terms of a supply (供用电约定) from a day on; they hold until the next ones. */
export type SupplyTerm = {
  readonly supplyTermId: string;
  readonly startOn: LocalDate;
  readonly capacityKva: Decimal | null;
  readonly contractKw: Decimal | null;
  readonly basicChargeBy: BasicChargeWay | null;
  readonly powerFactorStandard: PowerFactorStandard | null;
  readonly loss: LossTerms | null;
};

/** The terms that hold, the earliest first: of several for one day the one that was written last. */
export function currentTerms<Term extends Pick<SupplyTerm, 'supplyTermId' | 'startOn'>>(
  written: readonly Term[],
): readonly Term[] {
  const byDay = new Map<LocalDate, Term>();
  for (const term of written.toSorted((left, right) => (left.supplyTermId < right.supplyTermId ? -1 : 1))) {
    byDay.set(term.startOn, term);
  }
  return [...byDay.values()].sort((left, right) => (left.startOn < right.startOn ? -1 : 1));
}

/** The terms on a day; `null` before the first. */
export function termOn(terms: readonly SupplyTerm[], day: LocalDate): SupplyTerm | null {
  return terms.findLast(({ startOn }) => startOn <= day) ?? null;
}

/** Capacity and contract over the days of a bill, adjoining; before the first terms what the service point says. */
export function supplySpans(
  terms: readonly SupplyTerm[],
  span: DateSpan,
  pointCapacityKva: Decimal | null,
): readonly SupplySpan[] {
  const first = terms[0]?.startOn ?? span.endOn;
  const before = {
    startOn: span.startOn,
    endOn: earlierOf(first, span.endOn),
    capacityKva: pointCapacityKva,
    contractKw: null,
  };
  const stretches = terms.map(({ startOn, capacityKva, contractKw }, index) => ({
    startOn: laterOf(startOn, span.startOn),
    endOn: earlierOf(terms[index + 1]?.startOn ?? span.endOn, span.endOn),
    capacityKva,
    contractKw,
  }));
  return [before, ...stretches].filter(({ startOn, endOn }) => startOn < endOn);
}

type Refusal = {
  readonly code: 'supply_incomplete' | 'already_billed';
  readonly detail: Readonly<Record<string, unknown>>;
};

/**
 * Whether terms may hold from a day on. Days that were billed keep theirs; a way of the basic charge needs the figure
 * that it charges: supply_incomplete.
 */
export function decideSupplyTerm(
  wanted: Omit<SupplyTerm, 'supplyTermId' | 'capacityKva' | 'contractKw' | 'loss'> & {
    readonly capacityKva: string | null;
    readonly contractKw: string | null;
  },
  billedUntil: LocalDate | null,
): Result<null, Refusal> {
  if (billedUntil !== null && billedUntil > wanted.startOn) {
    return refused({ code: 'already_billed', detail: { billedUntil } });
  }
  const needed = { capacity: 'capacityKva', contract: 'contractKw', actual: null } as const;
  const field = wanted.basicChargeBy === null ? null : needed[wanted.basicChargeBy];
  if (field !== null && wanted[field] === null) {
    return refused({ code: 'supply_incomplete', detail: { field } });
  }
  return ok(null);
}
