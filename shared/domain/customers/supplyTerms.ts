import { ok, type Result, refused } from '../../lib/result.ts';
import {
  type DateSpan,
  daysBetween,
  earlierOf,
  type LocalDate,
  laterOf,
  type Period,
  periodOf,
  spanOfPeriod,
} from '../localDate.ts';
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
  readonly kind: SupplyKind;
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

type Begun = Pick<SupplyTerm, 'startOn' | 'kind'>;

/** The last supply that began, and the day it ended, as far as terms say so. */
export function supplyLife(terms: readonly Begun[]) {
  const begun = terms.findLast(({ kind }) => kind === 'start')?.startOn ?? null;
  const ended =
    terms.findLast(({ kind, startOn }) => kind === 'end' && startOn >= (begun ?? ''))?.startOn ?? null;
  return { begun, ended };
}

/**
 * Months of the year of a period in which the supply exists: yearly tiers of a first or last part-year go by them. The
 * months of its first and of its last day count.
 */
export function monthsOfYear(terms: readonly Begun[], period: Period): number {
  const { begun, ended } = supplyLife(terms);
  const year = period.slice(0, 4);
  const monthOf = (day: LocalDate | null, otherwise: number) =>
    day?.startsWith(year) ? Number(day.slice(5, 7)) : otherwise;
  return Math.max(1, monthOf(ended, 12) - monthOf(begun, 1) + 1);
}

/** Whether a bill is the first or the last of a supply and covers less than a month. */
export function isPartOfMonth(terms: readonly Begun[], span: DateSpan): boolean {
  const { begun, ended } = supplyLife(terms);
  const isFirst = begun !== null && begun >= span.startOn && begun < span.endOn;
  const isLast = ended !== null && ended > span.startOn && ended <= span.endOn;
  const month = spanOfPeriod(periodOf(span.startOn));
  return (
    (isFirst || isLast) && daysBetween(span.startOn, span.endOn) < daysBetween(month.startOn, month.endOn)
  );
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
  wanted: Omit<SupplyTerm, 'supplyTermId' | 'kind' | 'capacityKva' | 'contractKw' | 'loss'> & {
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
