import { hunanCommercial, hunanIndustrial, hunanIrrigation } from './hunan.ts';
import { elbertonResidential, roanokeCommercial } from './northAmerica.ts';
import { sampleAgricultural, sampleCommercial, sampleIndustrial } from './samplePrices.ts';
import { shanxiIndustrial } from './shanxiIndustrial.ts';
import type { ShippedTariff } from './types.ts';
import {
  goodlandLargeCommercial,
  goodlandSmallCommercial,
  idahoPowerIrrigation,
  seymourSummer,
  seymourWinter,
} from './workedBySuppliers.ts';
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

/** Published tariffs that come with the program, each with its source and worked cases. */
export const SHIPPED_TARIFFS: readonly ShippedTariff[] = [
  zhejiangHousehold,
  zhejiangHouseholdTimeOfUse,
  shanxiIndustrial,
  hunanIndustrial,
  hunanCommercial,
  hunanIrrigation,
  elbertonResidential,
  roanokeCommercial,
  seymourWinter,
  seymourSummer,
  goodlandSmallCommercial,
  goodlandLargeCommercial,
  idahoPowerIrrigation,
];
