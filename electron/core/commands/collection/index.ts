import type { CommandHandler } from '../../rpc/handlers.ts';
import { closeDrawer } from './closeDrawer.ts';
import { createDeposit } from './createDeposit.ts';
import { printDeposit } from './printDeposit.ts';
import { printReceipt } from './printReceipt.ts';
import { receivePayment } from './receivePayment.ts';
import { reopenDrawer } from './reopenDrawer.ts';
import { reverseReceipt } from './reverseReceipt.ts';

export const collectionCommands: readonly CommandHandler[] = [
  receivePayment,
  reverseReceipt,
  printReceipt,
  closeDrawer,
  reopenDrawer,
  createDeposit,
  printDeposit,
];
