import { type Command, Option } from 'commander';
import type { OutputOf } from '#shared/contract/define.ts';
import {
  type ledgerCheck as LedgerCheck,
  ledgerCheck,
  ledgerCreate,
  ledgerCreateSample,
} from '#shared/contract/ledger.ts';
import { Desk, startCore } from '../desk.ts';
import { CommandFailed, refuse } from '../failure.ts';
import { printValue, showProgress } from '../output.ts';
import { readPassword } from '../password.ts';
import { atDesk, ledgerPathOf, optionsOf } from '../program.ts';
import { addMoveCommand } from './backup.ts';

type CreateOptions = {
  readonly sample?: string;
  readonly seed: string;
  readonly period?: string;
  readonly billedMonths: string;
  readonly office?: string;
  readonly files?: string;
  readonly adminName: string;
};

/** `ledger create|move|check`: the file itself. */
export function addLedgerCommands(program: Command): void {
  const ledger = program.command('ledger').description('the ledger file / 账本');
  ledger
    .command('create')
    .description('make a ledger, empty or with the sample office / 新建账本')
    .option('--sample <points>', 'fill it with a made-up office of so many service points')
    .addOption(new Option('--seed <number>', 'seed of the sample').default('1'))
    .option('--period <yyyy-mm>', 'month of the sample that is ready to be worked')
    .option('--billed-months <number>', 'months of the sample before it that have bills', '3')
    .option(
      '--files <folder>',
      'where the reading files of the sample go; needed where the ledger is on a server',
    )
    .option('--office <name>', 'name of the office (empty ledger)')
    .addOption(
      new Option('--admin-name <name>', 'displayed name of the first administrator').default('admin'),
    )
    .action((options: CreateOptions, command: Command) => createLedger(options, command));
  addMoveCommand(ledger);
  ledger
    .command('check')
    .description('run every invariant / 检查账本')
    .action((_options: unknown, command: Command) =>
      atDesk(command, async (desk) => failOnViolations(await desk.ask(ledgerCheck, {}))),
    );
}

/** A ledger that breaks an invariant is a fault of the program or the disk, so the command fails. */
function failOnViolations(report: OutputOf<typeof LedgerCheck>) {
  if (report.failed === 0) return report;
  throw new CommandFailed({ kind: 'fault', code: 'ledger_inconsistent', detail: report });
}

async function createLedger(options: CreateOptions, command: Command): Promise<void> {
  const { as, json } = optionsOf(command);
  const path = ledgerPathOf(optionsOf(command));
  const core = startCore();
  try {
    const desk = new Desk(core, showProgress);
    const created =
      options.sample === undefined
        ? await desk.run(ledgerCreate, {
            path,
            officeName: options.office ?? refuse('office_needed', { option: '--office' }),
            admin: {
              userName: as ?? 'admin',
              displayName: options.adminName,
              password: await readPassword(as ?? 'admin'),
            },
          })
        : await desk.run(ledgerCreateSample, {
            path,
            points: wholeNumber('--sample', options.sample),
            seed: wholeNumber('--seed', options.seed),
            billedMonths: wholeNumber('--billed-months', options.billedMonths),
            ...(options.period === undefined ? {} : { period: options.period }),
            ...(options.files === undefined ? {} : { filesFolder: options.files }),
          });
    printValue(created, json === true);
  } finally {
    await core.close();
  }
}

/** A count given as an option. */
export function wholeNumber(option: string, text: string): number {
  if (!/^\d{1,9}$/.test(text)) refuse('not_a_whole_number', { option, value: text });
  return Number.parseInt(text, 10);
}
