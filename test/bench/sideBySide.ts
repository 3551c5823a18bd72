import type { BenchFigures } from '../../electron/cli/bench/bench.ts';

export type Compared = {
  readonly points: number;
  readonly step: string;
  /** Items a second. */
  readonly sqlite: number;
  readonly postgres: number;
  /** How many times as long PostgreSQL takes. */
  readonly factor: number;
};

/** The same steps of the same sizes on both databases, each the best of its rounds. */
export function sideBySide(
  sqlite: readonly BenchFigures[],
  postgres: readonly BenchFigures[],
): readonly Compared[] {
  const others = bestRates(postgres);
  return [...bestRates(sqlite)].flatMap(([key, { points, step, rate }]) => {
    const other = others.get(key);
    if (!other) return [];
    return [{ points, step, sqlite: rate, postgres: other.rate, factor: factorOf(rate, other.rate) }];
  });
}

type Rate = { readonly points: number; readonly step: string; readonly rate: number };

function bestRates(rounds: readonly BenchFigures[]): ReadonlyMap<string, Rate> {
  const best = new Map<string, Rate>();
  for (const { points, steps } of rounds) {
    for (const { step, rate } of steps) {
      const key = `${points} ${step}`;
      if (rate > (best.get(key)?.rate ?? 0)) best.set(key, { points, step, rate });
    }
  }
  return best;
}

function factorOf(rate: number, otherRate: number): number {
  return Math.round((rate / otherRate) * 100) / 100;
}
