import { activateTariff } from './activateTariff.ts';
import { createTariff, importTariff } from './createTariff.ts';
import { exportTariff } from './exportTariff.ts';

export const tariffCommands = [createTariff, importTariff, exportTariff, activateTariff];
