import type { CommandHandler } from '../../rpc/handlers.ts';
import { printReceipt } from './printReceipt.ts';
import { receivePayment } from './receivePayment.ts';
import { reverseReceipt } from './reverseReceipt.ts';

export const collectionCommands: readonly CommandHandler[] = [receivePayment, reverseReceipt, printReceipt];
