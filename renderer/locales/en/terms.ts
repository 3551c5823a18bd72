import type { Words } from '../words.ts';
import type { terms as zh } from '../zh/terms.ts';

/** The conditions and rules of charge items beside their prices. */
export const terms: Words<typeof zh> = {
  title: 'Where and how',
  months: 'months {{months}}',
  capacityFrom: 'capacity from {{kva}} kVA',
  capacityBelow: 'capacity below {{kva}} kVA',
  kwhAbove: 'above {{kwh}} kWh a month',
  kwhUpTo: 'up to {{kwh}} kWh a month',
  kwhPerKvaFrom: 'from {{kwh}} kWh a month per kVA',
  kwhPerKvaBelow: 'below {{kwh}} kWh a month per kVA',
  basicChargeBy: 'basic charge {{ways}}',
  accounts: { revenue: 'to revenue', surcharge: 'to surcharges', tax: 'to tax' },
  untaxed: 'not taxed',
  percentOfKwh: 'on {{percent}}% of the kWh',
  kwhPlaces: 'kWh to {{places}} places',
  household: 'each person above {{above}} adds {{kwh}} kWh a month',
  wholeYear: 'whole limits in a part year',
  partMonth: 'part months by days',
  limitPlaces: 'limits to {{places}} places',
  thirtieths: 'a day is a thirtieth',
  floor: 'at least {{percent}}% of the capacity',
  over: 'above {{percent}}% of the contract {{factor}} times',
  overPeriods: 'within {{periods}}',
  ratchet: 'at least {{percent}}% of the highest of {{months}} months',
  ratchetOf: 'of the demand of months {{months}}',
  ofContract: 'at least {{percent}}% of the contract',
  atLeastKw: 'at least {{kw}} kW',
  average: 'average reactive demand',
  skip: 'none without active energy',
  source: 'Source: {{source}}',
};
