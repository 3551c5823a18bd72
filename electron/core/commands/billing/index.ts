import { adjustBill } from './adjustBill.ts';
import { approveBillCorrection } from './approveBillCorrection.ts';
import { approveBillRun } from './approveBillRun.ts';
import { calculateBillRun } from './calculateBillRun.ts';
import { cancelBillRun } from './cancelBillRun.ts';
import { createBillRun } from './createBillRun.ts';
import { returnBillCorrection, withdrawBillCorrection } from './giveUpBillCorrection.ts';
import { issueBillRun } from './issueBillRun.ts';
import { openBillCorrection } from './openBillCorrection.ts';
import { printBill } from './printBill.ts';
import { printBills } from './printBills.ts';
import { returnBillRun } from './returnBillRun.ts';
import { settleEstimates } from './settleEstimates.ts';
import { submitBillCorrection } from './submitBillCorrection.ts';
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
  printBills,
  openBillCorrection,
  settleEstimates,
  submitBillCorrection,
  adjustBill,
  approveBillCorrection,
  returnBillCorrection,
  withdrawBillCorrection,
];
