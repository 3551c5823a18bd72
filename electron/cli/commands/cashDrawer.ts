import { type Command, InvalidArgumentError } from 'commander';
import {
  depositCreate,
  depositPage,
  depositPrint,
  drawerClose,
  drawerDetail,
  drawerPage,
  drawerReopen,
} from '#shared/contract/cashDrawer.ts';
import { type CashCount, cashCountMinor } from '#shared/domain/collection/cashDrawer.ts';
import { parseMinor } from '#shared/domain/money.ts';
import type { Desk } from '../desk.ts';
import { refuse } from '../failure.ts';
import { atDesk } from '../program.ts';
import { amountOption } from './billing.ts';

type CloseOptions = {
  readonly day?: string;
  readonly cash: string;
  readonly counted?: string;
  readonly note: CashCount;
  readonly reason: string;
};
type DepositOptions = {
  readonly channel: string;
  readonly slip?: string;
  readonly total: string;
  readonly day?: string;
};

/** `drawer ...` and `deposit ...`: the counter's cash at the end of the day. */
export function addCashDrawerCommands(program: Command): void {
  const drawer = program.command('drawer').description('the cash drawer of a day / 日结');
  drawer
    .command('show')
    .description('what the counter took, by method / 当日收款')
    .option('--day <yyyy-mm-dd>', "another day than today's")
    .action(({ day }: { day?: string }, command: Command) =>
      atDesk(command, (desk) => desk.ask(drawerDetail, day === undefined ? {} : { businessOn: day })),
    );
  drawer
    .command('list')
    .description('closed drawers, the latest first / 日结记录')
    .option('--undeposited', 'only those whose cash is not at the bank', false)
    .action(({ undeposited }: { undeposited: boolean }, command: Command) =>
      atDesk(command, async (desk) => ({
        rows: await desk.askAll(drawerPage, { onlyUndeposited: undeposited }),
      })),
    );
  drawer
    .command('close')
    .description('close the own drawer as it was counted / 日结')
    .requiredOption('--cash <yuan>', 'cash by the receipts, as it was seen')
    .option('--counted <yuan>', 'what was counted; the sum of the notes when left out')
    .option('--note <denomination=count>', 'notes and coins, e.g. 100=12; repeat', noteCount, [])
    .option('--reason <text>', 'why there is a difference', '')
    .option('--day <yyyy-mm-dd>', "another day than today's")
    .action((options: CloseOptions, command: Command) =>
      atDesk(command, (desk) => closeDrawer(desk, options)),
    );
  drawer
    .command('reopen <drawer>')
    .description('open a closed drawer of another person again, by its id / 撤销日结')
    .requiredOption('--reason <text>', 'why')
    .action((drawerId: string, { reason }: { reason: string }, command: Command) =>
      atDesk(command, (desk) => desk.run(drawerReopen, { drawerId, reason })),
    );
  const deposit = program.command('deposit').description('cash to the bank / 解款');
  deposit
    .command('create')
    .description('hand over what was counted in closed drawers / 解款')
    .requiredOption('--channel <code>', 'the bank that gets it')
    .requiredOption('--total <yuan>', 'total that was seen')
    .option('--slip <no>', "number of the bank's slip")
    .option('--day <yyyy-mm-dd>', 'drawers of this day alone')
    .action((options: DepositOptions, command: Command) =>
      atDesk(command, (desk) => createDeposit(desk, options)),
    );
  deposit
    .command('list')
    .action((_options: unknown, command: Command) =>
      atDesk(command, async (desk) => ({ rows: await desk.askAll(depositPage, {}) })),
    );
  deposit
    .command('print <depositNo>')
    .description('the deposit slip as PDF / 打印解款单')
    .requiredOption('--out <file.pdf>')
    .action((depositNo: string, { out }: { out: string }, command: Command) =>
      atDesk(command, (desk) => desk.run(depositPrint, { depositNo, path: out })),
    );
}

/** Gathers `100=12` and so on. */
function noteCount(text: string, before: CashCount): CashCount {
  const [denomination = '', count = ''] = text.split('=');
  const denominationMinor = parseMinor(denomination);
  if (denominationMinor === null || !/^\d{1,6}$/.test(count)) {
    throw new InvalidArgumentError(`denomination=count, e.g. 100=12: ${text}`);
  }
  return [...before, { denominationMinor, count: Number.parseInt(count, 10) }];
}

async function closeDrawer(desk: Desk, options: CloseOptions) {
  const { day, counted, note: counts } = options;
  if (counted === undefined && counts.length === 0)
    refuse('count_needed', { options: ['--counted', '--note'] });
  const { businessOn } = await desk.ask(drawerDetail, day === undefined ? {} : { businessOn: day });
  return desk.run(drawerClose, {
    businessOn,
    seenCashMinor: amountOption('--cash', options.cash),
    countedMinor: counted === undefined ? cashCountMinor(counts) : amountOption('--counted', counted),
    counts: [...counts],
    note: options.reason,
  });
}

async function createDeposit(desk: Desk, { channel, slip, total, day }: DepositOptions) {
  const rows = await desk.askAll(drawerPage, {
    onlyUndeposited: true,
    ...(day === undefined ? {} : { businessOn: day }),
  });
  if (rows.length === 0) refuse('nothing_to_deposit');
  return desk.run(depositCreate, {
    drawerIds: rows.map(({ drawerId }) => drawerId),
    channelCode: channel,
    referenceNo: slip ?? null,
    seenTotalMinor: amountOption('--total', total),
  });
}
