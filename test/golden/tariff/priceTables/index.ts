import type { ShippedTariff } from '#shared/domain/tariff/index.ts';
import { hunanCommercial, hunanIndustrial, hunanIrrigation } from './hunan.ts';
import { elbertonResidential, roanokeCommercial } from './northAmerica.ts';
import { shanxiIndustrial } from './shanxiIndustrial.ts';

export { shanxiIndustrial };

/**
 * Published price tables of which no bill of others was found. Their cases are our arithmetic on the table, which is
 * why the library does not ship them; the engine must take what they state all the same.
 */
export const PRICE_TABLES: readonly ShippedTariff[] = [
  shanxiIndustrial,
  hunanIndustrial,
  hunanCommercial,
  hunanIrrigation,
  elbertonResidential,
  roanokeCommercial,
];
