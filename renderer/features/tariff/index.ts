import type { Page } from '../../ui/page.ts';
import { TariffPage } from './TariffPage.tsx';

export const tariffPages: readonly Page[] = [
  { key: 'tariff.list', titleKey: 'tariff.title', permission: 'tariff.view', Component: TariffPage },
];
