import { useCallback, useRef, useState } from 'react';
import type { CallFailed } from './client.ts';
import type { Ended } from './useCommand.ts';

/** Where one of several things stands. What was `left` was stopped before it was begun. */
export type Standing<Output> =
  | { readonly state: 'waiting' | 'working' | 'left' }
  | { readonly state: 'done'; readonly output: Output }
  | { readonly state: 'failed'; readonly failure: CallFailed };

/**
 * Does the same for several things, one after the other, each by commands of its own: what was done stays done, what was
 * refused says why, and the others go on. `stop` lets the one that is worked on end, or be cancelled, and leaves the rest.
 */
export function useSeveral<Item, Output>(
  keyOf: (item: Item) => string,
  work: (item: Item) => Promise<Ended<Output>>,
  cancel: () => void,
) {
  const [standings, setStandings] = useState<ReadonlyMap<string, Standing<Output>>>(new Map());
  const [isRunning, setRunning] = useState(false);
  const isStopped = useRef(false);
  const isBusy = useRef(false);

  const set = useCallback((key: string, standing: Standing<Output>) => {
    setStandings((before) => new Map(before).set(key, standing));
  }, []);

  const run = async (items: readonly Item[]) => {
    // Pressed twice before the screen shows the first.
    if (isBusy.current) return;
    isBusy.current = true;
    isStopped.current = false;
    setRunning(true);
    for (const item of items) set(keyOf(item), { state: 'waiting' });
    for (const item of items) {
      if (isStopped.current) {
        set(keyOf(item), { state: 'left' });
        continue;
      }
      set(keyOf(item), { state: 'working' });
      const ended = await work(item);
      set(keyOf(item), 'output' in ended ? { state: 'done', ...ended } : { state: 'failed', ...ended });
    }
    isBusy.current = false;
    setRunning(false);
  };

  const stop = () => {
    isStopped.current = true;
    cancel();
  };

  return { standings, isRunning, run, stop };
}
