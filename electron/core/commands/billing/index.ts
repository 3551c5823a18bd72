import { approveBillRun } from './approveBillRun.ts';
import { calculateBillRun } from './calculateBillRun.ts';
import { cancelBillRun } from './cancelBillRun.ts';
import { createBillRun } from './createBillRun.ts';
import { issueBillRun } from './issueBillRun.ts';
import { printBill } from './printBill.ts';
import { returnBillRun } from './returnBillRun.ts';
import { submitBillRun } from './submitBillRun.ts';
import { acceptExceptions, sendBackExceptions } from './workExceptions.ts';

export const billingCommands = [
  createBillRun,
  calculateBillRun,
  acceptExceptions,
  sendBackExceptions,
  submitBillRun,
  returnBillRun,
  approveBillRun,
  issueBillRun,
  cancelBillRun,
  printBill,
];
