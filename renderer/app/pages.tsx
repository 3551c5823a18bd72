import type { Stage } from '#shared/contract/define.ts';
import { accessPages } from '../features/access/index.ts';
import { accountingPages } from '../features/accounting/index.ts';
import { billingPages } from '../features/billing/index.ts';
import { collectionPages } from '../features/collection/index.ts';
import { customersPages } from '../features/customers/index.ts';
import { readingPages } from '../features/reading/index.ts';
import { reconciliationPages } from '../features/reconciliation/index.ts';
import { tariffPages } from '../features/tariff/index.ts';
import type { Page } from '../ui/page.ts';

/** The groups of the menu: the way of the work, from the meter to the books, and what it rests on. */
export const STAGES = [
  'customers',
  'reading',
  'billing',
  'collection',
  'reconciliation',
  'accounting',
  'indicators',
  'tariff',
  'access',
] as const satisfies readonly Stage[];

/** Every page, in the order of the menu; a person sees those that the roles permit. */
export const PAGES: readonly (Page & { readonly stage: (typeof STAGES)[number] })[] = [
  ...customersPages.map((page) => ({ ...page, stage: 'customers' as const })),
  ...readingPages.map((page) => ({ ...page, stage: 'reading' as const })),
  ...billingPages.map((page) => ({ ...page, stage: 'billing' as const })),
  ...collectionPages.map((page) => ({ ...page, stage: 'collection' as const })),
  ...reconciliationPages.map((page) => ({ ...page, stage: 'reconciliation' as const })),
  ...accountingPages.map((page) => ({ ...page, stage: 'accounting' as const })),
  ...tariffPages.map((page) => ({ ...page, stage: 'tariff' as const })),
  ...accessPages.map((page) => ({ ...page, stage: 'access' as const })),
];
