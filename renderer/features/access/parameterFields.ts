import type { OfficeParameters } from '#shared/contract/parameters.ts';
import { LATE_FEE_ORDERS, type LateFeeOrder } from '#shared/domain/collection/collectionSettings.ts';
import { PERIOD_CODES, type PeriodCode } from '#shared/domain/reading/registers.ts';
import { DAY_COUNTS, PART_MONTHS, type PartMonthPolicy } from '#shared/domain/tariff/items/monthShare.ts';

/** How the parameters are grouped on the screen. */
export const PARAMETER_THEMES = [
  'quantities',
  'readingChecks',
  'readingSeverities',
  'bills',
  'billSeverities',
  'lateFees',
  'reconciliation',
] as const;
export type ParameterTheme = (typeof PARAMETER_THEMES)[number];

type PartName = keyof OfficeParameters;
type NameIn<Part extends PartName> = Exclude<keyof NonNullable<OfficeParameters[Part]>, 'classes'> & string;
/** A parameter by its part and name: `reading.places`. */
export type ParameterKey = { [Part in PartName]: `${Part}.${NameIn<Part>}` }[PartName];

export type ParameterChoice =
  | PeriodCode
  | LateFeeOrder
  | PartMonthPolicy['partMonth']
  | PartMonthPolicy['dayCount'];
export type ParameterUnit =
  | 'places'
  | 'times'
  | 'periods'
  | 'kwh'
  | 'percent'
  | 'days'
  | 'readings'
  | 'months';

/** Where a parameter stands, and how a person writes it. */
export type ParameterField = { readonly theme: ParameterTheme } & (
  | { readonly kind: 'whole' | 'decimal'; readonly unit: ParameterUnit }
  | { readonly kind: 'choice'; readonly choices: readonly ParameterChoice[] }
  | { readonly kind: 'money' | 'bands' | 'severities' | 'rates' }
);

/** Every parameter of the contract, in the order of the screen: one that is missing here is an error of types. */
export const PARAMETER_FIELDS: Readonly<Record<ParameterKey, ParameterField>> = {
  'reading.places': { theme: 'quantities', kind: 'whole', unit: 'places' },
  'reading.restPeriod': { theme: 'quantities', kind: 'choice', choices: PERIOD_CODES },
  'reading.partMonth': { theme: 'quantities', kind: 'choice', choices: PART_MONTHS },
  'reading.dayCount': { theme: 'quantities', kind: 'choice', choices: DAY_COUNTS },
  'reading.bands': { theme: 'readingChecks', kind: 'bands' },
  'reading.floorKwh': { theme: 'readingChecks', kind: 'decimal', unit: 'kwh' },
  'reading.averagePeriods': { theme: 'readingChecks', kind: 'whole', unit: 'periods' },
  'reading.rolloverFactor': { theme: 'readingChecks', kind: 'decimal', unit: 'times' },
  'reading.valleySharePercent': { theme: 'readingChecks', kind: 'decimal', unit: 'percent' },
  'reading.cycleWindowDays': { theme: 'readingChecks', kind: 'whole', unit: 'days' },
  'reading.maximumGapDays': { theme: 'readingChecks', kind: 'whole', unit: 'days' },
  'reading.estimatesAllowed': { theme: 'readingChecks', kind: 'whole', unit: 'readings' },
  'reading.escalateAfterMonths': { theme: 'readingChecks', kind: 'whole', unit: 'months' },
  'reading.severities': { theme: 'readingSeverities', kind: 'severities' },
  'billing.dueAfterDays': { theme: 'bills', kind: 'whole', unit: 'days' },
  'billing.pricePartPlaces': { theme: 'bills', kind: 'whole', unit: 'places' },
  'billing.highRatio': { theme: 'bills', kind: 'decimal', unit: 'times' },
  'billing.lowRatio': { theme: 'bills', kind: 'decimal', unit: 'times' },
  'billing.changeFloorKwh': { theme: 'bills', kind: 'decimal', unit: 'kwh' },
  'billing.changeFloorMinor': { theme: 'bills', kind: 'money' },
  'billing.absurdTotalMinor': { theme: 'bills', kind: 'money' },
  'billing.severities': { theme: 'billSeverities', kind: 'severities' },
  'collection.householdLateFee': { theme: 'lateFees', kind: 'rates' },
  'collection.otherLateFee': { theme: 'lateFees', kind: 'rates' },
  'collection.lateFeeOrder': { theme: 'lateFees', kind: 'choice', choices: LATE_FEE_ORDERS },
  'collection.leastLateFeeMinor': { theme: 'lateFees', kind: 'money' },
  'reconciliation.windowDays': { theme: 'reconciliation', kind: 'whole', unit: 'days' },
};

export const PARAMETER_KEYS = Object.keys(PARAMETER_FIELDS) as readonly ParameterKey[];

/** Days in the year in which a bill was due, and in later years: the two rates of a late fee. */
export const LATE_FEE_YEARS = ['sameYear', 'laterYears'] as const;

/** Where a parameter stands in the document; that of a class of customers beside the office's own. */
export function pathOf(key: ParameterKey, customerClass: string | null): readonly string[] {
  const [part = '', name = ''] = key.split('.');
  return customerClass === null ? [part, name] : [part, 'classes', customerClass, name];
}

/** Whether classes of customers may have a parameter of their own. */
export const mayDifferByClass = (key: ParameterKey): boolean => key.startsWith('reading.');

/** Which parameter a place of the document belongs to, and whose it is; `null` where there is none. */
export function parameterAt(
  path: readonly string[],
): { readonly key: ParameterKey; readonly customerClass: string | null } | null {
  const [part, name, ofClass, ownName] = path;
  const isOwn = name === 'classes' && ofClass !== undefined;
  const key = PARAMETER_KEYS.find((one) => one === `${part}.${isOwn ? ownName : name}`);
  return key === undefined ? null : { key, customerClass: isOwn ? ofClass : null };
}
