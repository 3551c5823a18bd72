import type { Page } from '../../ui/page.ts';
import { CounterPage } from './CounterPage.tsx';
import { DrawersPage } from './DrawersPage.tsx';
import { ReceiptsPage } from './ReceiptsPage.tsx';
import { ReceivablesPage } from './ReceivablesPage.tsx';

export const collectionPages: readonly Page[] = [
  {
    key: 'collection.counter',
    titleKey: 'collection.counter',
    permission: 'payment.receive',
    Component: CounterPage,
  },
  {
    key: 'collection.receivables',
    titleKey: 'collection.receivables',
    permission: 'receivable.view',
    Component: ReceivablesPage,
  },
  {
    key: 'collection.receipts',
    titleKey: 'collection.receipts',
    permission: 'receivable.view',
    Component: ReceiptsPage,
  },
  {
    key: 'collection.drawers',
    titleKey: 'collection.drawers.drawer',
    permission: 'receivable.view',
    Component: DrawersPage,
  },
];
