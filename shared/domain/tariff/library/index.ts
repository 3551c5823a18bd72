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

/** Tariffs of which others worked bills out, each with its source and those bills as its cases. */
export const WORKED_TARIFFS: readonly ShippedTariff[] = [
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

/** Published price tables of which no bill was found: their cases are arithmetic on the table. */
export const PRICE_TABLES: readonly ShippedTariff[] = [
  zhejiangHousehold,
  shanxiIndustrial,
  hunanIndustrial,
  hunanCommercial,
  hunanIrrigation,
  elbertonResidential,
  roanokeCommercial,
];

/** All that an office can begin from. */
export const SHIPPED_TARIFFS: readonly ShippedTariff[] = [...WORKED_TARIFFS, ...PRICE_TABLES];
