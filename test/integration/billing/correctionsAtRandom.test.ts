import { expect, test } from 'vitest';
import { billDetail, billPage } from '#shared/contract/bill.ts';
import {
  billCorrectionAdjust,
  billCorrectionApprove,
  billCorrectionOpen,
  billCorrectionReturn,
  billCorrectionSubmit,
  billCorrectionWithdraw,
} from '#shared/contract/billCorrection.ts';
import { accountBalance, paymentReceive, receiptPage, receiptReverse } from '#shared/contract/collection.ts';
import type { CommandContract, InputOf, OutputOf } from '#shared/contract/define.ts';
import { ledgerCheck } from '#shared/contract/ledger.ts';
import { readingCorrect, readingSheet } from '#shared/contract/reading.ts';
import { issueFirstRoute } from '../../support/issuedRoute.ts';
import type { Desk } from '../../support/office.ts';
import { SAMPLE_PERIOD, SampleOffice } from '../../support/sampleOffice.ts';

const STEPS = 200;
const reason = '随机';
const A_WEEK = 7 * 86_400;

/** A small generator with a seed, so that a run that fails can be run again (Park and Miller, 1988). */
function generator(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % below;
  };
}

/** Two accounts whose bills people pay, correct and adjust in any order. */
class Play {
  readonly office: SampleOffice;
  readonly routeId: string;
  readonly random: (below: number) => number;
  readonly accountNos: readonly string[];
  readonly done = new Map<string, number>();
  readonly #desks = new Map<string, Desk>();

  constructor(office: SampleOffice, routeId: string, accountNos: readonly string[], seed: number) {
    this.office = office;
    this.routeId = routeId;
    this.accountNos = accountNos;
    this.random = generator(seed);
  }

  async step(): Promise<void> {
    const accountNo = this.accountNos[this.random(this.accountNos.length)] ?? '';
    const steps = [
      this.#pay,
      this.#pay,
      this.#reverse,
      this.#open,
      this.#correct,
      this.#submit,
      this.#approve,
      this.#approve,
      this.#return,
      this.#withdraw,
      this.#adjust,
      this.#wait,
    ];
    await steps[this.random(steps.length)]?.call(this, accountNo);
    this.office.later();
  }

