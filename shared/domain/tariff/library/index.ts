import { sampleAgricultural, sampleCommercial, sampleIndustrial } from './samplePrices.ts';
import type { LibraryTariff, ShippedTariff } from './types.ts';
import {
  goodlandLargeCommercial,
  goodlandSmallCommercial,
  idahoPowerIrrigation,
  seymourSummer,
  seymourWinter,
} from './workedBySuppliers.ts';
import { irrigation, temporarySupply, twoPartTimeOfUse } from './workedInQuestions.ts';
import { ahmedabadNonResidential, gujaratHighTension, gujaratLowTensionDemand } from './workedOnBills.ts';
import { zhejiangHousehold, zhejiangHouseholdTimeOfUse } from './zhejiangHousehold.ts';

export type { LibraryTariff, ShippedTariff } from './types.ts';

/** Tariffs of the sample office, in the order in which it has them. */
export const SAMPLE_TARIFFS: readonly ShippedTariff[] = [
  zhejiangHousehold,
  zhejiangHouseholdTimeOfUse,
  sampleCommercial,
  sampleIndustrial,
  sampleAgricultural,
];

/** All that an office can begin from: tariffs of which others worked bills out, those bills among their cases. */
export const SHIPPED_TARIFFS: readonly LibraryTariff[] = [
  zhejiangHousehold,
  zhejiangHouseholdTimeOfUse,
  gujaratHighTension,
  gujaratLowTensionDemand,
  ahmedabadNonResidential,
  seymourWinter,
  seymourSummer,
  goodlandSmallCommercial,
  goodlandLargeCommercial,
  idahoPowerIrrigation,
  twoPartTimeOfUse,
  temporarySupply,
  irrigation,
];
