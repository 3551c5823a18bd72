import type { CommandHandler } from '../../rpc/handlers.ts';
import { approveDifference } from './approveDifference.ts';
import { exportBankFileErrors } from './exportBankFileErrors.ts';
import { importBankFile } from './importBankFile.ts';
import { rejectDifference } from './rejectDifference.ts';
import { resolveDifference } from './resolveDifference.ts';
import { runReconciliation } from './runReconciliation.ts';
import { signOffReconciliation } from './signOffReconciliation.ts';

export const reconciliationCommands: readonly CommandHandler[] = [
  importBankFile,
  exportBankFileErrors,
  runReconciliation,
  resolveDifference,
  approveDifference,
  rejectDifference,
  signOffReconciliation,
];
