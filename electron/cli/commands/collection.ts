import type { Command } from 'commander';
import {
  accountBalance,
  PAYMENT_METHODS,
  paymentReceive,
  receiptDetail,
  receiptPage,
  receiptPrint,
  receiptReverse,
  receivablePage,
} from '#shared/contract/collection.ts';
import { refuse } from '../failure.ts';
import { atDesk } from '../program.ts';
import { amountOption } from './billing.ts';
import { wholeNumber } from './ledger.ts';

type ReceiveOptions = {
  readonly amount: string;
  readonly method: string;
  readonly channel: string;
  readonly serial?: string;
};

/** `payment ...`, `receipt ...` and `account ...`: the counter. */
export function addCollectionCommands(program: Command): void {
  const payment = program.command('payment').description('the counter / 收费');
  payment
    .command('receive <accountNo>')
    .description('take a payment / 收费')
    .requiredOption('--amount <yuan>', 'e.g. 128.40')
    .option('--method <name>', PAYMENT_METHODS.join(', '), 'cash')
    .option('--channel <code>', 'where the money came in', 'counter')
    .option('--serial <no>', "the channel's serial number")
    .action((accountNo: string, options: ReceiveOptions, command: Command) =>
      atDesk(command, (desk) =>
        desk.run(paymentReceive, {
          accountNo,
          amountMinor: amountOption('--amount', options.amount),
          method: methodOption(options.method),
          channelCode: options.channel,
          channelSerialNo: options.serial ?? null,
        }),
      ),
    );
  payment
    .command('reverse <receiptNo>')
    .description('take a receipt back by its mirror / 冲正')
    .requiredOption('--reason <text>')
    .action((receiptNo: string, { reason }: { reason: string }, command: Command) =>
      atDesk(command, (desk) => desk.run(receiptReverse, { receiptNo, reason })),
    );
  const receipt = program.command('receipt').description('receipts / 收据');
  receipt
    .command('list')
    .option('--day <yyyy-mm-dd>')
    .option('--channel <code>')
    .action(({ day, channel }: { day?: string; channel?: string }, command: Command) =>
      atDesk(command, async (desk) => ({
        rows: await desk.askAll(receiptPage, {
          ...(day === undefined ? {} : { receivedOn: day }),
          ...(channel === undefined ? {} : { channelCode: channel }),
        }),
      })),
    );
  receipt
    .command('show <receiptNo>')
    .description('what it paid / 收据详情')
    .action((receiptNo: string, _options: unknown, command: Command) =>
      atDesk(command, (desk) => desk.ask(receiptDetail, { receiptNo })),
    );
  receipt
    .command('print <receiptNo>')
    .requiredOption('--out <file.pdf>')
    .action((receiptNo: string, { out }: { out: string }, command: Command) =>
      atDesk(command, (desk) => desk.run(receiptPrint, { receiptNo, path: out })),
    );
  program
    .command('receivable')
    .description('what is owed / 应收')
    .command('list')
    .option('--period <yyyy-mm>')
    .option('--overdue', 'only those due before today and not settled', false)
    .option('--limit <rows>', 'at most so many', '1000')
    .action((options: { period?: string; overdue: boolean; limit: string }, command: Command) =>
      atDesk(command, async (desk) => ({
        rows: await desk.askAll(
          receivablePage,
          {
            onlyOverdue: options.overdue,
            ...(options.period === undefined ? {} : { period: options.period }),
          },
          wholeNumber('--limit', options.limit),
        ),
      })),
    );
  program
    .command('account')
    .description('what an account owes / 欠费查询')
    .command('show <accountNo>')
    .action((accountNo: string, _options: unknown, command: Command) =>
      atDesk(command, (desk) => desk.ask(accountBalance, { accountNo })),
    );
}

function methodOption(text: string): (typeof PAYMENT_METHODS)[number] {
  const method = PAYMENT_METHODS.find((name) => name === text);
  return method ?? refuse('method_unknown', { option: '--method', known: PAYMENT_METHODS });
}
