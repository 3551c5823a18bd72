import type { Decimal } from '../money.ts';

/** Periods of the day (尖 sharp, 峰 peak, 平 flat, 谷 valley, 深谷 deep valley). */
export const PERIOD_CODES = ['sharp', 'peak', 'flat', 'valley', 'deep_valley'] as const;
export type PeriodCode = (typeof PERIOD_CODES)[number];

/** Registers of a meter: active import in total and by period, reactive import, active export, maximum demand. */
export const REGISTER_CODES = ['total', ...PERIOD_CODES, 'reactive', 'export', 'demand'] as const;
export type RegisterCode = (typeof REGISTER_CODES)[number];

/** Billed kWh of a service point in a period: the total, and those periods of the day that its meters count. */
export type BilledQuantities = {
  readonly total: Decimal;
  readonly periods: Readonly<Partial<Record<PeriodCode, Decimal>>>;
};

export function isRegisterCode(text: string): text is RegisterCode {
  return (REGISTER_CODES as readonly string[]).includes(text);
}
