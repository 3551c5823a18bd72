import type { Help, Helper } from '#core/aside/helper.ts';

/** A helper whose help is watched, or changed. */
export function through(helper: Helper, change: (help: Help) => Partial<Help>): Helper {
  return {
    offer: (work, common) => {
      const help = helper.offer(work, common);
      return help && { ...bound(help), ...change(help) };
    },
  };
}

function bound(help: Help): Help {
  return {
    given: () => help.given(),
    give: (index, part) => help.give(index, part),
    collect: () => help.collect(),
    news: () => help.news(),
    tryHere: (index, part) => help.tryHere(index, part),
    end: () => help.end(),
  };
}

/** A helper with the number of parts that it did. */
export function counted(helper: Helper): { readonly helper: Helper; readonly taken: () => number } {
  let taken = 0;
  const counting = through(helper, (help) => ({
    collect: () => {
      const collected = help.collect();
      taken += collected.done.length;
      return collected;
    },
  }));
  return { helper: counting, taken: () => taken };
}

/** As every checkpoint does, so that the thread is heard. */
export const turn = () => new Promise<void>((resolve) => void setImmediate(resolve));
