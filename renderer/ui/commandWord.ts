import type { TFunction } from 'i18next';
import type { CommandName } from '../locales/words.ts';
import { commands } from '../locales/zh/commands.ts';

/** Every command that leaves a trace, by name, in the order of the words. */
export const COMMAND_NAMES = Object.entries(commands).flatMap(([noun, verbs]) =>
  Object.keys(verbs).map((verb) => `${noun}.${verb}` as CommandName),
);

/** What a command does, in words; the name itself where an older or newer program gave it. */
export function commandWord(name: string, t: TFunction): string {
  const known = COMMAND_NAMES.find((one) => one === name);
  return known === undefined ? name : t(`commands.${known}`);
}
