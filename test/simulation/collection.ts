import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { paymentReceive, receiptReverse } from '#shared/contract/collection.ts';
import type { OutputOf } from '#shared/contract/define.ts';
import { CommandFailed } from '../../electron/cli/failure.ts';
import { BANK } from './bankDay.ts';
import { expectSame, refusalOf } from './differs.ts';
import type { Office } from './office.ts';
import type { Payment } from './runVictim.ts';

type Input = ReturnType<Office['newPayment']>;
type Answer = OutputOf<typeof paymentReceive>;

/** What a person is told whose server went away: nothing was done, or nobody knows. Both send it again. */
const SEND_AGAIN = new Set(['server_unreachable', 'outcome_unknown']);

/** The payments of the office: taken, sent again, taken back, and cut off in the middle. */
export class Collection {
  readonly #office: Office;
  #last: (Payment & { readonly input: Input; readonly answer: Answer }) | null = null;

  constructor(office: Office) {
    this.#office = office;
  }

  async pay(account: number, amountMinor: number, channelCode: string): Promise<void> {
    const input = this.#office.newPayment(account, amountMinor, channelCode);
    const commandId = randomUUID();
    const work = this.#send({ commandId, input });
    if (this.#office.isCounterClosed(channelCode)) {
      expectSame('a closed counter', await refusalOf(work), 'drawer_closed');
      return;
    }
    const answer = await work;
    this.#last = { commandId, input, answer };
    this.#office.book(answer, input);
  }

  /** The answer was lost and the command is sent again: it answers as before and does nothing. */
  async replay(): Promise<void> {
    if (this.#last) expectSame('a replayed payment', await this.#send(this.#last), this.#last.answer);
  }

  /** Somebody without the right tries. */
  async intrude(which: number): Promise<void> {
    const people = ['reader', 'checker', 'accountant', 'supervisor'] as const;
    const person = people[which % people.length] ?? 'reader';
    const desk = await this.#office.world.people.at(person);
    const input = this.#office.newPayment(which, 100, 'counter');
    expectSame(`a payment by the ${person}`, await refusalOf(desk.run(paymentReceive, input)), 'forbidden');
  }

  /** The clock of the computer is set back beyond everything that was posted: nothing is, until it is right again. */
  async payTooEarly(account: number, days: number): Promise<void> {
    const { world } = this.#office;
    const payment = { commandId: randomUUID(), input: this.#office.newPayment(account, 100, BANK) };
    const code = await world.withClockBack(days, () => refusalOf(this.#send(payment)));
    expectSame(`a payment ${days} days ago`, code, 'clock_behind');
    this.#office.book(await this.#send(payment), payment.input);
  }

  async reverse(number: number): Promise<void> {
    const { model, world } = this.#office;
    const receipt = model.receipts[number % Math.max(1, model.receipts.length)];
    if (!receipt) return;
    const { receiptNo, channelCode } = receipt;
    const ends = this.#office.isCounterClosed(channelCode) ? ['drawer_closed'] : model.reversalEnds(receipt);
    const cashier = await world.people.at('cashier');
    const code = await refusalOf(cashier.run(receiptReverse, { receiptNo, reason: '模拟冲正' }));
    if (!ends.includes(code)) expectSame(`reversal of ${receiptNo}`, code, ends);
    if (code === null) this.#office.bookReversal(receipt);
  }

  /** Two desks at the same moment, on the same account. */
  async twoDesks(account: number, amountMinor: number): Promise<void> {
    if (this.#office.isCounterClosed()) return;
    const payments = [
      this.#office.newPayment(account, amountMinor, 'counter'),
      this.#office.newPayment(account, 4_200, BANK),
    ].map((input) => ({ commandId: randomUUID(), input }));
    const answers = await Promise.all(payments.map((payment, desk) => this.#send(payment, desk)));
    this.#bookInOrder(payments, answers);
  }

  /** A desk is killed between its payments; another sends again what was not answered, and what was. */
  async kill(account: number, afterAnswers: number, delayMs: number): Promise<void> {
    const payments = Array.from({ length: 4 }, (_, place) => ({
      commandId: randomUUID(),
      input: this.#office.newPayment(account + (place % 2), 700 + place, BANK),
    }));
    const told = await this.#office.world.killedDesk(payments, afterAnswers, delayMs);
    const answers: Answer[] = [];
    for (const payment of payments) answers.push(await this.#send(payment));
    expectSame('what was answered before', answers.slice(0, told.length), told);
    this.#bookInOrder(payments, answers);
  }

  /** The power fails while a payment is taken. */
  async powerCut(account: number, after: number): Promise<void> {
    const failed = await this.#office.world.powerCut(this.pay(account, 1_000 + after, 'counter'), after);
    expectSame('invariants after the power cut', failed, []);
  }

  /** Which came first is what their numbers say. */
  #bookInOrder(payments: readonly { readonly input: Input }[], answers: readonly Answer[]): void {
    const booked = payments.flatMap(({ input }, index) => {
      const answer = answers[index];
      return answer ? [{ input, answer }] : [];
    });
    booked.sort((one, other) => (one.answer.receiptNo < other.answer.receiptNo ? -1 : 1));
    for (const { answer, input } of booked) this.#office.book(answer, input);
  }

  /** As a person does: again under the same id, for as long as the server is away or cannot say. */
  async #send({ commandId, input }: Payment, desk?: number): Promise<Answer> {
    const { world } = this.#office;
    for (let attempt = 0; ; attempt += 1) {
      try {
        const people = desk === undefined ? world.people : world.peopleAt(desk);
        return await (await people.at('cashier')).run(paymentReceive, input, { commandId });
      } catch (error) {
        const isWorthIt = error instanceof CommandFailed && SEND_AGAIN.has(error.error.code);
        if (!isWorthIt || attempt === 50) throw error;
        await delay(100);
      }
    }
  }
}
