import type { TFunction } from 'i18next';
import { parameters } from '../../locales/zh/parameters.ts';
import type { ParameterProblem } from './parameterDraft.ts';

type Known = keyof typeof parameters.problems;

const isKnown = (message: string): message is Known => message in parameters.problems;

/** What is wrong with a parameter, in words. */
export function problemWord({ message, limit }: ParameterProblem, t: TFunction): string {
  return isKnown(message) ? t(`parameters.problems.${message}`, { limit }) : message;
}
