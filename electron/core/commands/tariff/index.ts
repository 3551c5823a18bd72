import { activateTariff } from './activateTariff.ts';
import { createTariff } from './createTariff.ts';

export const tariffCommands = [createTariff, activateTariff];
