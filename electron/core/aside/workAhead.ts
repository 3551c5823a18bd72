import { setImmediate as nextTurn } from 'node:timers/promises';
import type { DonePart, Help, SharedWork, Sharing } from './helper.ts';

/** An item with what came of it ahead; `null` where nobody worked ahead on it. */
export type ItemAhead<Item, Output> = { readonly item: Item; readonly ahead: DonePart<Output> | null };

export type AheadPlan<Item, Part> = {
  readonly partOf: (item: Item) => Part;
  /** Whether what is found out ahead mostly holds. */
  readonly isWorthwhile: () => boolean;
};

/**
 * Goes through items in their order, each of which depends on those before only now and then. What can be found out
 * about them on what was committed before the command is found out ahead: by a helper, and here while the next item is
 * still with the helper. Whoever goes through them says whether it holds, and else does the item itself.
 */
export async function* workAhead<Item, Common, Part, Output>(
  { helper }: Pick<Sharing, 'helper'>,
  work: SharedWork<Common, Part, Output>,
  common: Common,
  items: Iterable<Item>,
  plan: AheadPlan<Item, Part>,
): AsyncGenerator<ItemAhead<Item, Output>> {
  const offer = () => helper?.offer(work, common) ?? null;
  const lookahead = new Lookahead<Item, Part, Output>(offer, items, plan);
  try {
    for (let next = await lookahead.next(); next; next = await lookahead.next()) yield next;
  } finally {
    await lookahead.end();
  }
}

type Waiting<Item, Output> = {
  readonly item: Item;
  readonly index: number;
  /** `given` to the helper, `open` to whoever has time, or what came of it. */
  state: 'given' | 'open' | DonePart<Output>;
};

/** Items that are there at once. */
const ITEMS_AHEAD = 6;
/** Parts that the helper has at once: one that it works on and one for afterwards. */
const PARTS_AHEAD = 2;

class Lookahead<Item, Part, Output> {
  readonly #offer: () => Help | null;
  readonly #source: Iterator<Item>;
  readonly #plan: AheadPlan<Item, Part>;
  readonly #waiting: Waiting<Item, Output>[] = [];
  #help: Help | null = null;
  #isLost = false;
  #count = 0;

  constructor(offer: () => Help | null, items: Iterable<Item>, plan: AheadPlan<Item, Part>) {
    this.#offer = offer;
    this.#source = items[Symbol.iterator]();
    this.#plan = plan;
  }

  /** The next item in order; `null` behind the last. */
  async next(): Promise<ItemAhead<Item, Output> | null> {
    for (;;) {
      this.#collect();
      this.#fill();
      const first = this.#waiting[0];
      if (!first) return null;
      if (first.state !== 'given') {
        this.#waiting.shift();
        return { item: first.item, ahead: first.state === 'open' ? null : first.state };
      }
      await this.#workMeanwhile();
    }
  }

  async end(): Promise<void> {
    await this.#help?.end();
  }

  /** Works on what nobody works on while the next item is with the helper. */
  async #workMeanwhile(): Promise<void> {
    const open = this.#waiting.find(({ state }) => state === 'open');
    if (!this.#help || !open) {
      await this.#help?.news();
      return;
    }
    const part = this.#plan.partOf(open.item);
    open.state = (await this.#help.tryHere(open.index, part)) as DonePart<Output>;
    // What the helper did meanwhile is heard only between two turns.
    await nextTurn();
  }

  #collect(): void {
    const { done, lost } = this.#help?.collect() ?? { done: [], lost: [] };
    for (const part of done) this.#set(part.index, part as DonePart<Output>);
    for (const index of lost) this.#set(index, 'open');
    // After a loss the command goes on alone.
    this.#isLost ||= lost.length > 0;
  }

  #set(index: number, state: Waiting<Item, Output>['state']): void {
    const found = this.#waiting.find((one) => one.index === index);
    if (found) found.state = state;
  }

  /** The helper has its first part while the items behind it are still read. */
  #fill(): void {
    this.#giveAway();
    while (this.#waiting.length < ITEMS_AHEAD) {
      const next = this.#source.next();
      if (next.done) return;
      this.#waiting.push({ item: next.value, index: this.#count, state: 'open' });
      this.#count += 1;
      this.#giveAway();
    }
  }

  /** The first that waits is wanted at once, so it is never given away. */
  #giveAway(): void {
    for (const one of this.#waiting.slice(1)) {
      if (one.state !== 'open') continue;
      if (!this.#hasRoom()) return;
      this.#help?.give(one.index, this.#plan.partOf(one.item));
      one.state = 'given';
    }
  }

  #hasRoom(): boolean {
    if (this.#isLost || !this.#plan.isWorthwhile()) return false;
    this.#help ??= this.#offer();
    return this.#help !== null && this.#help.given() < PARTS_AHEAD;
  }
}
