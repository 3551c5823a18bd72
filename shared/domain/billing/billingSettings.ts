import { type Decimal, decimalOf, parseDecimal } from '../money.ts';
import { settingsPart } from '../settings.ts';
import {
  ADJUSTABLE_RULES,
  EXCEPTION_SEVERITIES,
  EXCEPTION_SEVERITY_BY_RULE,
  type ExceptionRule,
  type ExceptionSeverity,
} from './exceptionRules.ts';

/** Parameters of the office for bills; each has a default and can be set in the office's settings. */
export type BillingSettings = {
  /** Days from issue to the day the bill is due. */
  readonly dueAfterDays: number;
  /** A bill is high when it is more than this many times the bill before ... */
  readonly highRatio: Decimal;
  /** ... and low when it is less than this part of it ... */
  readonly lowRatio: Decimal;
  /** ... provided that it differs by at least this many kWh ... */
  readonly changeFloorKwh: Decimal;
  /** ... or by at least this much money. */
  readonly changeFloorMinor: number;
  /** Bills above this are refused: somebody must have typed ten digits. */
  readonly absurdTotalMinor: number;
  /** Decimal places of the kWh that fall to each price where it changes inside a bill; the last part takes the rest. */
  readonly pricePartPlaces: number;
  /** How seriously each exception of a trial bill is taken. */
  readonly severities: Readonly<Record<ExceptionRule, ExceptionSeverity>>;
};

/** The defaults, as they would stand in the office's settings. */
const DEFAULTS = {
  dueAfterDays: 15,
  highRatio: '2',
  lowRatio: '0.5',
  changeFloorKwh: '50',
  changeFloorMinor: 5_000,
  absurdTotalMinor: 100_000_000,
  pricePartPlaces: 0,
} as const;

type WholeKey = 'dueAfterDays' | 'changeFloorMinor' | 'absurdTotalMinor' | 'pricePartPlaces';

/**
 * Reads the billing part of the office's settings. What is absent or of the wrong kind has its
 * default: a bill run must not fail on a setting that some later version wrote.
 */
export function billingSettingsOf(settings: unknown): BillingSettings {
  const given = settingsPart(settings, 'billing');
  const whole = (key: WholeKey): number => {
    const value = given[key];
    return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : DEFAULTS[key];
  };
  const decimal = (key: 'highRatio' | 'lowRatio' | 'changeFloorKwh'): Decimal => {
    const value = given[key];
    const parsed = typeof value === 'string' ? parseDecimal(value) : null;
    return parsed !== null && !parsed.isNegative() ? parsed : decimalOf(DEFAULTS[key]);
  };
  return {
    dueAfterDays: whole('dueAfterDays'),
    highRatio: decimal('highRatio'),
    lowRatio: decimal('lowRatio'),
    changeFloorKwh: decimal('changeFloorKwh'),
    changeFloorMinor: whole('changeFloorMinor'),
    absurdTotalMinor: whole('absurdTotalMinor'),
    pricePartPlaces: whole('pricePartPlaces'),
    severities: severitiesOf(given.severities),
  };
}

/** The defaults, changed for the rules that an office may judge otherwise. */
function severitiesOf(given: unknown): BillingSettings['severities'] {
  const wanted = settingsPart({ severities: given }, 'severities');
  const own = ADJUSTABLE_RULES.flatMap((rule) => {
    const severity = EXCEPTION_SEVERITIES.find((known) => known === wanted[rule]);
    return severity === undefined ? [] : [[rule, severity] as const];
  });
  return { ...EXCEPTION_SEVERITY_BY_RULE, ...Object.fromEntries(own) };
}
