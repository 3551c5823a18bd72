import type { Words } from '../words.ts';
import type { limits as zh } from '../zh/limits.ts';

export const limits: Words<typeof zh> = {
  from: 'from {{fromKwh}} = {{fromFormula}}',
  upTo: 'up to {{upToKwh}} = {{upToFormula}}',
  demand: 'limits per kW times the maximum demand of {{kw}} kW',
  household: '{{people}} persons more than usual, {{personKwh}} kWh a month for each',
  days: 'limits per day times {{days}} days',
  months: 'limits per month times {{monthShare}} months',
  year: 'limits of a year by {{yearMonths}} months of it',
  places: 'limits to {{limitPlaces}} decimal places',
  and: '; ',
};
