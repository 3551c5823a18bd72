import type { Page } from '../../ui/page.ts';
import { CustomersPage } from './CustomersPage.tsx';
import { ProfilesPage } from './ProfilesPage.tsx';
import { RoutesPage } from './RoutesPage.tsx';

export const customersPages: readonly Page[] = [
  {
    key: 'customers.list',
    titleKey: 'customers.title',
    permission: 'customer.view',
    Component: CustomersPage,
  },
  {
    key: 'customers.routes',
    titleKey: 'customers.routes',
    permission: 'customer.edit',
    Component: RoutesPage,
  },
  {
    key: 'customers.profiles',
    titleKey: 'customers.profiles',
    permission: 'mappingProfile.edit',
    Component: ProfilesPage,
  },
];
