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
  kinds: { start: 'Start', change: 'Change', pause: 'Pause', resume: 'Resume', end: 'End' },
  ways: { capacity: 'Capacity', contract: 'Contracted demand', actual: 'Actual demand' },
};
