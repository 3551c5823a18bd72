import { ok, type Result, refused } from '../../lib/result.ts';
import { addMonths, type LocalDate, type Period } from '../localDate.ts';
import { periodOfChange } from '../reading/cycle.ts';
import {
  checkMeter,
  checkRegisterValues,
  type KnownMeter,
  type MeterDescription,
  type MeterRefusal,
  type MeterRefusalCode,
  type RegisterValue,
} from './checkMeter.ts';

/** What the ledger knows around a change of meters at a service point. */
export type Surroundings = {
  readonly today: LocalDate;
  readonly cycleDay: number;
  /** The last reading at the service point that counts, of any meter. */
  readonly lastReadOn: LocalDate | null;
  /** The last period that a regular reading closed. */
  readonly lastCyclePeriod: Period | null;
  /** The new meter, where the ledger has it. */
  readonly known: KnownMeter | null;
  readonly isLocked: (period: Period) => boolean;
};

type Code = MeterRefusalCode | 'date_in_future' | 'date_before_last_reading' | 'period_locked';
type Decision = Result<{ readonly period: Period }, MeterRefusal<Code>>;

/** Whether a meter may be installed on a day, and the period that its first readings belong to. */
export function decideInstall(
  meter: MeterDescription,
  installedOn: LocalDate,
  readings: readonly RegisterValue[],
  around: Surroundings,
): Decision {
  const place = decideDay(installedOn, around);
  if (!place.ok) return place;
  return checkNewMeter(meter, installedOn, readings, around, {}) ?? place;
}

/**
 * Whether a meter may be exchanged on a day. The old meter's last segment ends with the removal reading, the
 * new one's first begins with the installation reading, so the day lies after every reading of the old one.
 */
export function decideExchange(
  old: Pick<MeterDescription, 'digits' | 'decimals' | 'multiplier' | 'registers'> & {
    readonly lastReadOn: LocalDate | null;
  },
  removalReadings: readonly RegisterValue[],
  meter: MeterDescription,
  exchangedOn: LocalDate,
  installationReadings: readonly RegisterValue[],
  around: Surroundings,
): Decision {
  const place = decideDay(exchangedOn, around);
  if (!place.ok) return place;
  if (old.lastReadOn !== null && exchangedOn <= old.lastReadOn) {
    return refused({
      code: 'date_before_last_reading',
      detail: { part: 'removal', lastReadOn: old.lastReadOn },
    });
  }
  const removal = checkRegisterValues(old, removalReadings);
  const installation = checkNewMeter(meter, exchangedOn, installationReadings, around, {
    part: 'installation',
  });
  const isMeterBad =
    installation !== null &&
    !installation.ok &&
    !['readings_incomplete', 'reading_out_of_range'].includes(installation.error.code);
  if (isMeterBad) return installation;
  if (!removal.ok) {
    return refused({ ...removal.error, detail: { part: 'removal', ...removal.error.detail } });
  }
  return installation ?? place;
}

/** A change after a period's regular reading belongs to the next period: that one is read already. */
function decideDay(changedOn: LocalDate, around: Surroundings): Decision {
  const { today, lastReadOn, lastCyclePeriod } = around;
  if (changedOn > today) return refused({ code: 'date_in_future', detail: { businessDate: today } });
  if (lastReadOn !== null && changedOn < lastReadOn) {
    return refused({ code: 'date_before_last_reading', detail: { lastReadOn } });
  }
  const byDay = periodOfChange(changedOn, around.cycleDay);
  const period = lastCyclePeriod !== null && lastCyclePeriod >= byDay ? addMonths(lastCyclePeriod, 1) : byDay;
  if (around.isLocked(period)) return refused({ code: 'period_locked', detail: { period } });
  return ok({ period });
}

function checkNewMeter(
  meter: MeterDescription,
  installedOn: LocalDate,
  readings: readonly RegisterValue[],
  { known }: Surroundings,
  part: { readonly part?: 'installation' },
): Decision | null {
  const usedOn = known === null || known.isInstalled ? null : known.lastUsedOn;
  if (usedOn !== null && installedOn <= usedOn) {
    return refused({ code: 'date_before_last_reading', detail: { ...part, lastReadOn: usedOn } });
  }
  for (const checked of [checkMeter(meter, known), checkRegisterValues(meter, readings)]) {
    if (!checked.ok) return refused({ ...checked.error, detail: { ...part, ...checked.error.detail } });
  }
  return null;
}
