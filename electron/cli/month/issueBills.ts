import {
  billExceptionAccept,
  billExceptionPage,
  billRunApprove,
  billRunCalculate,
  billRunCreate,
  billRunDetail,
  billRunIssue,
  billRunSubmit,
} from '#shared/contract/billing.ts';
import { routeList } from '#shared/contract/customers.ts';
import { chunked } from '#shared/lib/collections.ts';
import type { Desk } from '../desk.ts';
import type { People } from './people.ts';

export type BillFigures = { issued: number; totalMinor: number };

const ACCEPTED_AT_ONCE = 500;

/** The checker calculates and submits each route; the approver approves what is seen and issues it. */
export async function issueBills(people: People, period: string): Promise<BillFigures> {
  const checker = await people.at('checker');
  const figures: BillFigures = { issued: 0, totalMinor: 0 };
  const { rows: routes } = await checker.ask(routeList, {});
  for (const { routeId } of routes) {
    const issued = await issueRoute(people, routeId, period);
    figures.issued += issued?.billCount ?? 0;
    figures.totalMinor += issued?.totalMinor ?? 0;
  }
  return figures;
}

/** The bills of one route, from the trial calculation to their issue; `null` when there are none. */
export async function issueRoute(people: People, routeId: string, period: string) {
  const checker = await people.at('checker');
  const approver = await people.at('approver');
  const { billRunId, version } = await checker.run(billRunCreate, { routeId, period });
  const calculated = await checker.run(billRunCalculate, { billRunId, expectedVersion: version });
  if (calculated.billCount === 0) return null;
  await acceptAll(checker, billRunId);
  const submitted = await checker.run(billRunSubmit, await runOf(checker, billRunId));
  const { run } = await approver.ask(billRunDetail, { billRunId });
  const approved = await approver.run(billRunApprove, {
    billRunId,
    expectedVersion: submitted.version,
    seenTotalMinor: run.totalMinor,
    seenBillCount: run.billCount,
  });
  return approver.run(billRunIssue, { billRunId, expectedVersion: approved.version });
}

async function runOf(desk: Desk, billRunId: string) {
  const { run } = await desk.ask(billRunDetail, { billRunId });
  return { billRunId, expectedVersion: run.version };
}

async function acceptAll(checker: Desk, billRunId: string): Promise<void> {
  const open = await checker.askAll(billExceptionPage, { billRunId, state: 'open' });
  for (const part of chunked(open, ACCEPTED_AT_ONCE)) {
    const exceptionIds = part.map((row) => row.exceptionId);
    await checker.run(billExceptionAccept, { billRunId, exceptionIds, reason: '已核对' });
  }
}
