import { useQueries } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import type { QueryContract } from '#shared/contract/define.ts';
import { ask } from '../api/client.ts';
import { type KnownPage, keysOnScreen, type ListPage, withPage } from './listPages.ts';

const PAGE_ROWS = 200;
/** So many rows before the end of what is known the next page is fetched. */
export const AHEAD_ROWS = 20;

type Screen = { readonly first: number; readonly last: number };
type State<Row> = {
  readonly listName: string;
  readonly known: readonly KnownPage<Row>[];
  readonly screen: Screen;
};

/**
 * The rows of a paged query as far as they were read. Only the pages on the screen are watched: they alone are fetched
 * again when there is news, the others when the person comes back to them.
 */
export function useListPages<Row>(
  contract: QueryContract,
  filter: Readonly<Record<string, unknown>>,
  keyOf: (row: Row) => string,
) {
  const listName = JSON.stringify([contract.name, filter]);
  const begun: State<Row> = { listName, known: [], screen: { first: 0, last: 0 } };
  const [state, setState] = useState(begun);
  // Another filter is another list, from its beginning.
  const { known, screen } = state.listName === listName ? state : begun;
  const keys = keysOnScreen(known, screen);
  const queries = useQueries({
    queries: keys.map((after) => ({
      queryKey: [contract.stage, contract.name, 'pages', filter, after],
      queryFn: () => ask(contract, { ...filter, after, limit: PAGE_ROWS }) as Promise<ListPage<Row>>,
    })),
  });
  const change = (next: (state: State<Row>) => State<Row>) =>
    setState((before) => next(before.listName === listName ? before : begun));
  useEffect(() => {
    for (const [index, { data }] of queries.entries()) {
      const after = keys[index];
      if (!data || after === undefined) continue;
      change((before) => {
        const now = withPage(before.known, after, data, keyOf);
        return now === before.known ? before : { ...before, known: now };
      });
    }
  });
  const failed = queries.find(({ error }) => error !== null);
  return {
    rows: useMemo(() => known.flatMap((page) => page.rows), [known]),
    total: known[0]?.answer.total,
    isPending: known.length === 0,
    error: failed?.error ?? null,
    retry: () => void failed?.refetch(),
    /** Tells which rows are on the screen, counted from the beginning of the list. */
    scrollTo: (rows: Screen) => {
      if (keysOnScreen(known, rows).join() === keys.join()) return;
      change((before) => ({ ...before, screen: rows }));
    },
  };
}
