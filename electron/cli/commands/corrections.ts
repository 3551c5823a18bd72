import type { Command } from 'commander';
import { billDetail } from '#shared/contract/bill.ts';
import {
  billCorrectionAdjust,
  billCorrectionApprove,
  billCorrectionDetail,
  billCorrectionOpen,
  billCorrectionPage,
  billCorrectionReturn,
  billCorrectionSubmit,
  billCorrectionWithdraw,
  estimateSettle,
} from '#shared/contract/billCorrection.ts';
import { CORRECTION_STATES } from '#shared/domain/billing/billCorrection.ts';
import { PERIOD_CODES } from '#shared/domain/reading/registers.ts';
import type { Desk } from '../desk.ts';
import { refuse } from '../failure.ts';
import { atDesk } from '../program.ts';
import { amountOption } from './billing.ts';

type Reason = { readonly reason: string };
type SettleOptions = Reason & { readonly dryRun?: boolean };
type AdjustOptions = Reason & {
  readonly document: string;
  readonly kwh?: readonly string[];
  readonly money?: readonly string[];
};

/** `correction ...`: what happens to a bill after it was issued; a correction is named by its bill. */
export function addCorrectionCommands(program: Command): void {
  const correction = program.command('correction').description('corrections of issued bills / 账单更正');
  const ofBill = (name: string, description: string) =>
    correction.command(`${name} <billNo>`).description(description);

  correction
    .command('list')
    .option('--state <name>', CORRECTION_STATES.join(', '))
    .action(({ state }: { state?: string }, command: Command) =>
      atDesk(command, async (desk) => ({
        rows: await desk.askAll(billCorrectionPage, state === undefined ? {} : { state: stateOption(state) }),
      })),
    );
  ofBill('open', 'begin to cancel and rebill; opens its readings / 冲红重开')
    .requiredOption('--reason <text>')
    .action((billNo: string, { reason }: Reason, command: Command) =>
      atDesk(command, (desk) => desk.run(billCorrectionOpen, { billNo, reason })),
    );
  ofBill('adjust', 'propose kWh or money to add or give back / 退补')
    .requiredOption('--reason <text>')
    .requiredOption('--document <no>', 'the document that orders it / 依据文号')
    .option('--kwh <register=kwh...>', 'e.g. total=50 or peak=-12')
    .option('--money <item=yuan...>', 'e.g. energy=-12.50')
    .action((billNo: string, options: AdjustOptions, command: Command) =>
      atDesk(command, (desk) => adjust(desk, billNo, options)),
    );
  correction
    .command('settle <anomalyId>')
    .description('a real reading contradicts estimates: readings between, bills anew / 清算估抄')
    .requiredOption('--reason <text>')
    .option('--dry-run', 'only say what would become of them / 只看不办')
    .action((anomalyId: string, { reason, dryRun = false }: SettleOptions, command: Command) =>
      atDesk(command, (desk) => desk.run(estimateSettle, { anomalyId, reason }, { dryRun })),
    );
  ofBill('show', 'old against new / 新旧对比').action((billNo: string, _options: unknown, command: Command) =>
    atDesk(command, async (desk) => {
      const { correctionId } = await standing(desk, billNo);
      return desk.ask(billCorrectionDetail, { correctionId });
    }),
  );
  ofBill('submit', 'calculate and hand over to the approver / 提交').action(
    (billNo: string, _options: unknown, command: Command) =>
      atDesk(command, async (desk) => desk.run(billCorrectionSubmit, await standing(desk, billNo))),
  );
  ofBill('approve', 'approve the total that was seen and issue / 批准并发行')
    .requiredOption('--total <yuan>', 'total that was seen, of the new bill or the adjustment')
    .action((billNo: string, { total }: { total: string }, command: Command) =>
      atDesk(command, async (desk) =>
        desk.run(billCorrectionApprove, {
          ...(await standing(desk, billNo)),
          seenTotalMinor: amountOption('--total', total),
        }),
      ),
    );
  ofBill('return', 'give it back, or refuse an adjustment / 退回')
    .requiredOption('--reason <text>')
    .action((billNo: string, { reason }: Reason, command: Command) =>
      atDesk(command, async (desk) =>
        desk.run(billCorrectionReturn, { ...(await standing(desk, billNo)), reason }),
      ),
    );
  ofBill('withdraw', 'give it up / 撤销')
    .requiredOption('--reason <text>')
    .action((billNo: string, { reason }: Reason, command: Command) =>
      atDesk(command, async (desk) =>
        desk.run(billCorrectionWithdraw, { ...(await standing(desk, billNo)), reason }),
      ),
    );
}

function adjust(desk: Desk, billNo: string, { reason, document, kwh = [], money = [] }: AdjustOptions) {
  return desk.run(billCorrectionAdjust, {
    billNo,
    reason,
    documentNo: document,
    kwh: kwh.map((text) => {
      const [name, value] = pairOption('--kwh', text);
      const known = ['total', ...PERIOD_CODES] as const;
      const registerCode = known.find((code) => code === name) ?? refuse('register_unknown', { name, known });
      return { registerCode, kwh: value };
    }),
    money: money.map((text) => {
      const [itemCode, value] = pairOption('--money', text);
      return { itemCode, amountMinor: amountOption('--money', value) };
    }),
  });
}

/** `name=value`; item codes may have points, not equal signs. */
function pairOption(option: string, text: string): [name: string, value: string] {
  const at = text.indexOf('=');
  if (at <= 0 || at === text.length - 1) refuse('not_a_pair', { option, value: text });
  return [text.slice(0, at), text.slice(at + 1)];
}

function stateOption(text: string): (typeof CORRECTION_STATES)[number] {
  const state = CORRECTION_STATES.find((name) => name === text);
  return state ?? refuse('state_unknown', { option: '--state', known: CORRECTION_STATES });
}

/** The correction of a bill that nobody has decided about, as the commands want it named. */
async function standing(desk: Desk, billNo: string) {
  const { standingCorrectionId: correctionId } = await desk.ask(billDetail, { billNo });
  if (correctionId === null) refuse('correction_not_found', { billNo });
  const { correction } = await desk.ask(billCorrectionDetail, { correctionId });
  return { correctionId, expectedVersion: correction.version };
}
