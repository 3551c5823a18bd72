export type BenchStep = {
  readonly step: string;
  readonly items: number;
  readonly milliseconds: number;
  /** Items a second. */
  readonly rate: number;
  /** The process's peak from its start to the end of the step: the step that raises it needs the memory. */
  readonly peakMegabytes: number;
};

type Sum = { items: number; milliseconds: number; peakMegabytes: number };

/** The largest resident size of the process so far. */
export function peakMegabytes(): number {
  return Math.round(process.resourceUsage().maxRSS / 1024);
}

/** Adds up the time of each step over the routes. */
export class Stopwatch {
  readonly #steps = new Map<string, Sum>();

  /** Times work and adds it to each step that it names, with as many items as it was for that step. */
  async time<Value>(
    itemsByStep: (value: Value) => Readonly<Record<string, number>>,
    work: () => Promise<Value>,
  ): Promise<Value> {
    const startedAt = performance.now();
    const value = await work();
    const took = performance.now() - startedAt;
    for (const [step, items] of Object.entries(itemsByStep(value))) {
      const sum = this.#steps.get(step) ?? { items: 0, milliseconds: 0, peakMegabytes: 0 };
      sum.items += items;
      sum.milliseconds += took;
      sum.peakMegabytes = peakMegabytes();
      this.#steps.set(step, sum);
    }
    return value;
  }

  steps(): BenchStep[] {
    return [...this.#steps].map(([step, { items, milliseconds, ...memory }]) => ({
      step,
      items,
      milliseconds: Math.round(milliseconds * 10) / 10,
      rate: Math.round((items / milliseconds) * 1000),
      ...memory,
    }));
  }
}
