import { sampleAgricultural, sampleCommercial, sampleIndustrial } from './samplePrices.ts';
import type { ShippedTariff } from './types.ts';
import { zhejiangHousehold, zhejiangHouseholdTimeOfUse } from './zhejiangHousehold.ts';

export type { ShippedTariff } from './types.ts';

/** Tariffs that come with the program, each with its source and worked cases. */
export const SHIPPED_TARIFFS: readonly ShippedTariff[] = [
  zhejiangHousehold,
  zhejiangHouseholdTimeOfUse,
  sampleCommercial,
  sampleIndustrial,
  sampleAgricultural,
];
