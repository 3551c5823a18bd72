import type { Decimal } from '../money.ts';

/** Periods of the day (尖 sharp, 峰 peak, 平 flat, 谷 valley, 深谷 deep valley). */
export const PERIOD_CODES = ['sharp', 'peak', 'flat', 'valley', 'deep_valley'] as const;
export type PeriodCode = (typeof PERIOD_CODES)[number];

/** Registers of maximum demand: of the whole period, and within each period of the day. */
export const DEMAND_CODES = [
  'demand',
  'demand_sharp',
  'demand_peak',
  'demand_flat',
  'demand_valley',
  'demand_deep_valley',
] as const;
export type DemandCode = (typeof DEMAND_CODES)[number];

/** Registers of a meter: active import in total and by period, reactive import and export, active export, maximum demand. */
export const REGISTER_CODES = [
  'total',
  ...PERIOD_CODES,
  'reactive',
  'reactive_export',
  'export',
  ...DEMAND_CODES,
  'reactive_demand',
  'apparent_demand',
] as const;
export type RegisterCode = (typeof REGISTER_CODES)[number];

/** Billed kWh of a service point in a period: the total, and those periods of the day that its meters count. */
export type BilledQuantities = {
  readonly total: Decimal;
  readonly periods: Readonly<Partial<Record<PeriodCode, Decimal>>>;
};

/**
 * Registers whose kvarh together are the reactive consumption: what was drawn, and what was fed back into the network
 * (倒送无功), both as amounts: (83)水电财字第215号, 三.
 */
export const REACTIVE_CODES = ['reactive', 'reactive_export'] as const satisfies readonly RegisterCode[];

export function isReactiveCode(code: string): boolean {
  return (REACTIVE_CODES as readonly string[]).includes(code);
}

/** Such a register does not count: it shows the highest power, active, reactive or apparent, since it was last set back. */
export function showsHighest(code: string): boolean {
  return code === 'reactive_demand' || code === 'apparent_demand' || isDemandCode(code);
}

/** What the quantities of a register are counted in. */
export function unitOfRegister(code: string): 'kWh' | 'kvarh' | 'kW' | 'kvar' | 'kVA' {
  if (isDemandCode(code)) return 'kW';
  if (code === 'reactive_demand') return 'kvar';
  if (code === 'apparent_demand') return 'kVA';
  return isReactiveCode(code) ? 'kvarh' : 'kWh';
}

/** A register of active maximum demand. */
export function isDemandCode(code: string): code is DemandCode {
  return (DEMAND_CODES as readonly string[]).includes(code);
}

/** The period of the day within which a register takes the highest demand; `null` for the whole day. */
export function demandPeriodOf(code: DemandCode): PeriodCode | null {
  return code === 'demand' ? null : (code.slice('demand_'.length) as PeriodCode);
}

/** The demand register of a period of the day. */
export function demandCodeOf(period: PeriodCode): DemandCode {
  return `demand_${period}`;
}

export function isRegisterCode(text: string): text is RegisterCode {
  return (REGISTER_CODES as readonly string[]).includes(text);
}
