import { trialBalance } from '#shared/contract/accounting.ts';
import { accountBalance } from '#shared/contract/collection.ts';
import { ACCOUNT } from '#shared/domain/accounting/chartOfAccounts.ts';
import { BANK, playBankDay } from './bankDay.ts';
import { adjust, finishMonth, issueNext, rebill } from './billing.ts';
import { closeMonth, compareClosed } from './closing.ts';
import { Collection } from './collection.ts';
import { expectSame } from './differs.ts';
import { Meters } from './meters.ts';
import { Model } from './model.ts';
import { Office } from './office.ts';
import type { Place } from './place.ts';
import type { Step } from './steps.ts';
import { World } from './world.ts';

/** After so many steps every account is compared, not only the sums. */
const THOROUGH_EVERY = 10;

/** One office and its model through a list of steps; every step is compared, and every invariant asked. */
export class Play {
  readonly #office: Office;
  readonly #collection: Collection;

  private constructor(office: Office) {
    this.#office = office;
    this.#collection = new Collection(office);
  }

  static async through(steps: readonly Step[], place: Place, model = new Model()): Promise<void> {
    const world = await World.create(place);
    try {
      const play = new Play(new Office(world, await Meters.of(world), model));
      await play.#step({ do: 'issue', use: 0, cancelFirst: false, desk: 0 });
      for (const [index, step] of steps.entries()) {
        world.tick();
        world.sitAt(step.desk);
        await play.#step(step);
        await play.#compare(index === steps.length - 1 || index % THOROUGH_EVERY === THOROUGH_EVERY - 1);
      }
    } finally {
      await world.close();
    }
  }

  async #step(step: Step): Promise<unknown> {
    const office = this.#office;
    const { world, meters, counter } = office;
    switch (step.do) {
      case 'pay':
        return this.#collection.pay(step.account, step.amountMinor, step.atBank ? BANK : 'counter');
      case 'reverse':
        return this.#collection.reverse(step.receipt);
      case 'replay':
        return this.#collection.replay();
      case 'intrude':
        return this.#collection.intrude(step.which);
      case 'issue':
        return issueNext(office, step.use, step.cancelFirst);
      case 'exchange': {
        const route = world.routes[step.route % world.routes.length];
        return route && !world.isFirstPeriod && meters.exchange(world, route, step.meter, step.use);
      }
      case 'rebill':
        return rebill(office, step.bill, step.lessKwh);
      case 'adjust':
        return adjust(office, step.bill, step.amountMinor);
      case 'bankDay':
        return this.#bankDay(step.listed, step.action);
      case 'closeDrawer':
        return counter.playClosing(world, step.offMinor, BANK);
      case 'nextDay':
        return world.nextDay();
      case 'nextMonth':
        await finishMonth(office, step.use);
        if (await world.nextMonth()) office.issued = 0;
        return;
      case 'closeMonth':
        return closeMonth(office, step.use);
      case 'twoDesks':
        return this.#collection.twoDesks(step.account, step.amountMinor);
      case 'kill':
        return this.#collection.kill(step.account, step.answers, step.delayMs);
      case 'clockBack':
        return this.#collection.payTooEarly(step.account, step.days);
      case 'reopen':
        return world.reopen();
      case 'powerCut':
        return this.#collection.powerCut(step.account, step.after);
      case 'restore':
        return world.restore();
    }
  }

  async #bankDay(listed: number, action: number): Promise<void> {
    const { world, signedOff } = this.#office;
    const { day } = world;
    if (signedOff.has(day)) return;
    signedOff.add(day);
    await playBankDay(this.#office, { day, listed, action, stranger: this.#office.accountNo(action) });
  }

  async #compare(isThorough: boolean): Promise<void> {
    const { world, model, counter } = this.#office;
    const accountant = await world.people.at('accountant');
    const { rows, totalMinor } = await accountant.ask(trialBalance, {});
    const balanceOf = (code: string) =>
      rows.find(({ accountCode }) => accountCode === code)?.balanceMinor ?? 0;
    const [owedMinor, prepaidMinor] = [balanceOf(ACCOUNT.receivable), 0 - balanceOf(ACCOUNT.prepaid)];
    expectSame('trial balance', totalMinor, 0);
    expectSame('receivables less prepaid', owedMinor - prepaidMinor, model.netMinor);
    if (model.totals) expectSame('receivables and prepaid', { owedMinor, prepaidMinor }, model.totals);
    expectSame('cash', balanceOf(ACCOUNT.cash), counter.cashMinor);
    expectSame('invariants', await world.failedChecks(), []);
    if (!isThorough) return;
    for (const accountNo of model.accounts.keys()) await this.#compareAccount(accountNo);
    await compareClosed(this.#office);
  }

  async #compareAccount(accountNo: string): Promise<void> {
    const { world, model } = this.#office;
    const accountant = await world.people.at('accountant');
    const { owedMinor, prepaidMinor } = await accountant.ask(accountBalance, { accountNo });
    const told = model.account(accountNo);
    expectSame(`account ${accountNo}`, owedMinor - prepaidMinor, told.netMinor);
    if (told.isCorrected) return;
    const expected = { owedMinor: model.owedMinor(accountNo), prepaidMinor: told.prepaidMinor };
    expectSame(`account ${accountNo}`, { owedMinor, prepaidMinor }, expected);
  }
}
