import type { Command } from 'commander';
import {
  backupCreate,
  backupInspect,
  backupList,
  backupPlanSave,
  backupRestore,
  ledgerMove,
} from '#shared/contract/backup.ts';
import { refuse } from '../failure.ts';
import { atCore, atDesk } from '../program.ts';
import { wholeNumber } from './ledger.ts';

const BACKUP_PASSWORD = 'METERBOOK_BACKUP_PASSWORD';

type PlanOptions = {
  readonly folder?: string;
  readonly off?: boolean;
  readonly every: string;
  readonly keep: string;
  readonly seal?: boolean;
  readonly open?: boolean;
};

/** `backup ...` and `ledger move`: copies of the ledger, and ledgers made from them. */
export function addBackupCommands(program: Command): void {
  const backup = program.command('backup').description('backups of the ledger / 备份');
  backup
    .command('create')
    .description('write a proven backup now / 立即备份')
    .requiredOption('--folder <dir>', 'where it goes')
    .option('--seal', 'seal it for the password of the plan')
    .action(({ folder, seal }: { folder: string; seal?: boolean }, command: Command) =>
      atDesk(command, (desk) => desk.run(backupCreate, { folder, isSealed: seal === true })),
    );
  backup
    .command('list')
    .description('the plan and its backups / 备份计划和已有备份')
    .action((_options: unknown, command: Command) => atDesk(command, (desk) => desk.ask(backupList, {})));
  backup
    .command('plan')
    .description('when backups are made by themselves / 备份计划')
    .option('--folder <dir>', 'where they go')
    .option('--off', 'no scheduled backups')
    .option('--every <hours>', 'at most so old', '24')
    .option('--keep <daily,weekly,monthly>', 'how many stay', '14,8,24')
    .option('--seal', `seal them; password from ${BACKUP_PASSWORD}`)
    .option('--open', 'do not seal them any more')
    .action((options: PlanOptions, command: Command) =>
      atDesk(command, (desk) => desk.run(backupPlanSave, planOf(options))),
    );
  backup
    .command('inspect <file>')
    .description('read a backup from end to end / 检查备份文件')
    .action((path: string, _options: unknown, command: Command) =>
      atCore(command, (desk) => desk.ask(backupInspect, { path })),
    );
  backup
    .command('restore <file>')
    .description(`into a new ledger; password from ${BACKUP_PASSWORD} / 还原到新账本`)
    .requiredOption('--to <ledger>', 'file or postgres:// address that does not hold a ledger yet')
    .option('--dry-run', 'do it all and leave nothing behind')
    .action((path: string, { to, dryRun }: { to: string; dryRun?: boolean }, command: Command) =>
      atCore(command, (desk) =>
        desk.run(
          backupRestore,
          { path, toPath: to, password: process.env[BACKUP_PASSWORD] ?? null },
          { dryRun: dryRun === true },
        ),
      ),
    );
}

/** `ledger move`, added to the commands of the ledger. */
export function addMoveCommand(ledger: Command): void {
  ledger
    .command('move <from> <to>')
    .description('copy a ledger between a file and a server, proven / 迁移账本')
    .action((from: string, to: string, _options: unknown, command: Command) =>
      atCore(command, (desk) => desk.run(ledgerMove, { from, to })),
    );
}

function planOf({ folder, off, every, keep, seal, open }: PlanOptions) {
  if (folder === undefined && off !== true) refuse('folder_needed', { options: ['--folder', '--off'] });
  const [daily = '', weekly = '', monthly = ''] = keep.split(',');
  const password = seal ? (process.env[BACKUP_PASSWORD] ?? refuseWithoutPassword()) : null;
  return {
    folder: folder ?? null,
    everyHours: wholeNumber('--every', every),
    keep: {
      daily: wholeNumber('--keep', daily),
      weekly: wholeNumber('--keep', weekly),
      monthly: wholeNumber('--keep', monthly),
    },
    ...(seal || open ? { password } : {}),
  };
}

function refuseWithoutPassword(): never {
  return refuse('password_needed', { variable: BACKUP_PASSWORD });
}
