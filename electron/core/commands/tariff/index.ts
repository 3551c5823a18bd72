import { activateTariff } from './activateTariff.ts';
import { createTariff, importTariff } from './createTariff.ts';
import { exportTariff } from './exportTariff.ts';
import { setHolidays } from './setHolidays.ts';

export const tariffCommands = [createTariff, importTariff, exportTariff, activateTariff, setHolidays];
