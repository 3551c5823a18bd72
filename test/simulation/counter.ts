import { depositCreate, drawerClose, drawerDetail, drawerReopen } from '#shared/contract/cashDrawer.ts';
import type { OutputOf } from '#shared/contract/define.ts';
import { expectSame, refusalOf } from './differs.ts';
import type { World } from './world.ts';

type Day = { count: number; cashMinor: number; isClosed: boolean };
export type ModelDeposit = {
  readonly depositNo: string;
  readonly amountMinor: number;
  isListed: boolean;
  isArrived: boolean;
};

/** The cash of the counter, told a second time: what each day took, what is in the office, what went to the bank. */
export class Counter {
  readonly #days = new Map<string, Day>();
  readonly deposits: ModelDeposit[] = [];
  cashMinor = 0;

  #day(day: string): Day {
    let found = this.#days.get(day);
    if (!found) {
      found = { count: 0, cashMinor: 0, isClosed: false };
      this.#days.set(day, found);
    }
    return found;
  }

  isClosed(day: string): boolean {
    return this.#day(day).isClosed;
  }

  /** Cash came in, or was given back. */
  book(day: string, amountMinor: number): void {
    const found = this.#day(day);
    found.count += 1;
    found.cashMinor += amountMinor;
    this.cashMinor += amountMinor;
  }

  /** The deposit that a bank's line of this amount must be, where only one can be meant. */
  awaited(amountMinor: number): ModelDeposit | null {
    const found = this.deposits.filter((one) => !one.isArrived && one.amountMinor === amountMinor);
    return found.length === 1 ? (found[0] ?? null) : null;
  }

  /**
   * The cashier counts the earliest drawer that is open, closes it and takes the cash to a bank. What was counted too
   * low is counted again, after the supervisor opened the drawer.
   */
  async playClosing(world: World, offMinor: number, channelCode: string, before = '9999'): Promise<boolean> {
    const cashier = await world.people.at('cashier');
    const open = [...this.#days].filter(([on, day]) => day.count > 0 && !day.isClosed && on < before);
    const [businessOn, day] = open.sort(([one], [other]) => (one < other ? -1 : 1))[0] ?? [];
    if (businessOn === undefined || !day) return false;
    const { cashMinor, receiptCount } = await cashier.ask(drawerDetail, { businessOn });
    expectSame(`drawer of ${businessOn}`, [receiptCount, cashMinor], [day.count, day.cashMinor]);
    const countedMinor = Math.max(0, cashMinor + offMinor);
    const closing = { businessOn, seenCashMinor: cashMinor, countedMinor, note: '模拟清点' };
    const first = await cashier.run(drawerClose, closing);
    expectSame('difference', first.differenceMinor, countedMinor - day.cashMinor);
    expectSame('closed twice', await refusalOf(cashier.run(drawerClose, closing)), 'drawer_closed');
    day.isClosed = true;
    if (first.differenceMinor >= 0) return this.#deposit(world, first, countedMinor, channelCode);
    const supervisor = await world.people.at('supervisor');
    const again = { drawerId: first.drawerId, reason: '重新清点' };
    await supervisor.run(drawerReopen, again);
    expectSame('opened twice', await refusalOf(supervisor.run(drawerReopen, again)), 'drawer_reopened');
    const second = await cashier.run(drawerClose, { ...closing, countedMinor: day.cashMinor });
    return this.#deposit(world, second, day.cashMinor, channelCode);
  }

  async #deposit(
    world: World,
    { drawerId, differenceMinor }: OutputOf<typeof drawerClose>,
    countedMinor: number,
    channelCode: string,
  ): Promise<boolean> {
    const cashier = await world.people.at('cashier');
    this.cashMinor += differenceMinor;
    const deposit = { drawerIds: [drawerId], channelCode, seenTotalMinor: countedMinor };
    if (countedMinor === 0) {
      expectSame('no cash', await refusalOf(cashier.run(depositCreate, deposit)), 'nothing_to_deposit');
      return true;
    }
    const { depositNo } = await cashier.run(depositCreate, deposit);
    this.cashMinor -= countedMinor;
    this.deposits.push({ depositNo, amountMinor: countedMinor, isListed: false, isArrived: false });
    return true;
  }

  /** All drawers of a month, each of which held what it should. */
  async closeAll(world: World, period: string, channelCode: string): Promise<void> {
    while (await this.playClosing(world, 0, channelCode, `${period}-99`));
  }
}
