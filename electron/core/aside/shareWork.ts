import { repeatWrites } from '../db/recordedWrites.ts';
import type { Help, SharedWork, Sharing } from './helper.ts';

/**
 * Carries out all parts and gives what each came to, in their order. A helper takes some of them where there is one;
 * what it would write is written here, and what it cannot do is done here. `sizeOf` says how much of the whole a part is.
 */
export async function shareWork<Common, Part, Output>(
  sharing: Sharing,
  work: SharedWork<Common, Part, Output>,
  common: Common,
  parts: readonly Part[],
  sizeOf: (part: Part) => number,
): Promise<Output[]> {
  const outputs = new Array<Output>(parts.length);
  const waiting = [...parts.keys()];
  const total = parts.reduce((sum, part) => sum + sizeOf(part), 0);
  let own: ((part: Part) => Promise<Output>) | null = null;
  let help: Help | null = null;
  let mayHelp = parts.length >= FEWEST_PARTS;
  let [partsDone, done] = [0, 0];
  const finish = async (index: number, output: Output) => {
    outputs[index] = output;
    partsDone += 1;
    done += sizeOf(parts[index] as Part);
    await sharing.checkpoint(done, total);
  };
  try {
    while (partsDone < parts.length) {
      if (mayHelp) help ??= sharing.helper?.offer(work, common) ?? null;
      // One part is worked on and some wait behind it, but at the end nobody waits for the other.
      while (help && help.given() < Math.min(PARTS_AHEAD, waiting.length)) {
        const index = waiting.shift() as number;
        help.give(index, parts[index]);
      }
      const collected = help?.collect() ?? NOTHING;
      for (const { index, output, writes } of collected.done) {
        await repeatWrites(sharing.tx, writes);
        await finish(index, output as Output);
      }
      if (collected.lost.length > 0) {
        waiting.unshift(...collected.lost);
        await help?.end();
        [help, mayHelp] = [null, false];
      }
      if (collected.done.length > 0) continue;
      const index = waiting.shift();
      if (index === undefined) await help?.news();
      else {
        own ??= await work.begin(sharing, common);
        await finish(index, await own(parts[index] as Part));
      }
    }
  } finally {
    await help?.end();
  }
  return outputs;
}

/** With fewer a command is done before it would be worth while. */
const FEWEST_PARTS = 4;

/** Parts that a helper has at once: what it did is looked at only between two parts of the command's own. */
const PARTS_AHEAD = 3;

const NOTHING = { done: [], lost: [] };
