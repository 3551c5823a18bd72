import { routeCalculation } from '../commands/billing/calculateRoute.ts';
import { chunkIntake } from '../commands/reading/chunkIntake.ts';
import type { SharedWork } from './helper.ts';

/** All work that may be shared with a helper: whoever carries it out has to know it by name. */
// biome-ignore lint/suspicious/noExplicitAny: each has parts of its own, which only it looks into
export const WORKS: readonly SharedWork<any, any, unknown>[] = [routeCalculation, chunkIntake];
