import { QueryClient, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { z } from 'zod';
import type { OutputOf, QueryContract, Stage } from '#shared/contract/define.ts';
import { bridge } from './bridge.ts';
import { ask, CallFailed, isWorthRepeating } from './client.ts';

export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        // The next core answers as soon as it is ready; until then what is shown stays.
        retry: (attempt, error) =>
          isWorthRepeating(error instanceof CallFailed ? error.error : null, attempt),
        retryDelay: 0,
        refetchOnWindowFocus: false,
        staleTime: 30_000,
      },
    },
  });
}

/** The answer of a query, kept until the core tells that its stage has news. */
export function useLedgerQuery<C extends QueryContract>(
  contract: C,
  input: z.input<C['input']>,
  enabled = true,
) {
  return useQuery<OutputOf<C>>({
    queryKey: [contract.stage, contract.name, input],
    queryFn: () => ask(contract, input),
    enabled,
  });
}

/** Stages whose pages also show rows of another one. */
const ALSO: Partial<Record<Stage, readonly Stage[]>> = {
  reading: ['customers', 'billing'],
  customers: ['reading', 'billing', 'collection', 'tariff'],
  billing: ['reading', 'customers', 'collection'],
  collection: ['customers', 'billing', 'reconciliation', 'accounting'],
  reconciliation: ['collection', 'accounting'],
  accounting: ['reconciliation'],
};

/** Reloads what the core says has changed, whoever changed it. */
export function useNews(onRestart: () => void): void {
  const client = useQueryClient();
  useEffect(
    () =>
      bridge.subscribe((event) => {
        if (event.topic === 'core_restarted') onRestart();
        if (event.topic !== 'changed') return;
        const stage = event.subject as Stage;
        // Another ledger is open: nothing that is shown belongs to it.
        if (stage === 'ledger') return void client.invalidateQueries();
        for (const one of [stage, ...(ALSO[stage] ?? [])]) void client.invalidateQueries({ queryKey: [one] });
      }),
    [client, onRestart],
  );
}
