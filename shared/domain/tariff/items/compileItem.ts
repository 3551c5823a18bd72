import { assertNever } from '../../../lib/assert.ts';
import type { TariffItem } from '../content.ts';
import { apparentDemandItem } from './apparentDemand.ts';
import { actualDemandItem, capacityItem, contractDemandItem } from './basicCharge.ts';
import type { ItemCalculation } from './calculation.ts';
import { demandItem } from './demand.ts';
import { energyItem, timeOfUseItem } from './energy.ts';
import { powerFactorItem } from './powerFactor.ts';
import { reactiveDemandItem, reactiveEnergyItem } from './reactive.ts';
import { fixedItem, minimumItem, percentItem } from './standing.ts';
import { slabItem, tieredEnergyItem, tierIncrementItem } from './tiers.ts';

/** An item that charges by itself; rounding goes by the total of the bill. */
export type ChargeItem = Exclude<TariffItem, { kind: 'rounding' }>;

/** Makes an item ready for many bills. */
export function compileItem(item: ChargeItem): ItemCalculation {
  switch (item.kind) {
    case 'energy':
    case 'surcharge':
      return energyItem(item);
    case 'time_of_use':
      return timeOfUseItem(item);
    case 'tier_increment':
      return tierIncrementItem(item);
    case 'tiered_energy':
      return tieredEnergyItem(item);
    case 'slab':
      return slabItem(item);
    case 'fixed':
      return fixedItem(item);
    case 'capacity':
      return capacityItem(item);
    case 'contract_demand':
      return contractDemandItem(item);
    case 'actual_demand':
      return actualDemandItem(item);
    case 'demand':
      return demandItem(item);
    case 'apparent_demand':
      return apparentDemandItem(item);
    case 'reactive_energy':
      return reactiveEnergyItem(item);
    case 'reactive_demand':
      return reactiveDemandItem(item);
    case 'power_factor':
      return powerFactorItem(item);
    case 'percent':
      return percentItem(item);
    case 'minimum':
      return minimumItem(item);
    default:
      return assertNever(item);
  }
}
