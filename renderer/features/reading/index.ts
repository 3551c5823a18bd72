import type { Page } from '../../ui/page.ts';
import { BatchesPage } from './BatchesPage.tsx';
import { ProgressPage } from './ProgressPage.tsx';
import { SheetPage } from './SheetPage.tsx';
import { WorklistPage } from './WorklistPage.tsx';

export const readingPages: readonly Page[] = [
  {
    key: 'reading.batches',
    titleKey: 'reading.batches',
    permission: 'reading.view',
    Component: BatchesPage,
  },
  {
    key: 'reading.sheet',
    titleKey: 'reading.sheet',
    permission: 'reading.view',
    Component: SheetPage,
  },
  {
    key: 'reading.worklist',
    titleKey: 'reading.worklist',
    permission: 'reading.view',
    Component: WorklistPage,
  },
  {
    key: 'reading.progress',
    titleKey: 'reading.progress',
    permission: 'reading.view',
    Component: ProgressPage,
  },
];
