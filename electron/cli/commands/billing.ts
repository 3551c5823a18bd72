import type { Command } from 'commander';
import {
  BILL_STATES,
  type BillState,
  billDetail,
  billPage,
  billPrint,
  billPrintAll,
} from '#shared/contract/bill.ts';
import { billExplain, trialBillExplain } from '#shared/contract/billExplanation.ts';
import {
  billExceptionAccept,
  billExceptionPage,
  billExceptionSendBack,
  billRunApprove,
  billRunCalculate,
  billRunCancel,
  billRunCreate,
  billRunDetail,
  billRunIssue,
  billRunPage,
  billRunReturn,
  billRunSubmit,
  trialBillDetail,
  trialBillPage,
} from '#shared/contract/billing.ts';
import { parseMinor } from '#shared/domain/money.ts';
import type { Desk } from '../desk.ts';
import { refuse } from '../failure.ts';
import { atDesk, routeIdOf } from '../program.ts';
import { wholeNumber } from './ledger.ts';

type RunOptions = { readonly route: string; readonly period: string };

/** `run ...` and `bill ...`: from the trial calculation to the issued bill. */
export function addBillingCommands(program: Command): void {
  const run = program.command('run').description('bill runs / 核算');
  const step = (name: string, description: string) =>
    run
      .command(name)
      .description(description)
      .requiredOption('--route <no>', 'reading route / 抄表段')
      .requiredOption('--period <yyyy-mm>', 'billing month / 账期');

  step('create', 'plan the bills of a route and month / 建立').action(
    (options: RunOptions, command: Command) =>
      atDesk(command, async (desk) =>
        desk.run(billRunCreate, {
          routeId: await routeIdOf(desk, options.route),
          period: options.period,
        }),
      ),
  );
  step('show', 'totals, comparison and exceptions / 查看').action((options: RunOptions, command: Command) =>
    atDesk(command, async (desk) => {
      const { billRunId } = await openRun(desk, options);
      const detail = await desk.ask(billRunDetail, { billRunId });
      const exceptions = await desk.askAll(billExceptionPage, { billRunId, state: 'open' }, 1000);
      return { ...detail, exceptions };
    }),
  );
  step('calculate', 'trial calculation / 试算').action((options: RunOptions, command: Command) =>
    atDesk(command, async (desk) => desk.run(billRunCalculate, await openRun(desk, options))),
  );
  step('accept', 'let exceptions stand / 确认例外')
    .requiredOption('--reason <text>')
    .option('--exception <ids...>', 'only these; all open ones when left out')
    .action((options: RunOptions & { reason: string; exception?: string[] }, command: Command) =>
      atDesk(command, (desk) => workExceptions(desk, billExceptionAccept, options)),
    );
  step('send-back', 'have readings looked at again / 退回抄表')
    .requiredOption('--reason <text>')
    .requiredOption('--exception <ids...>', 'these exceptions')
    .action((options: RunOptions & { reason: string; exception: string[] }, command: Command) =>
      atDesk(command, (desk) => workExceptions(desk, billExceptionSendBack, options)),
    );
  step('bills', 'the bills as calculated / 试算账单')
    .option('--limit <rows>', 'at most so many', '1000')
    .option('--bill <trialBillId>', 'one of them with every line')
    .option('--explain', 'the explanation of that one')
    .action((options: RunOptions & { limit: string; bill?: string; explain?: boolean }, command: Command) =>
      atDesk(command, async (desk) => {
        if (options.bill !== undefined) {
          const input = { trialBillId: options.bill };
          return options.explain ? desk.ask(trialBillExplain, input) : desk.ask(trialBillDetail, input);
        }
        const { billRunId } = await openRun(desk, options);
        return {
          rows: await desk.askAll(trialBillPage, { billRunId }, wholeNumber('--limit', options.limit)),
        };
      }),
    );
  step('submit', 'hand over to the approver / 提交').action((options: RunOptions, command: Command) =>
    atDesk(command, async (desk) => desk.run(billRunSubmit, await openRun(desk, options))),
  );
  step('approve', 'approve the totals that were seen / 审核')
    .requiredOption('--total <amount>', 'total that was seen, e.g. 12345.60')
    .requiredOption('--bills <count>', 'number of bills that was seen')
    .action((options: RunOptions & { total: string; bills: string }, command: Command) =>
      atDesk(command, async (desk) =>
        desk.run(billRunApprove, {
          ...(await openRun(desk, options)),
          seenTotalMinor: amountOption('--total', options.total),
          seenBillCount: wholeNumber('--bills', options.bills),
        }),
      ),
    );
  step('issue', 'number the bills and post them / 发行').action((options: RunOptions, command: Command) =>
    atDesk(command, async (desk) => desk.run(billRunIssue, await openRun(desk, options))),
  );
  step('return', 'give a run back to the checker / 退回')
    .requiredOption('--reason <text>')
    .action((options: RunOptions & { reason: string }, command: Command) =>
      atDesk(command, async (desk) =>
        desk.run(billRunReturn, { ...(await openRun(desk, options)), reason: options.reason }),
      ),
    );
  step('cancel', 'give up a run before it is issued / 作废')
    .requiredOption('--reason <text>')
    .action((options: RunOptions & { reason: string }, command: Command) =>
      atDesk(command, async (desk) =>
        desk.run(billRunCancel, { ...(await openRun(desk, options)), reason: options.reason }),
      ),
    );
  addBills(program);
}

