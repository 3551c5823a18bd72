import { type Decimal, decimalOf, type Minor, minor, parseDecimal } from '../money.ts';
import { settingsPart } from '../settings.ts';

/** Whether a payment pays late fees before or after the principal. */
export const LATE_FEE_ORDERS = ['before_principal', 'after_principal'] as const;
export type LateFeeOrder = (typeof LATE_FEE_ORDERS)[number];

/** Late fee for one day, as a part of the unpaid principal. */
export type LateFeeRates = {
  /** For days in the year in which the bill was due ... */
  readonly sameYear: Decimal;
  /** ... and for days in later years. */
  readonly laterYears: Decimal;
};

/** Parameters of the office for collection; each has a default and can be set in the office's settings. */
export type CollectionSettings = {
  readonly lateFeeOrder: LateFeeOrder;
  readonly householdLateFee: LateFeeRates;
  readonly otherLateFee: LateFeeRates;
  /** The least late fee of one bill once there is any; zero for none. */
  readonly leastLateFeeMinor: Minor;
};

/** 供电营业规则: household 1 per mille a day; others 2 per mille, and 3 per mille for debts of earlier years. */
const DEFAULTS = {
  lateFeeOrder: 'before_principal',
  householdLateFee: { sameYear: '0.001', laterYears: '0.001' },
  otherLateFee: { sameYear: '0.002', laterYears: '0.003' },
} as const;

/** Reads the collection part of the office's settings. What is absent or of the wrong kind has its default. */
export function collectionSettingsOf(settings: unknown): CollectionSettings {
  const given = settingsPart(settings, 'collection');
  const rates = (key: 'householdLateFee' | 'otherLateFee'): LateFeeRates => {
    const part = settingsPart(given, key);
    const rate = (name: 'sameYear' | 'laterYears'): Decimal => {
      const value = part[name];
      const parsed = typeof value === 'string' ? parseDecimal(value) : null;
      return parsed !== null && !parsed.isNegative() ? parsed : decimalOf(DEFAULTS[key][name]);
    };
    return { sameYear: rate('sameYear'), laterYears: rate('laterYears') };
  };
  const least = given.leastLateFeeMinor;
  return {
    lateFeeOrder: LATE_FEE_ORDERS.find((order) => order === given.lateFeeOrder) ?? DEFAULTS.lateFeeOrder,
    householdLateFee: rates('householdLateFee'),
    otherLateFee: rates('otherLateFee'),
    leastLateFeeMinor: minor(
      typeof least === 'number' && Number.isSafeInteger(least) && least >= 0 ? least : 0,
    ),
  };
}

/** The late fee rates of a class of customers. */
export function lateFeeRatesOf(settings: CollectionSettings, customerClass: string): LateFeeRates {
  return customerClass === 'household' ? settings.householdLateFee : settings.otherLateFee;
}
