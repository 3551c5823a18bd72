import type { BenchFigures } from './bench.ts';

export type Growth = {
  readonly step: string;
  /** Time per item at the largest size over that at the size before it: 1 is linear. */
  readonly factor: number;
  readonly isLinear: boolean;
};

/** Time per item may grow by the depth of an index and the size of caches, not with the data. */
const LARGEST_FACTOR = 1.6;
/** Shorter steps measure the clock. */
const SHORTEST_MS = 50;

/** Compares the two largest sizes step by step. */
export function growthOf(figures: readonly BenchFigures[]): readonly Growth[] {
  const [larger, smaller] = [...figures].sort((a, b) => b.points - a.points);
  if (!larger || !smaller) return [];
  return larger.steps.flatMap((step) => {
    const before = smaller.steps.find((one) => one.step === step.step);
    if (step.step.startsWith('firstPage') || !before || before.milliseconds < SHORTEST_MS) return [];
    const factor = Math.round((before.rate / step.rate) * 100) / 100;
    return [{ step: step.step, factor, isLinear: factor <= LARGEST_FACTOR }];
  });
}
