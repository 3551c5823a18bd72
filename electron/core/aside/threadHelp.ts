import type { ToAside } from './asideThread.ts';
import type { DonePart, Help } from './helper.ts';

/** What carries out parts in this thread as the other one would, on what was committed. */
export type Trial = {
  readonly carryOut: (part: unknown) => Promise<Omit<DonePart<unknown>, 'index'>>;
  readonly end: () => Promise<void>;
};

type Ways = {
  /** Tells this help from those before. */
  readonly no: number;
  readonly send: (message: ToAside) => void;
  readonly beginTrial: () => Promise<Trial>;
  readonly onEnd: () => void;
};

/** What the thread does for one command. */
export class ThreadHelp implements Help {
  readonly #ways: Ways;
  readonly #given = new Set<number>();
  #trial: Promise<Trial> | null = null;
  #done: DonePart<unknown>[] = [];
  #isLost = false;
  #wake: () => void = () => {};

  constructor(ways: Ways) {
    this.#ways = ways;
  }

  given(): number {
    return this.#given.size;
  }

  /** What is given to a thread that ended is lost, and said to be. */
  give(index: number, part: unknown): void {
    this.#given.add(index);
    if (!this.#isLost) this.#ways.send({ type: 'part', help: this.#ways.no, index, part });
  }

  /** Answers to a command that was given up are not heard. */
  hear(no: number, part: DonePart<unknown>): void {
    if (no !== this.#ways.no || !this.#given.delete(part.index)) return;
    this.#done.push(part);
    this.#wake();
  }

  lose(): void {
    this.#isLost = true;
    this.#wake();
  }

  collect() {
    const done = this.#done;
    this.#done = [];
    const lost = this.#isLost ? [...this.#given] : [];
    if (this.#isLost) this.#given.clear();
    return { done, lost };
  }

  async news(): Promise<void> {
    if (this.#done.length > 0 || this.#isLost) return;
    await new Promise<void>((resolve) => {
      this.#wake = resolve;
    });
  }

  async tryHere(index: number, part: unknown): Promise<DonePart<unknown>> {
    this.#trial ??= this.#ways.beginTrial();
    const trial = await this.#trial;
    return { index, ...(await trial.carryOut(part)) };
  }

  async end(): Promise<void> {
    if (!this.#isLost) this.#ways.send({ type: 'end' });
    this.#ways.onEnd();
    await (await this.#trial)?.end();
  }
}
