import type { Command } from 'commander';
import {
  reconciliationExport,
  trialBalance,
  voucherApprove,
  voucherPage,
  voucherPrepare,
} from '#shared/contract/accounting.ts';
import {
  bankFileImport,
  differenceApprove,
  differenceResolve,
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
import { amountOption } from './billing.ts';
import { wholeNumber } from './ledger.ts';

type Day = { readonly channel: string; readonly day: string };

/** `bank ...`, `reconciliation ...`, `voucher ...` and `export ...`: from the bank's file to the books. */
export function addReconciliationCommands(program: Command): void {
  program
    .command('bank')
    .description("the bank's files / 银行文件")
    .command('import <file>')
    .requiredOption('--channel <code>', 'e.g. icbc')
    .requiredOption('--day <yyyy-mm-dd>', 'business day / 业务日期')
    .option('--profile <code>', 'layout of the file')
    .action((file: string, options: Day & { profile?: string }, command: Command) =>
      atDesk(command, (desk) =>
        desk.run(bankFileImport, {
          path: file,
          channelCode: options.channel,
          businessOn: options.day,
          profileCode: options.profile ?? null,
        }),
      ),
    );
  addReconciliation(program);
  addVouchers(program);
  program
    .command('export')
    .description('workbooks / 导出')
    .command('reconciliation')
    .requiredOption('--day <yyyy-mm-dd>', 'business day / 业务日期')
    .requiredOption('--out <file.xlsx>')
    .option('--channel <code>', 'only this one')
    .action((options: { day: string; out: string; channel?: string }, command: Command) =>
      atDesk(command, (desk) =>
        desk.run(reconciliationExport, {
          businessOn: options.day,
          channelCode: options.channel ?? null,
          path: options.out,
        }),
      ),
    );
}

function addReconciliation(program: Command): void {
  const reconciliation = program.command('reconciliation').description('the day against the bank / 对账');
  const ofDay = (name: string, description: string) =>
    reconciliation
      .command(name)
      .description(description)
      .requiredOption('--channel <code>', 'e.g. icbc')
      .requiredOption('--day <yyyy-mm-dd>', 'business day / 业务日期');
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
};

function addVouchers(program: Command): void {
  const voucher = program.command('voucher').description('vouchers / 凭证');
  voucher
    .command('prepare')
    .requiredOption('--channel <code>')
    .requiredOption('--day <yyyy-mm-dd>')
    .action((options: Day, command: Command) =>
      atDesk(command, async (desk) => {
        const { reconciliationId } = await dayOf(desk, options);
        return desk.run(voucherPrepare, { reconciliationId });
      }),
    );
  voucher
    .command('list')
    .option('--day <yyyy-mm-dd>')
    .action(({ day }: { day?: string }, command: Command) =>
      atDesk(command, async (desk) => ({
        rows: await desk.askAll(voucherPage, day === undefined ? {} : { businessOn: day }),
      })),
    );
  voucher
    .command('approve <voucherNo>')
    .requiredOption('--total <yuan>', 'total that was seen')
    .action((voucherNo: string, { total }: { total: string }, command: Command) =>
      atDesk(command, async (desk) => {
        const found = (await desk.askAll(voucherPage, {})).find((row) => row.voucherNo === voucherNo);
        if (!found) refuse('not_found', { voucherNo });
        return desk.run(voucherApprove, {
          voucherId: found.voucherId,
          expectedVersion: found.version,
          seenTotalMinor: amountOption('--total', total),
        });
      }),
    );
  program
    .command('trial-balance')
    .description('balances of all accounts / 试算平衡')
    .action((_options: unknown, command: Command) => atDesk(command, (desk) => desk.ask(trialBalance, {})));
}

/** The reconciliation of a channel's day, with its version and open differences. */
async function dayOf(desk: Desk, { channel, day }: Day) {
  const days = await desk.askAll(reconciliationPage, { channelCode: channel });
  const found = days.find((row) => row.businessOn === day);
  if (!found) refuse('not_reconciled', { channel, day });
  return desk.ask(reconciliationDetail, { reconciliationId: found.reconciliationId });
}
