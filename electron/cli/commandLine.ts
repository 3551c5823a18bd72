import { Command, CommanderError } from 'commander';
import type { WireError } from '#shared/contract/wire.ts';
import { createLog } from '../core/runtime/log.ts';
import { addAccessCommands } from './commands/access.ts';
import { addAccountingCommands } from './commands/accounting.ts';
import { addBackupCommands } from './commands/backup.ts';
import { addBenchCommand } from './commands/bench.ts';
import { addBillingCommands } from './commands/billing.ts';
import { addCashDrawerCommands } from './commands/cashDrawer.ts';
import { addCollectionCommands } from './commands/collection.ts';
import { addCorrectionCommands } from './commands/corrections.ts';
import { addCustomerCommands } from './commands/customers.ts';
import { addLedgerCommands } from './commands/ledger.ts';
import { addMeterCommands } from './commands/meters.ts';
import { addMonthCommand } from './commands/month.ts';
import { addOfficeCommands } from './commands/office.ts';
import { addPlaceCommands } from './commands/places.ts';
import { addReadingCommands } from './commands/reading.ts';
import { addReconciliationCommands } from './commands/reconciliation.ts';
import { addTariffCommands } from './commands/tariff.ts';
import { CommandFailed, EXIT } from './failure.ts';
import { printError } from './output.ts';

/** The command line `meterbook`: every step of the month through the same commands as the window. */
function createProgram(isJson: boolean): Command {
  const program = new Command('meterbook')
    .description('Meterbook 抄核收: meter reading, billing, collection, reconciliation')
    .option('--ledger <file>', 'ledger file (or METERBOOK_LEDGER) / 账本文件')
    .option('--as <user>', 'who works; password from METERBOOK_PASSWORD or asked / 用户')
    .option('--json', 'one JSON document on stdout')
    .showHelpAfterError()
    .exitOverride();
  // What is wrong with the arguments is said once: in the JSON document, or by Commander with the help.
  if (isJson) program.configureOutput({ outputError: () => {}, writeErr: () => {} });
  addLedgerCommands(program);
  addBackupCommands(program);
  addAccessCommands(program);
  addOfficeCommands(program);
  addCustomerCommands(program);
  addPlaceCommands(program);
  addMeterCommands(program);
  addReadingCommands(program);
  addTariffCommands(program);
  addBillingCommands(program);
  addCorrectionCommands(program);
  addCollectionCommands(program);
  addCashDrawerCommands(program);
  addReconciliationCommands(program);
  addAccountingCommands(program);
  addMonthCommand(program);
  addBenchCommand(program);
  return program;
}

/** Carries out one line, e.g. `['node', 'meterbook', 'ledger', 'check']`, and gives its exit code; see `EXIT`. */
export async function runCommandLine(argv: readonly string[]): Promise<number> {
  const isJson = argv.includes('--json');
  try {
    await createProgram(isJson).parseAsync(argv);
    return EXIT.done;
  } catch (error) {
    if (error instanceof CommanderError) return endOfArguments(error, isJson);
    const reason = error instanceof CommandFailed ? error.error : unexpected(error);
    printError(reason, isJson);
    return reason.kind === 'refusal' ? EXIT.refused : EXIT.fault;
  }
}

/** After the help that was asked for, or arguments that cannot be understood. */
function endOfArguments({ exitCode, code, message }: CommanderError, isJson: boolean): number {
  if (exitCode === 0) return EXIT.done;
  if (isJson) {
    const detail = { cause: code, message: message.replace(/^error: /, '') };
    printError({ kind: 'refusal', code: 'wrong_arguments', detail }, isJson);
  }
  return EXIT.refused;
}

/** What nobody foresaw. Where it happened is in the log when that is set to `debug`. */
function unexpected(error: unknown): WireError {
  const detail = { message: error instanceof Error ? error.message : String(error) };
  createLog(process.env.METERBOOK_LOG_LEVEL ?? 'warn').debug({ err: error }, 'unexpected');
  return { kind: 'fault', code: 'internal', detail };
}
