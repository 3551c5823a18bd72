import type { Page } from '../../ui/page.ts';
import { BooksPage } from './BooksPage.tsx';
import { JournalPage } from './JournalPage.tsx';
import { PeriodsPage } from './PeriodsPage.tsx';
import { VouchersPage } from './VouchersPage.tsx';

export const accountingPages: readonly Page[] = [
  {
    key: 'accounting.vouchers',
    titleKey: 'accounting.vouchers',
    permission: 'voucher.view',
    Component: VouchersPage,
  },
  { key: 'accounting.books', titleKey: 'accounting.books', permission: 'voucher.view', Component: BooksPage },
  {
    key: 'accounting.journal',
    titleKey: 'accounting.journal',
    permission: 'voucher.view',
    Component: JournalPage,
  },
  {
    key: 'accounting.periods',
    titleKey: 'accounting.periods',
    permission: 'accountingPeriod.view',
    Component: PeriodsPage,
  },
];
