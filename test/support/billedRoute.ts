import { billPage } from '#shared/contract/bill.ts';
import { billCorrectionOpen, billCorrectionSubmit } from '#shared/contract/billCorrection.ts';
import { ledgerCheck } from '#shared/contract/ledger.ts';
import { readingCorrect, readingSheet } from '#shared/contract/reading.ts';
import { issueFirstRoute } from './issuedRoute.ts';
import type { Desk } from './office.ts';
import { SAMPLE_PERIOD, SampleOffice } from './sampleOffice.ts';

const REASON = '抄错示数';
const LEAST_MINOR = 5_000;
const LEAST_KWH = 60;

type Bill = {
  readonly billNo: string;
  readonly accountNo: string;
  readonly totalMinor: number;
  readonly totalKwh: string;
};

/** A value of a register with some kWh fewer. */
export const less = (value: string, kwh: number) => String(Number.parseInt(value, 10) - kwh);

/** A sample office with one route billed, two of its bills, and the people who correct them. */
export class BilledRoute {
  readonly office: SampleOffice;
  readonly routeId: string;
  readonly reader: Desk;
  readonly checker: Desk;
  readonly approver: Desk;
  readonly cashier: Desk;
  readonly bill: Bill;
  readonly other: Bill;

  private constructor(office: SampleOffice, routeId: string, desks: readonly Desk[], bills: readonly Bill[]) {
    const [reader, checker, approver, cashier] = desks;
    const [bill, other] = bills;
    if (!reader || !checker || !approver || !cashier || !bill || !other) {
      throw new Error('the sample has people and bills');
    }
    this.office = office;
    this.routeId = routeId;
    this.reader = reader;
    this.checker = checker;
    this.approver = approver;
    this.cashier = cashier;
    this.bill = bill;
    this.other = other;
  }

  static async create(): Promise<BilledRoute> {
    const office = await SampleOffice.create(20);
    const { routeId } = await issueFirstRoute(office);
    const desks: Desk[] = [];
    for (const person of ['reader', 'checker', 'approver', 'cashier']) desks.push(await office.desk(person));
    const checker = desks[1] ?? (await office.desk('checker'));
    const { rows } = await checker.ask(billPage, { period: SAMPLE_PERIOD });
    const bills = rows.filter(
      (row) => row.totalMinor > LEAST_MINOR && Number.parseInt(row.totalKwh, 10) > LEAST_KWH,
    );
    return new BilledRoute(office, routeId, desks, bills);
  }

  /** What a register of the account showed. */
  async readingOf(accountNo: string, registerCode = 'total') {
    const page = { routeId: this.routeId, period: SAMPLE_PERIOD, limit: 500 };
    const { rows } = await this.reader.ask(readingSheet, page);
    const row = rows.find((one) => one.accountNo === accountNo);
    const current = row?.registers.find((one) => one.registerCode === registerCode)?.current;
    if (!current) throw new Error('the bill has a reading');
    return { readingId: current.readingId, value: current.value };
  }

  async correctReading(accountNo: string, kwh = 10, registerCode = 'total'): Promise<void> {
    const { readingId, value } = await this.readingOf(accountNo, registerCode);
    this.office.later();
    await this.reader.run(readingCorrect, { readingId, value: less(value, kwh), reason: REASON });
  }

  /** Opens, corrects and hands over; gives what the approver needs. */
  async propose() {
    const { billNo, accountNo } = this.bill;
    const opened = await this.checker.run(billCorrectionOpen, { billNo, reason: REASON });
    await this.correctReading(accountNo);
    const { correctionId, version, totalMinor } = await this.checker.run(billCorrectionSubmit, {
      correctionId: opened.correctionId,
      expectedVersion: opened.version,
    });
    return { correctionId, expectedVersion: version, seenTotalMinor: totalMinor };
  }

  /** Closes the office; gives the invariants that did not hold at the end. */
  async close() {
    const supervisor = await this.office.desk('supervisor');
    const { checks } = await supervisor.ask(ledgerCheck, {});
    await this.office.close();
    return checks.filter(({ passed }) => !passed);
  }
}
