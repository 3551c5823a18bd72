import { setImmediate as nextTurn } from 'node:timers/promises';
import type { DonePart, Help, SharedWork, Sharing } from './sharedWork.ts';

/** An item with what came of it ahead; `null` where nobody worked ahead on it. */
export type ItemAhead<Item, Output> = { readonly item: Item; readonly beside: DonePart<Output> | null };

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

/**
 * Goes through items in their order, each of which depends on those before only now and then. What can be found out
 * about them on what was committed before the command is found out ahead, by a helper, and here while the helper is not
 * done; whoever goes through them says whether it holds (`isWorthwhile`: and whether it mostly does), and else does the item itself.
 */
export async function* workAhead<Item, Common, Part, Output>(
  { helper }: Pick<Sharing, 'helper'>,
  work: SharedWork<Common, Part, Output>,
  common: Common,
  items: Iterable<Item>,
  plan: { readonly partOf: (item: Item) => Part; readonly isWorthwhile: () => boolean },
): AsyncGenerator<ItemAhead<Item, Output>> {
  const source = items[Symbol.iterator]();
  const waiting: Waiting<Item, Output>[] = [];
  let help = null as Help | null;
  let mayHelp = true;
  let count = 0;
  const find = (index: number) => waiting.find((one) => one.index === index);
  const collect = () => {
    const { done, lost } = help?.collect() ?? { done: [], lost: [] };
    for (const part of done) {
      const one = find(part.index);
      if (one) one.state = part as DonePart<Output>;
    }
    for (const index of lost) {
      const one = find(index);
      if (one) one.state = 'open';
    }
    // After a loss the command goes on alone.
    if (lost.length > 0) mayHelp = false;
  };
  /** Whether the helper takes one more; the first that waits is wanted at once. */
  const hasRoom = () => {
    if (waiting.length === 0 || !mayHelp || !plan.isWorthwhile()) return false;
    help ??= helper?.offer(work, common) ?? null;
    return help !== null && help.given() < PARTS_AHEAD;
  };
  const giveAway = () => {
    for (const one of waiting.slice(1)) {
      if (one.state !== 'open') continue;
      if (!hasRoom()) return;
      help?.give(one.index, plan.partOf(one.item));
      one.state = 'given';
    }
  };
  /** The helper has its first part while the others are still read. */
  const fill = () => {
    giveAway();
    while (waiting.length < ITEMS_AHEAD) {
      const next = source.next();
      if (next.done) return;
      waiting.push({ item: next.value, index: count, state: 'open' });
      count += 1;
      giveAway();
    }
  };
  try {
    for (;;) {
      collect();
      fill();
      const first = waiting[0];
      if (!first) return;
      if (first.state === 'given') {
        const open = waiting.find(({ state }) => state === 'open');
        if (open && help) {
          open.state = (await help.tryHere(open.index, plan.partOf(open.item))) as DonePart<Output>;
          // What the helper did meanwhile is heard only between two turns.
          await nextTurn();
        } else await help?.news();
        continue;
      }
      waiting.shift();
      yield { item: first.item, beside: first.state === 'open' ? null : first.state };
    }
  } finally {
    await help?.end();
  }
}
