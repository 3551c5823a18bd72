import { activateTariff } from './activateTariff.ts';
import { createTariff, importTariff } from './createTariff.ts';
import { exportPriceSheet } from './exportPriceSheet.ts';
import { exportTariff } from './exportTariff.ts';
import { importPriceSheet } from './importPriceSheet.ts';
import { setHolidays } from './setHolidays.ts';

export const tariffCommands = [
  createTariff,
  importTariff,
  exportTariff,
  importPriceSheet,
  exportPriceSheet,
  activateTariff,
  setHolidays,
];
