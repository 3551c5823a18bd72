import { approveVoucher } from './approveVoucher.ts';
import { closeAccountingPeriod } from './closeAccountingPeriod.ts';
import { exportReconciliation } from './exportReconciliation.ts';
import { prepareVoucher } from './prepareVoucher.ts';
import { rejectVoucher } from './rejectVoucher.ts';

export const accountingCommands = [
  prepareVoucher,
  approveVoucher,
  rejectVoucher,
  exportReconciliation,
  closeAccountingPeriod,
];
