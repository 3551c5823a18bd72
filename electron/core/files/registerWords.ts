import type { RegisterCode } from '#shared/domain/reading/registers.ts';

/** What files call the registers of a meter. */
export const REGISTER_WORDS: Readonly<Record<string, RegisterCode>> = {
  总: 'total',
  有功总: 'total',
  '有功(总)': 'total',
  尖: 'sharp',
  峰: 'peak',
  平: 'flat',
  谷: 'valley',
  深谷: 'deep_valley',
  无功: 'reactive',
  反向无功: 'reactive_export',
  需量: 'demand',
  尖需量: 'demand_sharp',
  峰需量: 'demand_peak',
  平需量: 'demand_flat',
  谷需量: 'demand_valley',
  深谷需量: 'demand_deep_valley',
  无功需量: 'reactive_demand',
  视在需量: 'apparent_demand',
  反向: 'export',
};
