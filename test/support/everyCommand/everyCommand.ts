import type { SampleOffice } from '../sampleOffice.ts';
import { confirmDay, workAccess } from './access.ts';
import { workBillRun, workCorrections, workReadings } from './bills.ts';
import { closeMonth, takePayments, workBankDay } from './money.ts';
import { workRecords, workTariffs } from './records.ts';
import { settleEstimate } from './settling.ts';
import { type Send, Stage } from './stage.ts';

/** Points of the sample: enough for every command, few enough to look at everything after each. */
const POINTS = 20;
const UNTIL_DECEMBER_SECONDS = 21 * 86_400;

export { POINTS as EVERY_COMMAND_POINTS };

/**
 * Works the month of the sample so that every command of an open ledger is carried out at least once and every kind of
 * row is there: what is proposed is also given back, what is done is also taken back. `send` says how.
 */
export async function carryOutEveryCommand(office: SampleOffice, send: Send): Promise<void> {
  const stage = new Stage(office, send);
  await workAccess(stage);
  const tariffId = await workTariffs(stage);
  await workRecords(stage, tariffId);
  const { routeId, estimatedId } = await workReadings(stage);
  await workBillRun(stage, routeId);
  await confirmDay(stage);
  await workCorrections(stage, routeId);
  await workBankDay(stage, await takePayments(stage));
  office.later(UNTIL_DECEMBER_SECONDS);
  await closeMonth(stage);
  await settleEstimate(stage, { routeId, servicePointId: estimatedId });
}
