import { approveVoucher } from './approveVoucher.ts';
import { exportReconciliation } from './exportReconciliation.ts';
import { prepareVoucher } from './prepareVoucher.ts';
import { rejectVoucher } from './rejectVoucher.ts';

export const accountingCommands = [prepareVoucher, approveVoucher, rejectVoucher, exportReconciliation];
