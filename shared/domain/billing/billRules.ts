/** Every rule by which a line of a bill can have come about; the screen has words for each. */
export const BILL_RULES = [
  'energy',
  'time_of_use',
  'tier_increment.month',
  'tier_increment.year',
  'tier_increment.day',
  'tier_increment.demand',
  'tiered_energy.month',
  'tiered_energy.year',
  'tiered_energy.day',
  'tiered_energy.demand',
  'slab.month',
  'slab.year',
  'slab.day',
  'slab.demand',
  'surcharge',
  'fixed.month',
  'fixed.day',
  'capacity',
  'contract_demand',
  'contract_demand.excess',
  'actual_demand',
  'demand',
  'demand.ratchet',
  'demand.least',
  'demand.contract',
  'reactive_energy',
  'reactive_demand',
  'reactive_demand.average',
  'power_factor',
  'power_factor.table',
  'percent',
  'minimum',
  'tax.added',
  'adjustment.kwh',
  'adjustment.money',
] as const;
export type BillRule = (typeof BILL_RULES)[number];

export function isBillRule(text: string): text is BillRule {
  return (BILL_RULES as readonly string[]).includes(text);
}