  /** A person's desk; signing in is slow on purpose. */
  async #desk(userName: string): Promise<Desk> {
    const known = this.#desks.get(userName) ?? (await this.office.desk(userName));
    this.#desks.set(userName, known);
    return known;
  }

  /** Sends what may be refused, as people do; a fault is never an answer. */
  async #try<C extends CommandContract>(
    desk: Desk,
    contract: C,
    input: InputOf<C>,
  ): Promise<OutputOf<C> | null> {
    const reply = await desk.send(contract, input);
    if (reply.ok) this.done.set(contract.name, (this.done.get(contract.name) ?? 0) + 1);
    else expect(reply.error).toMatchObject({ kind: 'refusal' });
    return reply.ok ? (reply.value as OutputOf<C>) : null;
  }

  async #pay(accountNo: string): Promise<void> {
    const amountMinor = 1 + this.random(15_000);
    await this.#try(await this.#desk('cashier'), paymentReceive, {
      accountNo,
      amountMinor,
      method: 'cash',
    });
  }

  async #reverse(accountNo: string): Promise<void> {
    const cashier = await this.#desk('cashier');
    const { rows } = await cashier.ask(receiptPage, { accountNo });
    const open = rows.filter(({ kind, isReversed }) => kind === 'payment' && !isReversed);
    const receipt = open[this.random(Math.max(1, open.length))];
    if (receipt) await this.#try(cashier, receiptReverse, { receiptNo: receipt.receiptNo, reason });
  }

  async #standing(accountNo: string) {
    const checker = await this.#desk('checker');
    const { rows } = await checker.ask(billPage, { period: SAMPLE_PERIOD, search: accountNo });
    const row = rows.find(({ kind, isReversed }) => (kind === 'regular' || kind === 'rebill') && !isReversed);
    if (!row) throw new Error('a bill of the account stands');
    return checker.ask(billDetail, { billNo: row.billNo });
  }

  async #atCorrection(accountNo: string) {
    const { standingCorrectionId } = await this.#standing(accountNo);
    if (standingCorrectionId === null) return null;
    const row = await this.office.ledger.withTables((db) =>
      db
        .selectFrom('bill_correction')
        .select(['version', 'total_minor'])
        .where('correction_id', '=', standingCorrectionId)
        .executeTakeFirstOrThrow(),
    );
    const at = { correctionId: standingCorrectionId, expectedVersion: row.version };
    return { at, totalMinor: row.total_minor };
  }

  async #open(accountNo: string): Promise<void> {
    const { billNo } = await this.#standing(accountNo);
    await this.#try(await this.#desk('checker'), billCorrectionOpen, { billNo, reason });
  }

  async #correct(accountNo: string): Promise<void> {
    const reader = await this.#desk('reader');
    const page = { routeId: this.routeId, period: SAMPLE_PERIOD, limit: 500 };
    const { rows } = await reader.ask(readingSheet, page);
    const register = rows.find((row) => row.accountNo === accountNo)?.registers[0];
    if (!register?.current || !register.previous) return;
    const value = Number.parseInt(register.previous.value, 10) + this.random(300);
    const { readingId } = register.current;
    await this.#try(reader, readingCorrect, { readingId, value: String(value), reason });
  }

  async #submit(accountNo: string): Promise<void> {
    const found = await this.#atCorrection(accountNo);
    if (found) await this.#try(await this.#desk('checker'), billCorrectionSubmit, found.at);
  }

  async #approve(accountNo: string): Promise<void> {
    const found = await this.#atCorrection(accountNo);
    if (!found) return;
    const input = { ...found.at, seenTotalMinor: found.totalMinor };
    await this.#try(await this.#desk('approver'), billCorrectionApprove, input);
  }

  async #return(accountNo: string): Promise<void> {
    const found = await this.#atCorrection(accountNo);
    if (found) {
      await this.#try(await this.#desk('approver'), billCorrectionReturn, { ...found.at, reason });
    }
  }

  async #withdraw(accountNo: string): Promise<void> {
    const found = await this.#atCorrection(accountNo);
    if (found) {
      await this.#try(await this.#desk('checker'), billCorrectionWithdraw, { ...found.at, reason });
    }
  }

  async #adjust(accountNo: string): Promise<void> {
    const { billNo, lines } = await this.#standing(accountNo);
    const [line] = lines;
    if (!line) return;
    const isMoney = this.random(2) === 0;
    await this.#try(await this.#desk('checker'), billCorrectionAdjust, {
      billNo,
      reason,
      documentNo: '随机1号',
      kwh: isMoney ? [] : [{ registerCode: 'total', kwh: String(this.random(120) - 60) }],
      money: isMoney ? [{ itemCode: line.itemCode, amountMinor: this.random(6_000) - 3_000 }] : [],
    });
  }

  /** Bills become overdue, and late fees grow. */
  async #wait(): Promise<void> {
    this.office.later(A_WEEK);
  }
}

test.each([1, 16])('whatever people pay, take back and correct, the ledger holds (%i)', async (seed) => {
  const office = await SampleOffice.create(20);
  const { routeId } = await issueFirstRoute(office);
  const checker = await office.desk('checker');
  const { rows } = await checker.ask(billPage, { period: SAMPLE_PERIOD });
  const details = await Promise.all(rows.map(({ billNo }) => checker.ask(billDetail, { billNo })));
  const plain = details.filter(
    ({ readings, totalMinor }) => readings.length === 1 && totalMinor > 3_000 && !readings[0]?.isRollover,
  );
  const accountNos = plain.slice(0, 2).map(({ accountNo }) => accountNo);
  const play = new Play(office, routeId, accountNos, seed);
  const supervisor = await office.desk('supervisor');
  const cashier = await office.desk('cashier');
  for (let step = 1; step <= STEPS; step += 1) {
    await play.step();
    if (step % 10 !== 0) continue;
    const { checks } = await supervisor.ask(ledgerCheck, {});
    expect([step, checks.filter(({ passed }) => !passed)]).toEqual([step, []]);
    for (const accountNo of accountNos) {
      const balance = await cashier.ask(accountBalance, { accountNo });
      expect(balance.receivables.every((row) => row.owedMinor >= 0 && row.lateFeeMinor >= 0)).toBe(true);
    }
  }
  // The play was worth it: every kind of thing happened.
  expect([...play.done.keys()]).toEqual(
    expect.arrayContaining(['payment.receive', 'receipt.reverse', 'billCorrection.approve']),
  );
  await office.close();
});
