import { randomUUID } from 'node:crypto';
import { trialBalance } from '#shared/contract/accounting.ts';
import { billPage } from '#shared/contract/billing.ts';
import { accountBalance, paymentReceive, receiptReverse } from '#shared/contract/collection.ts';
import { ACCOUNT } from '#shared/domain/accounting/chartOfAccounts.ts';
import type { CommandFailed } from '../../electron/cli/failure.ts';
import { issueRoute } from '../../electron/cli/month/issueBills.ts';
import { BANK, playBankDay } from './bankDay.ts';
import { Counter } from './counter.ts';
import { Model } from './model.ts';
import type { Step } from './steps.ts';
import { World } from './world.ts';

/** Says what differs; the runner shrinks the steps that led to it. */
export class Differs extends Error {
  override readonly name = 'Differs';
}

export function expectSame(what: string, found: unknown, expected: unknown): void {
  const [one, other] = [JSON.stringify(found), JSON.stringify(expected)];
  if (one !== other) throw new Differs(`${what}: the ledger says ${one}, the model ${other}`);
}

/** The code with which a command is refused; `null` when it is done. */
export async function refusalOf(work: Promise<unknown>): Promise<string | null> {
  return work.then(
    () => null,
    (error: CommandFailed) => error.error?.code ?? Promise.reject(error),
  );
}

type Last = {
  readonly input: Parameters<typeof payInput>[0];
  readonly commandId: string;
  readonly answer: unknown;
};

function payInput(payment: {
  readonly accountNo: string;
  readonly amountMinor: number;
  readonly channelCode: string;
  readonly channelSerialNo: string | null;
}) {
  return {
    ...payment,
    method: payment.channelCode === 'counter' ? ('cash' as const) : ('transfer' as const),
  };
}

/** One office and its model through a list of steps; every step is compared, and every invariant asked. */
export class Play {
  readonly #world: World;
  readonly #model = new Model();
  readonly #counter = new Counter();
  #serial = 0;
  #issued = 0;
  #last: Last | null = null;
  readonly #signedOff = new Set<string>();

  private constructor(world: World) {
    this.#world = world;
  }

  static async through(steps: readonly Step[]): Promise<void> {
    const play = new Play(await World.create());
    try {
      await play.#step({ do: 'issue' });
      for (const [index, step] of steps.entries()) {
        play.#world.tick();
        await play.#step(step);
        await play.#compare(index === steps.length - 1 || index % 10 === 9);
      }
    } finally {
      await play.#world.close();
    }
  }

  #step(step: Step): Promise<unknown> {
    switch (step.do) {
      case 'pay':
        return this.#pay(step.account, step.amountMinor, step.atBank ? 'boc' : 'counter');
      case 'reverse':
        return this.#reverse(step.receipt);
      case 'replay':
        return this.#replay();
      case 'intrude':
        return this.#intrude(step.which);
      case 'issue':
        return this.#issue();
      case 'bankDay':
        return this.#bankDay(step.listed, step.action);
      case 'nextDay':
        return Promise.resolve(this.#world.nextDay());
      case 'closeDrawer':
        return this.#counter.playClosing(this.#world, step.offMinor, BANK);
      case 'twoDesks':
        return this.#twoDesks(step.account, step.amountMinor);
      case 'reopen':
        return this.#world.reopen();
      case 'restore':
        return this.#world.restore();
      case 'powerCut':
        return this.#powerCut(step.account, step.after);
    }
  }

  #accountNo(number: number): string {
    const all = [...this.#model.accounts.keys()];
    return all[number % all.length] ?? '';
  }

  #newPayment(account: number, amountMinor: number, channelCode: string) {
    this.#serial += 1;
    const channelSerialNo = channelCode === 'counter' ? null : `S${String(this.#serial).padStart(8, '0')}`;
    return payInput({ accountNo: this.#accountNo(account), amountMinor, channelCode, channelSerialNo });
  }

  async #pay(account: number, amountMinor: number, channelCode: string): Promise<void> {
    const cashier = await this.#world.people.at('cashier');
    const input = this.#newPayment(account, amountMinor, channelCode);
    if (this.#isCounterClosed(channelCode)) {
      expectSame('a closed counter', await refusalOf(cashier.run(paymentReceive, input)), 'drawer_closed');
      return;
    }
    const commandId = randomUUID();
    const answer = await cashier.run(paymentReceive, input, { commandId });
    this.#last = { input, commandId, answer };
    this.#book(answer.receiptNo, input, answer.prepaidMinor);
  }

