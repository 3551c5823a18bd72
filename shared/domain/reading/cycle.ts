import {
  addMonths,
  daysBetween,
  type LocalDate,
  localDate,
  type Period,
  periodOf,
  spanOfPeriod,
} from '../localDate.ts';

/** The day on which a route is read in a period (抄表例日); the last of the month where it is shorter. */
export function cycleDayOf(period: Period, cycleDay: number): LocalDate {
  const { startOn, endOn } = spanOfPeriod(period);
  const day = Math.min(cycleDay, daysBetween(startOn, endOn));
  return localDate(`${period}-${String(day).padStart(2, '0')}`);
}

export type PlaceInCycle = {
  readonly period: Period;
  /** The reading lies at the cycle day of a neighbour of the stated period, and counts there. */
  readonly isOtherPeriod: boolean;
  readonly isOutsideCycle: boolean;
};

/**
 * The period that a reading counts for. Readings of the start and the end of a month in one file are
 * both taken, each for the period whose cycle day it is near; one near to none stays where it was
 * stated to belong.
 */
export function placeInCycle(
  readOn: LocalDate,
  stated: Period,
  cycleDay: number,
  windowDays: number,
): PlaceInCycle {
  const isNear = (period: Period) =>
    Math.abs(daysBetween(cycleDayOf(period, cycleDay), readOn)) <= windowDays;
  if (isNear(stated)) return { period: stated, isOtherPeriod: false, isOutsideCycle: false };
  const neighbour = [addMonths(stated, -1), addMonths(stated, 1)].find(isNear);
  return neighbour
    ? { period: neighbour, isOtherPeriod: true, isOutsideCycle: false }
    : { period: stated, isOtherPeriod: false, isOutsideCycle: true };
}

/** The period that a meter's change on a day belongs to: the first whose cycle day is not over. */
export function periodOfChange(changedOn: LocalDate, cycleDay: number): Period {
  const month = periodOf(changedOn);
  return changedOn <= cycleDayOf(month, cycleDay) ? month : addMonths(month, 1);
}

type KnownPlace = {
  readonly readOn: LocalDate;
  readonly cycleDay: number;
  readonly windowDays: number;
  readonly place: PlaceInCycle;
};

/**
 * Where the readings of one stated period belong. A file has few days and cycle days, so each is worked out once; and
 * the next reading mostly is of the same day as the one before it, so that no key has to be made.
 */
export class CyclePlaces {
  readonly #stated: Period;
  readonly #known = new Map<string, KnownPlace>();
  #last: KnownPlace | null = null;

  constructor(stated: Period) {
    this.#stated = stated;
  }

  of(readOn: LocalDate, cycleDay: number, windowDays: number): PlaceInCycle {
    const last = this.#last;
    if (last?.readOn === readOn && last.cycleDay === cycleDay && last.windowDays === windowDays) {
      return last.place;
    }
    const key = `${readOn} ${cycleDay} ${windowDays}`;
    let known = this.#known.get(key);
    if (!known) {
      const place = placeInCycle(readOn, this.#stated, cycleDay, windowDays);
      known = { readOn, cycleDay, windowDays, place };
      this.#known.set(key, known);
    }
    this.#last = known;
    return known.place;
  }
}
