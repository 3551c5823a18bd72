import { sampleAgricultural, sampleCommercial, sampleIndustrial } from './samplePrices.ts';
import type { ShippedTariff } from './types.ts';
import {
  goodlandLargeCommercial,
  goodlandSmallCommercial,
  idahoPowerIrrigation,
  seymourSummer,
  seymourWinter,
} from './workedBySuppliers.ts';
import { irrigation, rateB, temporarySupply, twoPartTimeOfUse } from './workedInTextbooks.ts';
import { zhejiangHousehold, zhejiangHouseholdTimeOfUse } from './zhejiangHousehold.ts';

export type { ShippedTariff } from './types.ts';

/** Tariffs of the sample office, in the order in which it has them. */
export const SAMPLE_TARIFFS: readonly ShippedTariff[] = [
  zhejiangHousehold,
  zhejiangHouseholdTimeOfUse,
  sampleCommercial,
  sampleIndustrial,
  sampleAgricultural,
];

/** All that an office can begin from: tariffs of which others worked bills out, those bills among their cases. */
export const SHIPPED_TARIFFS: readonly ShippedTariff[] = [
  zhejiangHousehold,
  zhejiangHouseholdTimeOfUse,
  twoPartTimeOfUse,
  temporarySupply,
  irrigation,
  seymourWinter,
  seymourSummer,
  goodlandSmallCommercial,
  goodlandLargeCommercial,
  rateB,
  idahoPowerIrrigation,
];
