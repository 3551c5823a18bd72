import { Decimal } from 'decimal.js';
import { billDetail, billPage } from '#shared/contract/bill.ts';
import {
  billCorrectionAdjust,
  billCorrectionApprove,
  billCorrectionOpen,
  billCorrectionSubmit,
} from '#shared/contract/billCorrection.ts';
import { billRunCalculate, billRunCancel, billRunCreate } from '#shared/contract/billing.ts';
import { readingCorrect, readingSheet } from '#shared/contract/reading.ts';
import { issueRoute } from '../../electron/cli/month/issueBills.ts';
import { expectSame, refusalOf } from './differs.ts';
import { confirmAll } from './meters.ts';
import type { ModelBill, Office } from './office.ts';

const REASON = '模拟更正';

/** The next route of the month is read and gets its bills; a run that is given up before leaves nothing. */
export async function issueNext(office: Office, use: number, cancelFirst: boolean): Promise<boolean> {
  const { world, meters, model } = office;
  const route = world.routes[office.issued];
  if (!route) return false;
  office.issued += 1;
  const { routeId } = route;
  const used = meters.isRead(world.period, routeId) ? null : await meters.readRoute(world, route, use);
  if (cancelFirst) {
    const checker = await world.people.at('checker');
    const created = await checker.run(billRunCreate, { routeId, period: world.period });
    const { billRunId } = created;
    const { version } = await checker.run(billRunCalculate, { billRunId, expectedVersion: created.version });
    await checker.run(billRunCancel, { billRunId, expectedVersion: version, reason: REASON });
  }
  const run = await issueRoute(world.people, routeId, world.period);
  if (!run) return true;
  const approver = await world.people.at('approver');
  const bills = await approver.askAll(billPage, { billRunId: run.billRunId });
  const inOrder = bills.sort((a, b) => (a.billNo < b.billNo ? -1 : 1));
  for (const { accountNo, billNo, totalMinor, servicePointId, totalKwh, period } of inOrder) {
    if (used) expectSame(`kWh of bill ${billNo}`, totalKwh, used.get(servicePointId));
    model.bill(accountNo, billNo, totalMinor);
    office.bills.push({ billNo, accountNo, servicePointId, period, totalMinor, totalKwh, isReversed: false });
  }
  if (used) expectSame(`service points with a bill on ${route.routeNo}`, inOrder.length, used.size);
  return true;
}

/** The rest of the month's routes; then the month after is at hand. */
export async function finishMonth(office: Office, use: number): Promise<void> {
  while (await issueNext(office, use, false));
}

/** A bill is cancelled and issued anew (冲红重开), because less was used than had been read. */
export async function rebill(office: Office, number: number, lessKwh: number): Promise<void> {
  const { world, meters, model } = office;
  const bill = office.bills[number % office.bills.length];
  if (!bill) return;
  const checker = await world.people.at('checker');
  const opening = { billNo: bill.billNo, reason: REASON };
  if (bill.isReversed) {
    const code = await refusalOf(checker.run(billCorrectionOpen, opening));
    expectSame(`correction of cancelled bill ${bill.billNo}`, code, 'already_reversed');
    return;
  }
  if (!canBeReadLower(office, bill, lessKwh)) return;
  const { correctionId, version } = await checker.run(billCorrectionOpen, opening);
  const reading = await readingOf(office, bill);
  const value = meters.lower(bill.servicePointId, lessKwh);
  const reader = await world.people.at('reader');
  await reader.run(readingCorrect, { readingId: reading.readingId, value, reason: REASON });
  await confirmAll(world, reading.routeId, bill.period);
  const at = { correctionId, expectedVersion: version };
  const submitted = await checker.run(billCorrectionSubmit, at);
  const kwh = new Decimal(bill.totalKwh).minus(meters.multiplierOf(bill.servicePointId).times(lessKwh));
  expectSame(`kWh of bill ${bill.billNo} issued anew`, submitted.totalKwh, kwh.toString());
  const approval = {
    correctionId,
    expectedVersion: submitted.version,
    seenTotalMinor: submitted.totalMinor,
  };
  expectSame(
    'approval by the checker',
    await refusalOf(checker.run(billCorrectionApprove, approval)),
    'forbidden',
  );
  const approver = await world.people.at('approver');
  const issued = await approver.run(billCorrectionApprove, approval);
  bill.isReversed = true;
  model.correct(bill.accountNo, issued.totalMinor - bill.totalMinor);
  const { billNo, totalMinor } = issued;
  office.bills.push({ ...bill, billNo, totalMinor, totalKwh: submitted.totalKwh, isReversed: false });
}

/** Only the last reading of a meter with one register, and never below the one before it. */
function canBeReadLower({ world, meters }: Office, bill: ModelBill, lessKwh: number): boolean {
  if (bill.period !== world.period || !meters.isSingle(bill.servicePointId)) return false;
  return meters.multiplierOf(bill.servicePointId).times(lessKwh).lte(bill.totalKwh);
}

async function readingOf({ world }: Office, { servicePointId, period }: ModelBill) {
  const reader = await world.people.at('reader');
  for (const { routeId } of world.routes) {
    const rows = await reader.askAll(readingSheet, { routeId, period });
    const current = rows.find((row) => row.servicePointId === servicePointId)?.registers[0]?.current;
    if (current) return { readingId: current.readingId, routeId };
  }
  throw new Error(`no reading at ${servicePointId}`);
}

/** Money is added to a bill, or given back (退补), by a document. */
export async function adjust(office: Office, number: number, amountMinor: number): Promise<void> {
  const { world, model } = office;
  const bill = office.bills[number % office.bills.length];
  if (!bill) return;
  const checker = await world.people.at('checker');
  const { lines } = await checker.ask(billDetail, { billNo: bill.billNo });
  const [line] = lines;
  if (!line) return;
  const money = [{ itemCode: line.itemCode, amountMinor }];
  const order = { billNo: bill.billNo, reason: REASON, documentNo: '模拟〔2026〕1号', money };
  if (bill.isReversed) {
    const code = await refusalOf(checker.run(billCorrectionAdjust, order));
    expectSame(`adjustment of cancelled bill ${bill.billNo}`, code, 'already_reversed');
    return;
  }
  const { correctionId, version, totalMinor } = await checker.run(billCorrectionAdjust, order);
  expectSame(`adjustment of bill ${bill.billNo}`, totalMinor, amountMinor);
  const approver = await world.people.at('approver');
  const approval = { correctionId, expectedVersion: version, seenTotalMinor: totalMinor };
  await approver.run(billCorrectionApprove, approval);
  model.correct(bill.accountNo, amountMinor);
}
