import type { Words } from '../words.ts';
import type { explanation as zh } from '../zh/explanation.ts';

export const explanation: Words<typeof zh> = {
  title: 'Explanation of the bill',
  open: 'Explain',
  print: 'Print with explanation',
  total: 'This bill (yuan)',
  wherefrom: 'Where the quantities come from',
  billed: 'Billed quantities',
  item: 'How each item is calculated',
  calculation: 'Calculation',
  measured: 'Measured',
  billedQuantity: 'Billed',
  base: 'Of',
  toWhole: 'Rounding',
  rounding: 'Rounding, deductions, losses',
  period: 'Register',
  exact: 'Before rounding',
  rounded: 'Rounding',
  amount: 'Amount (yuan)',
  tax: 'Tax within',
  price: 'Price',
  version: '{{name}} version {{versionNo}}, {{documentNo}} ({{from}} to {{to}})',
  source: 'Source',
  tier: 'tier {{no}}',
  losses: 'Deductions and losses',
  wayToBilled: 'From measured to billed quantity',
  loss: 'Step',
  lossCodes: {
    measured: 'Measured',
    rounding: 'Rounding',
    billed: 'Billed',
    metered: 'Meter behind it',
    fixed_quantity: 'Fixed quantity',
    fixed_ratio: 'Fixed ratio',
    transformer_loss: 'Transformer, active',
    transformer_loss_reactive: 'Transformer, reactive',
    line_loss: 'Line',
  },
  applies: 'Applies:',
  conditions: {
    months: 'in months {{months}}',
    customerClass: 'to {{customerClass}}',
    capacityFromKva: 'capacity {{kva}} kVA, from {{capacityFromKva}} kVA on',
    capacityBelowKva: 'capacity {{kva}} kVA, below {{capacityBelowKva}} kVA',
    kwhAbove: '{{monthlyKwh}} kWh a month, more than {{kwhAbove}} kWh',
    kwhUpTo: '{{monthlyKwh}} kWh a month, not more than {{kwhUpTo}} kWh',
    kwhPerKvaFrom: '{{kwhPerKva}} kWh a month for each kVA, from {{kwhPerKvaFrom}} on',
    kwhPerKvaBelow: '{{kwhPerKva}} kWh a month for each kVA, below {{kwhPerKvaBelow}}',
    basicChargeBy: 'basic charge by {{way}}',
  },
  ways: { capacity: 'transformer capacity', contract: 'contracted demand', actual: 'actual demand' },
  roundedUp: {
    kw: '; billed as the next multiple of {{roundUpTo}} kW, {{billedKw}} kW',
    kva: '; billed as the next multiple of {{roundUpTo}} kVA, {{billedKva}} kVA',
  },
  tierRange: {
    first: 'up to {{upToKwh}} kWh',
    between: 'above {{fromKwh}} and up to {{upToKwh}} kWh',
    last: 'above {{fromKwh}} kWh',
  },
  estimated: 'With estimated readings',
  rollover: 'rollover',
  rulesWithoutFree: {
    'reactive-energy': 'All {{reactiveKvarh}} kvarh',
    'reactive-demand': 'The whole maximum reactive demand of {{kvar}} kvar',
    'reactive-demand-average':
      'Average reactive demand: {{kw}} kW of maximum demand times {{reactiveKvarh}} kvarh by {{activeKwh}} kWh',
  },
  rules: {
    energy: 'All kWh at one price',
    'time-of-use': 'The kWh of this period of the day at its own price',
    'energy-share': '{{percentOfKwh}}% of the {{ofKwh}} kWh, as for losses',
    'time-of-use-share': '{{percentOfKwh}}% of the {{ofKwh}} kWh of this period, as for losses',
    'tier-increment-month': 'Monthly tiers: the part {{range}} of this month costs more',
    'tier-increment-year': 'Yearly tiers: the part {{range}} since January costs more',
    'tier-increment-day': 'Daily tiers: the part {{range}} of this bill costs more',
    'tier-increment-demand':
      'Tiers by hours of use: the part {{range}}, limits by the maximum demand, costs more',
    'tiered-energy-month': 'Monthly tiers: the part {{range}} of this month at the price of this tier',
    'tiered-energy-year': 'Yearly tiers: the part {{range}} since January at the price of this tier',
    'tiered-energy-day': 'Daily tiers: the part {{range}} of this bill at the price of this tier',
    'tiered-energy-demand':
      'Tiers by hours of use: the part {{range}}, limits by the maximum demand, at the price of this tier',
    'slab-month': '{{reachedKwh}} kWh this month: every kWh at the price of the slab that was reached',
    'slab-year': '{{reachedKwh}} kWh since January: every kWh at the price of the slab that was reached',
    'slab-day': '{{reachedKwh}} kWh in this bill: every kWh at the price of the slab that was reached',
    'slab-demand':
      '{{reachedKwh}} kWh: every kWh at the price of the slab that was reached by hours of use of the maximum demand',
    surcharge: 'A fund or levy on every kWh',
    'surcharge-share': 'A fund or levy on {{percentOfKwh}}% of the {{ofKwh}} kWh',
    'fixed-month': 'A fixed charge per month, by days for a part of a month',
    'fixed-day': 'A fixed charge per day, for {{days}} days',
    capacity: 'Basic charge by capacity, {{kva}} kVA; by days where it changed',
    'contract-demand': 'Basic charge by the contracted maximum demand',
    'contract-demand-excess':
      'The actual demand of {{maximumKw}} kW is above {{overPercent}}% of the contract: the excess at {{overFactor}} times the price',
    'actual-demand': 'Basic charge by the actual maximum demand',
    demand: 'By the maximum demand of {{kw}} kW',
    'demand-ratchet':
      '{{ratchetPercent}}% of the highest demand of earlier months, {{highestKw}} kW, which is more than the {{kw}} kW of this month',
    'demand-least': 'The demand of {{kw}} kW is below the least billed demand of {{leastKw}} kW',
    'demand-excess':
      'The billed demand of {{billedKw}} kW is above the contract of {{contractKw}} kW: the excess at a price of its own',
    'apparent-demand': 'The highest apparent demand, {{apparentKva}} kVA',
    'apparent-demand-power-factor':
      'The maximum demand of {{kw}} kW divided by the power factor {{powerFactor}} ({{activeKwh}} kWh active, {{reactiveKvarh}} kvarh reactive)',
    'apparent-demand-ratchet':
      '{{ratchetPercent}}% of the highest apparent demand of the months before, {{highestKva}} kVA, which is more than this month',
    'apparent-demand-capacity':
      'At least {{floorPercent}}% of the capacity of {{kva}} kVA, which is more than the apparent demand',
    'apparent-demand-least': 'At least {{leastKva}} kVA, which is more than the apparent demand',
    'apparent-demand-excess':
      'The billed apparent demand is above the capacity of {{kva}} kVA: the excess at a price of its own',
    'reactive-energy':
      'The part of {{reactiveKvarh}} kvarh that is above {{freePercent}}% of the {{activeKwh}} kWh of active energy',
    'reactive-demand':
      'The part of the maximum reactive demand of {{kvar}} kvar that is above {{freePercent}}% of the maximum demand',
    'reactive-demand-average':
      'Average reactive demand: {{kw}} kW of maximum demand times {{reactiveKvarh}} kvarh by {{activeKwh}} kWh, of which {{freePercent}}% is free',
    'demand-contract':
      'The demand of {{kw}} kW is below {{contractPercent}}% of the contract of {{contractKw}} kW, which counts',
    'power-factor':
      'Power factor {{powerFactor}} ({{activeKwh}} kWh active, {{reactiveKvarh}} kvarh reactive), standard {{standard}}: adjusted by {{percent}}%',
    'power-factor-table':
      'Power factor {{powerFactor}} ({{activeKwh}} kWh active, {{reactiveKvarh}} kvarh reactive): adjusted by {{percent}}% after the table of the tariff',
    percent: '{{percent}}% of the sum of other items',
    minimum: 'Lifts the other items to the minimum charge',
    'rounding-nearest': 'The sum of {{base}} is rounded to the nearest multiple of {{roundTo}}',
    'rounding-down': 'The sum of {{base}} is cut to a multiple of {{roundTo}}',
    'rounding-up': 'The sum of {{base}} is raised to a multiple of {{roundTo}}',
    'tax-added': 'Tax of {{percent}}% on top of the other lines',
    'adjustment-kwh': 'Adjustment: the difference after {{kwhBefore}} kWh became {{kwhAfter}} kWh',
    'adjustment-money': 'Adjustment: the amount that was approved',
  },
};
