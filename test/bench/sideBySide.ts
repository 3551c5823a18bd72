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

/** The same steps of the same sizes on both databases. */
export function sideBySide(
  sqlite: readonly BenchFigures[],
  postgres: readonly BenchFigures[],
): readonly Compared[] {
  return sqlite.flatMap(({ points, steps }) => {
    const others = postgres.find((one) => one.points === points)?.steps ?? [];
    return steps.flatMap(({ step, rate }) => {
      const other = others.find((one) => one.step === step);
      if (!other) return [];
      return [{ points, step, sqlite: rate, postgres: other.rate, factor: factorOf(rate, other.rate) }];
    });
  });
}

function factorOf(rate: number, otherRate: number): number {
  return Math.round((rate / otherRate) * 100) / 100;
}
