import type { LocalDate } from '../localDate.ts';
import type { DecimalText } from '../money.ts';
import type { MeterDescription, RegisterValue } from './checkMeter.ts';

/** One line of a customer file: a service point, with its meter where it has one. `null`: not stated. */
export type CustomerLine = {
  readonly lineNo: number;
  readonly rawText: string;
  readonly accountNo: string;
  readonly name: string;
  readonly address: string | null;
  readonly phone: string | null;
  readonly customerClass: string;
  readonly householdSize: number | null;
  readonly servicePointNo: string;
  readonly pointAddress: string | null;
  readonly capacityKva: DecimalText | null;
  readonly routeNo: string;
  readonly routeName: string | null;
  readonly cycleDay: number | null;
  readonly routePosition: number | null;
  readonly meter: {
    readonly facts: MeterDescription;
    readonly installedOn: LocalDate;
    readonly opening: readonly RegisterValue[];
  } | null;
  readonly tariff: { readonly tariffCode: string; readonly startOn: LocalDate } | null;
};
