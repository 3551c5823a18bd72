import type { Words } from '../words.ts';
import type { supply as zh } from '../zh/supply.ts';

export const supply: Words<typeof zh> = {
  title: 'Terms of supply',
  set: 'State terms',
  none: 'None: the capacity of the service point counts',
  kind: 'Kind',
  capacity: 'Capacity (kVA)',
  contract: 'Contract (kW)',
  basicChargeBy: 'Basic charge by',
  powerFactor: 'Power factor standard',
  pauseHint: '0 while it is paused, or what stays in use',
  loss: 'Losses',
  transformerLoss: 'Transformer loss',
  lossBy: { formula: 'By the plate', table: 'By a table' },
  linePercent: 'Line loss (%)',
  plate: {
    ratedKva: 'Rating (kVA)',
    noLoadKw: 'No-load loss (kW)',
    loadLossKw: 'Load loss (kW)',
    noLoadCurrentPercent: 'No-load current (%)',
    impedancePercent: 'Impedance (%)',
  },
  noLoadKwh: 'No-load loss a month (kWh)',
  upToKwh: 'Up to kWh',
  loadKwh: 'Load loss (kWh)',
  addBand: 'Add a band',
  removeBand: 'Remove',
  kinds: { start: 'Start', change: 'Change', pause: 'Pause', resume: 'Resume', end: 'End' },
  ways: { capacity: 'Capacity', contract: 'Contracted demand', actual: 'Actual demand' },
};
