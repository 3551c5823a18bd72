import type { Page } from '../../ui/page.ts';
import { CustomersPage } from './CustomersPage.tsx';

export const customersPages: readonly Page[] = [
  {
    key: 'customers.list',
    titleKey: 'customers.title',
    permission: 'customer.view',
    Component: CustomersPage,
  },
];
