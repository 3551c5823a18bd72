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
