import { Counter } from './counter.ts';
import type { Meters } from './meters.ts';
import type { Model, ModelReceipt } from './model.ts';
import type { World } from './world.ts';

export type ModelBill = {
  readonly billNo: string;
  readonly accountNo: string;
  readonly servicePointId: string;
  readonly period: string;
  readonly totalMinor: number;
  readonly totalKwh: string;
  isReversed: boolean;
};

/** An office in the ledger, and the same office told a second time: money, cash, dials and bills. */
export class Office {
  readonly world: World;
  readonly model: Model;
  readonly counter = new Counter();
  readonly meters: Meters;
  readonly bills: ModelBill[] = [];
  /** Months in which nothing is posted any more, with what was posted in them. */
  readonly closed = new Map<string, string>();
  readonly signedOff = new Set<string>();
  /** Of `world.routes`, those that have their bills of the period. */
  issued = 0;
  #serial = 0;

  constructor(world: World, meters: Meters, model: Model) {
    this.world = world;
    this.meters = meters;
    this.model = model;
  }

  accountNo(number: number): string {
    const all = [...this.model.accounts.keys()];
    return all[number % all.length] ?? '';
  }

  /** A payment that nobody made yet; what does not come over the counter has a number of its bank. */
  newPayment(account: number, amountMinor: number, channelCode: string) {
    this.#serial += 1;
    const isCash = channelCode === 'counter';
    return {
      accountNo: this.accountNo(account),
      amountMinor,
      channelCode,
      channelSerialNo: isCash ? null : `S${String(this.#serial).padStart(8, '0')}`,
      method: isCash ? ('cash' as const) : ('transfer' as const),
    };
  }

  /** A payment of today was taken. */
  book(receipt: { receiptNo: string; prepaidMinor: number }, input: ReturnType<Office['newPayment']>): void {
    const { accountNo, amountMinor, channelCode, channelSerialNo: serialNo } = input;
    const { day } = this.world;
    if (channelCode === 'counter') this.counter.book(day, amountMinor);
    const { receiptNo, prepaidMinor } = receipt;
    this.model.pay({ receiptNo, accountNo, amountMinor, channelCode, day, serialNo }, prepaidMinor);
  }

  /** A payment was taken back today. */
  bookReversal(receipt: ModelReceipt): void {
    this.model.reverse(receipt);
    if (receipt.channelCode === 'counter') this.counter.book(this.world.day, -receipt.amountMinor);
  }

  isCounterClosed(channelCode = 'counter'): boolean {
    return channelCode === 'counter' && this.counter.isClosed(this.world.day);
  }
}
