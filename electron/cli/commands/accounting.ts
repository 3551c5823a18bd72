import type { Command } from 'commander';
import {
  accountingPeriodClose,
  accountingPeriodDetail,
  accountingPeriodList,
  journalPage,
  reconciliationExport,
  trialBalance,
  voucherApprove,
  voucherDetail,
  voucherPage,
  voucherPrepare,
  voucherReject,
} from '#shared/contract/accounting.ts';
import type { Desk } from '../desk.ts';
import { refuse } from '../failure.ts';
import { atDesk } from '../program.ts';
import { amountOption } from './billing.ts';
import { wholeNumber } from './ledger.ts';
import { type Day, dayOf } from './reconciliation.ts';

/** `voucher ...`, the books and `export ...`. */
export function addAccountingCommands(program: Command): void {
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
        const { voucherId, version } = await voucherOf(desk, voucherNo);
        return desk.run(voucherApprove, {
          voucherId,
          expectedVersion: version,
          seenTotalMinor: amountOption('--total', total),
        });
      }),
    );
  voucher
    .command('reject <voucherNo>')
    .description('give a voucher back to the clerk / 退回')
    .requiredOption('--reason <text>')
    .action((voucherNo: string, { reason }: { reason: string }, command: Command) =>
      atDesk(command, async (desk) => {
        const { voucherId, version } = await voucherOf(desk, voucherNo);
        return desk.run(voucherReject, { voucherId, expectedVersion: version, reason });
      }),
    );
  voucher
    .command('show <voucherNo>')
    .description('its lines / 凭证分录')
    .action((voucherNo: string, _options: unknown, command: Command) =>
      atDesk(command, async (desk) => {
        const { voucherId } = await voucherOf(desk, voucherNo);
        return desk.ask(voucherDetail, { voucherId });
      }),
    );
  addPeriods(program);
  program
    .command('trial-balance')
    .description('balances of all accounts at the beginning and the end of a month / 科目余额表')
    .option('--period <yyyy-mm>', 'the month that the books are in')
    .action(({ period }: { period?: string }, command: Command) =>
      atDesk(command, (desk) => desk.ask(trialBalance, period === undefined ? {} : { period })),
    );
  program
    .command('journal')
    .description('entries of the books, the latest first / 分录')
    .option('--day <yyyy-mm-dd>')
    .option('--limit <rows>', 'at most so many', '1000')
    .action(({ day, limit }: { day?: string; limit: string }, command: Command) =>
      atDesk(command, async (desk) => ({
        rows: await desk.askAll(
          journalPage,
          day === undefined ? {} : { postedOn: day },
          wholeNumber('--limit', limit),
        ),
      })),
    );
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

async function voucherOf(desk: Desk, voucherNo: string) {
  const rows = await desk.askAll(voucherPage, {});
  return rows.find((row) => row.voucherNo === voucherNo) ?? refuse('not_found', { voucherNo });
}

/** `period ...`: closing months. */
function addPeriods(program: Command): void {
  const period = program.command('period').description('months of the books / 月末关账');
  period
    .command('list')
    .action((_options: unknown, command: Command) =>
      atDesk(command, (desk) => desk.ask(accountingPeriodList, {})),
    );
  period
    .command('show <yyyy-mm>')
    .description('what is not finished, and what was posted / 未办完的事项')
    .action((month: string, _options: unknown, command: Command) =>
      atDesk(command, (desk) => desk.ask(accountingPeriodDetail, { period: month })),
    );
  period
    .command('close <yyyy-mm>')
    .description('nothing is posted into it afterwards / 关账')
    .action((month: string, _options: unknown, command: Command) =>
      atDesk(command, (desk) => desk.run(accountingPeriodClose, { period: month })),
    );
}