type BillFilterOptions = {
  readonly period?: string;
  readonly route?: string;
  readonly state?: string;
  readonly search?: string;
};

/** Which issued bills are meant. */
const billFilterOptions = (command: Command): Command =>
  command
    .option('--period <yyyy-mm>', 'billing month / 账期')
    .option('--route <routeNo>', 'reading route / 抄表段')
    .option('--state <name>', BILL_STATES.join(', '))
    .option('--search <text>', 'beginning of a bill number, account number or name / 查找');

async function billFilter(desk: Desk, { period, route, state, search }: BillFilterOptions) {
  return {
    period,
    search,
    state: state as BillState | undefined,
    ...(route === undefined ? {} : { routeId: await routeIdOf(desk, route) }),
  };
}

function addBills(program: Command): void {
  const bill = program.command('bill').description('issued bills / 电费账单');
  billFilterOptions(bill.command('list').description('issued bills, the latest number first / 账单'))
    .option('--limit <rows>', 'at most so many', '1000')
    .action((options: BillFilterOptions & { readonly limit: string }, command: Command) =>
      atDesk(command, async (desk) => {
        const limit = wholeNumber('--limit', options.limit);
        return { rows: await desk.askAll(billPage, await billFilter(desk, options), limit) };
      }),
    );
  bill
    .command('show <billNo>')
    .description('every line with its trace / 账单与计算过程')
    .action((billNo: string, _options: unknown, command: Command) =>
      atDesk(command, (desk) => desk.ask(billDetail, { billNo })),
    );
  bill
    .command('explain <billNo>')
    .description('from the readings to the cent: quantities, rules, formulas, rounding / 电费说明')
    .action((billNo: string, _options: unknown, command: Command) =>
      atDesk(command, (desk) => desk.ask(billExplain, { billNo })),
    );
  bill
    .command('print <billNo>')
    .description('write the bill as PDF / 打印账单')
    .requiredOption('--out <file.pdf>')
    .option('--annex', 'with the explanation of every line / 附电费计算说明')
    .action((billNo: string, { out, annex }: { out: string; annex?: boolean }, command: Command) =>
      atDesk(command, (desk) => desk.run(billPrint, { billNo, path: out, withExplanation: annex ?? false })),
    );
  billFilterOptions(
    bill
      .command('print-all')
      .description('write all these bills into one PDF, in the order of the route / 批量打印账单'),
  )
    .requiredOption('--out <file.pdf>')
    .option('--annex', 'each with the explanation of every line / 附电费计算说明')
    .action(
      (
        { out, annex, ...options }: BillFilterOptions & { readonly out: string; readonly annex?: boolean },
        command: Command,
      ) =>
        atDesk(command, async (desk) =>
          desk.run(billPrintAll, {
            ...(await billFilter(desk, options)),
            path: out,
            withExplanation: annex ?? false,
          }),
        ),
    );
}

/** The run of a route and month that is not cancelled, as the commands want it named. */
export async function openRun(desk: Desk, { route, period }: RunOptions) {
  const routeId = await routeIdOf(desk, route);
  const runs = await desk.askAll(billRunPage, { routeId, period });
  const run = runs.find((row) => row.state !== 'cancelled');
  if (!run) refuse('run_not_found', { route, period });
  return { billRunId: run.billRunId, expectedVersion: run.version };
}

async function workExceptions(
  desk: Desk,
  contract: typeof billExceptionAccept | typeof billExceptionSendBack,
  options: RunOptions & { readonly reason: string; readonly exception?: readonly string[] },
) {
  const { billRunId } = await openRun(desk, options);
  const { reason } = options;
  const open = await desk.askAll(billExceptionPage, { billRunId, state: 'open' });
  const ids = options.exception ?? open.map((row) => row.exceptionId);
  let changedCount = 0;
  for (let start = 0; start < ids.length; start += 500) {
    const exceptionIds = ids.slice(start, start + 500);
    changedCount += (await desk.run(contract, { billRunId, exceptionIds, reason })).changedCount;
  }
  return { billRunId, changedCount };
}

/** An amount in yuan given as an option, in minor units. */
export function amountOption(option: string, text: string): number {
  return parseMinor(text) ?? refuse('not_an_amount', { option, value: text });
}
