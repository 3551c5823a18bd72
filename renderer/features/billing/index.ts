import type { Page } from '../../ui/page.ts';
import { BillsPage } from './BillsPage.tsx';
import { CorrectionsPage } from './CorrectionsPage.tsx';
import { RunsPage } from './RunsPage.tsx';

export const billingPages: readonly Page[] = [
  { key: 'billing.runs', titleKey: 'billing.runs', permission: 'billRun.view', Component: RunsPage },
  { key: 'billing.bills', titleKey: 'billing.bills', permission: 'bill.view', Component: BillsPage },
  {
    key: 'billing.corrections',
    titleKey: 'correction.title',
    permission: 'billCorrection.view',
    Component: CorrectionsPage,
  },
];
