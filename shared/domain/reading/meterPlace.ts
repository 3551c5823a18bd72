import { ok, type Result, refused } from '../../lib/result.ts';
import type { LocalDate } from '../localDate.ts';
import { type Decimal, decimalOf } from '../money.ts';
import type { LineRejection } from './lineStates.ts';
import { type MeterFacts, unfitValue } from './meterFacts.ts';
import type { StatedReading } from './meterRow.ts';
import type { RegisterCode } from './registers.ts';

/** A meter at a service point over a span of days, with what readings of it depend on. */
export type MeterPlace = {
  readonly servicePointId: string;
  readonly accountNo: string;
  readonly customerClass: string;
  readonly routeId: string;
  readonly cycleDay: number;
  readonly meterId: string;
  readonly meterNo: string;
  readonly meter: MeterFacts;
  readonly registers: readonly RegisterCode[];
  /** Rate number of the meter to register. */
  readonly periodMapping: Readonly<Record<string, RegisterCode>>;
  readonly installedOn: LocalDate;
  readonly removedOn: LocalDate | null;
};

/** What is known about the meters and accounts that some lines name. */
export type MeterPlaces = {
  readonly byMeterNo: ReadonlyMap<string, readonly MeterPlace[]>;
  /** Also accounts without a meter, with an empty list. */
  readonly byAccountNo: ReadonlyMap<string, readonly MeterPlace[]>;
};

/** A reading that could be taken: which register of which meter showed what, and when. */
export type Candidate = {
  readonly place: MeterPlace;
  readonly registerCode: RegisterCode;
  readonly readOn: LocalDate;
  readonly value: Decimal;
  readonly quality: 'actual' | 'estimated' | 'customer';
  readonly stated: { readonly multiplier: Decimal | null; readonly previous: Decimal | null };
};

/** Why a line was not taken, and where in it. */
export type LineProblem = {
  readonly code: LineRejection;
  readonly field: string;
  readonly value: string | null;
};

const problem = (code: LineRejection, field: string, value: string | null) =>
  refused<LineProblem>({ code, field, value });

const wasThere = (place: MeterPlace, day: LocalDate) =>
  place.installedOn <= day && (place.removedOn === null || day <= place.removedOn);

/** Finds the register that a line of a file is about, and refuses what cannot be a reading of it. */
export function resolveRow(
  row: StatedReading,
  places: MeterPlaces,
  today: LocalDate,
): Result<Candidate, LineProblem> {
  const found = placeOf(row, places);
  if (!found.ok) return found;
  const place = found.value;
  const registerCode =
    typeof row.register === 'string' ? row.register : place.periodMapping[String(row.register.rate)];
  if (registerCode === undefined) return problem('rate_not_mapped', 'registerCode', registerText(row));
  if (row.current === null) return problem('not_read', 'current', null);
  const value = decimalOf(row.current);
  const unfit = unfitReading(place, registerCode, row.readOn, value, today);
  if (unfit) return refused(unfit);
  return ok({
    place,
    registerCode,
    readOn: row.readOn,
    value,
    quality: row.quality,
    stated: {
      multiplier: row.multiplier === null ? null : decimalOf(row.multiplier),
      previous: row.previous === null ? null : decimalOf(row.previous),
    },
  });
}

/** Checks that need nothing but the meter: its registers, its digits, today. */
export function unfitReading(
  place: MeterPlace,
  registerCode: RegisterCode,
  readOn: LocalDate,
  value: Decimal,
  today: LocalDate,
): LineProblem | null {
  if (!place.registers.includes(registerCode)) {
    return { code: 'register_not_on_meter', field: 'registerCode', value: registerCode };
  }
  if (readOn > today) return { code: 'date_in_future', field: 'readOn', value: readOn };
  const code = unfitValue(value, place.meter);
  return code ? { code, field: 'current', value: value.toFixed() } : null;
}

/** The register of a line as text, also where only the meter would say which it is. */
export function registerText(row: StatedReading): string {
  return typeof row.register === 'string' ? row.register : `rate:${row.register.rate}`;
}

function placeOf(row: StatedReading, places: MeterPlaces): Result<MeterPlace, LineProblem> {
  if (row.meterNo !== null) {
    const known = places.byMeterNo.get(row.meterNo);
    if (!known || known.length === 0) return problem('unknown_meter', 'meterNo', row.meterNo);
    const ofAccount =
      row.accountNo === null ? known : known.filter(({ accountNo }) => accountNo === row.accountNo);
    if (ofAccount.length === 0) return problem('meter_on_other_account', 'accountNo', row.accountNo);
    // On the day of a move the meter was at two places; the later one begins with its own reading.
    const place = ofAccount.filter((one) => wasThere(one, row.readOn)).sort(byInstallation)[0];
    return place ? ok(place) : problem('meter_not_installed', 'readOn', row.readOn);
  }
  const known = row.accountNo === null ? undefined : places.byAccountNo.get(row.accountNo);
  if (!known) return problem('unknown_account', 'accountNo', row.accountNo);
  if (known.length === 0) return problem('account_without_meter', 'meterNo', null);
  const present = known.filter((one) => wasThere(one, row.readOn));
  if (present.length > 1) return problem('meter_ambiguous', 'accountNo', row.accountNo);
  return present[0] ? ok(present[0]) : problem('meter_not_installed', 'readOn', row.readOn);
}

const byInstallation = (a: MeterPlace, b: MeterPlace) =>
  a.installedOn < b.installedOn ? -1 : a.installedOn > b.installedOn ? 1 : 0;
