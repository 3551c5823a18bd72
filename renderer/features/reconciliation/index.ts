import type { Page } from '../../ui/page.ts';
import { BankFilesPage } from './BankFilesPage.tsx';
import { DaysPage } from './DaysPage.tsx';

export const reconciliationPages: readonly Page[] = [
  {
    key: 'reconciliation.days',
    titleKey: 'reconciliation.days',
    permission: 'reconciliation.view',
    Component: DaysPage,
  },
  {
    key: 'reconciliation.bankFiles',
    titleKey: 'reconciliation.bankFiles',
    permission: 'reconciliation.view',
    Component: BankFilesPage,
  },
];
