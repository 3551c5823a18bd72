import type { Command } from 'commander';
import {
  bankFileErrors,
  bankFileExportErrors,
  bankFileImport,
  bankFileLines,
  bankFilePage,
} from '#shared/contract/bankFiles.ts';
import { differenceApprove, differenceReject, differenceResolve } from '#shared/contract/differences.ts';
import {
  reconciliationDetail,
  reconciliationItemPage,
  reconciliationPage,
  reconciliationRun,
  reconciliationSignOff,
} from '#shared/contract/reconciliation.ts';
import { RESOLUTION_ACTIONS } from '#shared/domain/reconciliation/actions.ts';
import type { Desk } from '../desk.ts';
import { refuse } from '../failure.ts';
import { atDesk } from '../program.ts';
import { wholeNumber } from './ledger.ts';

export type Day = { readonly channel: string; readonly day: string };

type BankListOptions = {
  readonly day?: string;
  readonly channel?: string;
  readonly file?: string;
  readonly incomplete?: boolean;
};

/** `bank ...` and `reconciliation ...`: from the bank's file to the day that is signed off. */
export function addReconciliationCommands(program: Command): void {
  const bank = program.command('bank').description("the bank's files / 银行文件");
  bank
    .command('import <file>')
    .requiredOption('--channel <code>', 'e.g. icbc')
    .requiredOption('--day <yyyy-mm-dd>', 'business day / 业务日期')
    .option('--profile <code>', 'layout of the file')
    .option('--dry-run', 'only look what would be taken / 只检查')
    .action((file: string, options: Day & { profile?: string; dryRun?: boolean }, command: Command) =>
      atDesk(command, (desk) =>
        desk.run(
          bankFileImport,
          {
            path: file,
            channelCode: options.channel,
            businessOn: options.day,
            profileCode: options.profile ?? null,
          },
          { dryRun: options.dryRun === true },
        ),
      ),
    );
  bank
    .command('list')
    .description('imported files, the latest first / 已导入文件')
    .option('--day <yyyy-mm-dd>')
    .option('--channel <code>', 'bank / 渠道')
    .option('--file <text>', 'words of the file name / 文件名')
    .option('--incomplete', 'with lines that were not taken / 有不合格行')
    .action((options: BankListOptions, command: Command) =>
      atDesk(command, async (desk) => ({
        rows: await desk.askAll(bankFilePage, {
          businessOn: options.day,
          channelCode: options.channel,
          fileName: options.file,
          ...(options.incomplete ? { isComplete: false } : {}),
        }),
      })),
    );
  bank
    .command('show <bankFileId>')
    .description('the lines that a file brought / 流水')
    .option('--errors', 'those that were refused', false)
    .action((bankFileId: string, { errors }: { errors: boolean }, command: Command) =>
      atDesk(command, async (desk) => ({
        rows: errors
          ? await desk.askAll(bankFileErrors, { bankFileId })
          : await desk.askAll(bankFileLines, { bankFileId }),
      })),
    );
  bank
    .command('errors <bankFileId>')
    .description('write the lines of a file that were refused / 导出不合格行')
    .requiredOption('--out <file.csv>')
    .action((bankFileId: string, { out }: { out: string }, command: Command) =>
      atDesk(command, (desk) => desk.run(bankFileExportErrors, { bankFileId, path: out })),
    );
  addReconciliation(program);
}

function addReconciliation(program: Command): void {
  const reconciliation = program.command('reconciliation').description('the day against the bank / 对账');
  const ofDay = (name: string, description: string) =>
    reconciliation
      .command(name)
      .description(description)
      .requiredOption('--channel <code>', 'e.g. icbc')
      .requiredOption('--day <yyyy-mm-dd>', 'business day / 业务日期');
  reconciliation
    .command('days')
    .description('reconciled days, the latest first / 对账日')
    .option('--channel <code>')
    .action(({ channel }: { channel?: string }, command: Command) =>
      atDesk(command, async (desk) => ({
        rows: await desk.askAll(reconciliationPage, channel === undefined ? {} : { channelCode: channel }),
      })),
    );
  ofDay('run', 'compare receipts and bank / 对账').action((options: Day, command: Command) =>
    atDesk(command, (desk) =>
      desk.run(reconciliationRun, { channelCode: options.channel, businessOn: options.day }),
    ),
  );
  ofDay('list', 'items of the day / 明细')
    .option('--differences', 'only what needs work', false)
    .action((options: Day & { differences: boolean }, command: Command) =>
      atDesk(command, async (desk) => {
        const { reconciliationId } = await dayOf(desk, options);
        return {
          rows: await desk.askAll(reconciliationItemPage, {
            reconciliationId,
            onlyDifferences: options.differences,
          }),
        };
      }),
    );
  reconciliation
    .command('resolve <itemId>')
    .description('propose how a difference is resolved / 处理差异')
    .requiredOption('--expected-version <number>')
    .requiredOption('--action <name>', RESOLUTION_ACTIONS.join(', '))
    .requiredOption('--reason <text>')
    .option('--account <accountNo>')
    .option('--receipt <receiptNo>')
    .option('--deposit <depositNo>', 'of cash that we took to the bank')
    .action((itemId: string, options: ResolveOptions, command: Command) =>
      atDesk(command, (desk) =>
        desk.run(differenceResolve, {
          itemId,
          expectedVersion: wholeNumber('--expected-version', options.expectedVersion),
          action:
            RESOLUTION_ACTIONS.find((name) => name === options.action) ??
            refuse('action_unknown', { known: RESOLUTION_ACTIONS }),
          reason: options.reason,
          accountNo: options.account ?? null,
          receiptNo: options.receipt ?? null,
          depositNo: options.deposit ?? null,
        }),
      ),
    );
  reconciliation
    .command('approve <itemId>')
    .description('approve and carry out a proposal / 审批')
    .requiredOption('--expected-version <number>')
    .action((itemId: string, { expectedVersion }: { expectedVersion: string }, command: Command) =>
      atDesk(command, (desk) =>
        desk.run(differenceApprove, {
          itemId,
          expectedVersion: wholeNumber('--expected-version', expectedVersion),
        }),
      ),
    );
  reconciliation
    .command('reject <itemId>')
    .description('give a proposal back to the clerk / 退回')
    .requiredOption('--expected-version <number>')
    .requiredOption('--reason <text>')
    .action((itemId: string, options: { expectedVersion: string; reason: string }, command: Command) =>
      atDesk(command, (desk) =>
        desk.run(differenceReject, {
          itemId,
          expectedVersion: wholeNumber('--expected-version', options.expectedVersion),
          reason: options.reason,
        }),
      ),
    );
  ofDay('sign-off', 'sign the day off / 签退').action((options: Day, command: Command) =>
    atDesk(command, async (desk) => {
      const { reconciliationId, version } = await dayOf(desk, options);
      return desk.run(reconciliationSignOff, { reconciliationId, expectedVersion: version });
    }),
  );
}

type ResolveOptions = {
  readonly expectedVersion: string;
  readonly action: string;
  readonly reason: string;
  readonly account?: string;
  readonly receipt?: string;
  readonly deposit?: string;
};

/** The reconciliation of a channel's day, with its version and open differences. */
export async function dayOf(desk: Desk, { channel, day }: Day) {
  const days = await desk.askAll(reconciliationPage, { channelCode: channel });
  const found = days.find((row) => row.businessOn === day);
  if (!found) refuse('not_reconciled', { channel, day });
  return desk.ask(reconciliationDetail, { reconciliationId: found.reconciliationId });
}