  #book(receiptNo: string, input: ReturnType<typeof payInput>, prepaidMinor: number): void {
    const { accountNo, amountMinor, channelCode, channelSerialNo: serialNo } = input;
    const day = this.#world.day;
    if (channelCode === 'counter') this.#counter.book(day, amountMinor);
    const told = this.#model.pay({ receiptNo, accountNo, amountMinor, channelCode, day, serialNo });
    expectSame(`prepaid of receipt ${receiptNo}`, prepaidMinor, told.prepaidMinor);
  }

  async #reverse(number: number): Promise<void> {
    const receipt = this.#model.receipts[number % Math.max(1, this.#model.receipts.length)];
    if (!receipt) return;
    const cashier = await this.#world.people.at('cashier');
    const code = await refusalOf(
      cashier.run(receiptReverse, { receiptNo: receipt.receiptNo, reason: '模拟冲正' }),
    );
    const { receiptNo, channelCode, amountMinor } = receipt;
    if (this.#isCounterClosed(channelCode)) {
      expectSame(`reversal of ${receiptNo} at a closed counter`, code, 'drawer_closed');
      return;
    }
    const expected = receipt.isReversed ? 'already_reversed' : 'prepaid_used';
    expectSame(`reversal of ${receiptNo}`, code, this.#model.canReverse(receipt) ? null : expected);
    if (code !== null) return;
    this.#model.reverse(receipt);
    if (channelCode === 'counter') this.#counter.book(this.#world.day, -amountMinor);
  }

  #isCounterClosed(channelCode: string): boolean {
    return channelCode === 'counter' && this.#counter.isClosed(this.#world.day);
  }

  /** The answer was lost and the command is sent again: it answers as before and does nothing. */
  async #replay(): Promise<void> {
    if (!this.#last) return;
    const { input, commandId, answer } = this.#last;
    const cashier = await this.#world.people.at('cashier');
    expectSame(
      'a replayed payment',
      await cashier.run(paymentReceive, payInput(input), { commandId }),
      answer,
    );
  }

  /** Somebody without the right tries. */
  async #intrude(which: number): Promise<void> {
    const person = (['reader', 'checker', 'accountant', 'supervisor'] as const)[which % 4] ?? 'reader';
    const desk = await this.#world.people.at(person);
    const input = this.#newPayment(which, 100, 'counter');
    expectSame(`a payment by the ${person}`, await refusalOf(desk.run(paymentReceive, input)), 'forbidden');
  }

  async #issue(): Promise<void> {
    const routeId = this.#world.routeIds[this.#issued];
    if (routeId === undefined) return;
    this.#issued += 1;
    const run = await issueRoute(this.#world.people, routeId, this.#world.period);
    if (!run) return;
    const approver = await this.#world.people.at('approver');
    const bills = await approver.askAll(billPage, { billRunId: run.billRunId });
    const inOrder = bills.sort((a, b) => (a.billNo < b.billNo ? -1 : 1));
    for (const { accountNo, billNo, totalMinor } of inOrder) this.#model.bill(accountNo, billNo, totalMinor);
  }

  async #bankDay(listed: number, action: number): Promise<void> {
    const day = this.#world.day;
    if (this.#signedOff.has(day)) return;
    const stranger = this.#accountNo(action);
    await playBankDay(this.#world, this.#model, this.#counter, { day, listed, action, stranger });
    this.#signedOff.add(day);
  }

  /** Two desks at the same moment, on the same account. */
  async #twoDesks(account: number, amountMinor: number): Promise<void> {
    if (this.#isCounterClosed('counter')) return;
    const cashier = await this.#world.people.at('cashier');
    const inputs = [
      this.#newPayment(account, amountMinor, 'counter'),
      this.#newPayment(account, 4_200, 'boc'),
    ];
    const answers = await Promise.all(inputs.map((input) => cashier.run(paymentReceive, input)));
    const booked = answers.map((answer, index) => ({ answer, input: inputs[index] }));
    booked.sort((a, b) => (a.answer.receiptNo < b.answer.receiptNo ? -1 : 1));
    for (const { answer, input } of booked)
      if (input) this.#book(answer.receiptNo, input, answer.prepaidMinor);
  }

  async #powerCut(account: number, after: number): Promise<void> {
    const failed = await this.#world.powerCut(this.#pay(account, 1_000 + after, 'counter'), after);
    expectSame('invariants after the power cut', failed, []);
  }

  async #compare(isThorough: boolean): Promise<void> {
    const accountant = await this.#world.people.at('accountant');
    const { rows, totalMinor } = await accountant.ask(trialBalance, {});
    const balanceOf = (code: string) => rows.find(({ accountCode }) => accountCode === code)?.balanceMinor;
    expectSame('trial balance', totalMinor, 0);
    expectSame('receivables', balanceOf(ACCOUNT.receivable), this.#model.totalOwedMinor);
    expectSame('prepaid', 0 - (balanceOf(ACCOUNT.prepaid) ?? 0), this.#model.totalPrepaidMinor);
    expectSame('cash', balanceOf(ACCOUNT.cash), this.#counter.cashMinor);
    expectSame('invariants', await this.#world.failedChecks(), []);
    if (!isThorough) return;
    for (const accountNo of this.#model.accounts.keys()) {
      const { owedMinor, prepaidMinor } = await accountant.ask(accountBalance, { accountNo });
      const told = {
        owedMinor: this.#model.owedMinor(accountNo),
        prepaidMinor: this.#model.account(accountNo).prepaidMinor,
      };
      expectSame(`account ${accountNo}`, { owedMinor, prepaidMinor }, told);
    }
  }
}
