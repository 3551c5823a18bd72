import {
  billExceptionAccept,
  billRunApprove,
  billRunCalculate,
  billRunCreate,
  billRunIssue,
  billRunSubmit,
} from '#shared/contract/billing.ts';
import type { Period } from '#shared/domain/localDate.ts';
import { assert } from '#shared/lib/assert.ts';
import { chunked } from '#shared/lib/collections.ts';
import { approveBillRun } from '../../commands/billing/approveBillRun.ts';
import { calculateBillRun } from '../../commands/billing/calculateBillRun.ts';
import { createBillRun } from '../../commands/billing/createBillRun.ts';
import { issueBillRun } from '../../commands/billing/issueBillRun.ts';
import { submitBillRun } from '../../commands/billing/submitBillRun.ts';
import { acceptExceptions } from '../../commands/billing/workExceptions.ts';
import type { LedgerTransaction } from '../../db/database.ts';
import type { SampleDesks } from './sampleDesks.ts';

const ACCEPTED_AT_ONCE = 500;

/** The bills of a route for a month: what the checker and the approver do, from the plan to the issue. */
export async function issueRoute(
  tx: LedgerTransaction,
  desks: SampleDesks,
  routeId: string,
  period: Period,
): Promise<void> {
  const { billRunId, ...planned } = await desks.run('checker', billRunCreate, createBillRun, {
    routeId,
    period,
  });
  const calculated = await desks.run('checker', billRunCalculate, calculateBillRun, {
    billRunId,
    expectedVersion: planned.version,
  });
  assert(calculated.stoppedCount === 0, `every meter of the sample was read in ${period}`);
  for (const exceptionIds of chunked(await listOpenExceptions(tx, billRunId), ACCEPTED_AT_ONCE)) {
    const accepted = { billRunId, exceptionIds: [...exceptionIds], reason: '已核对' };
    await desks.run('checker', billExceptionAccept, acceptExceptions, accepted);
  }
  const submitted = await desks.run('checker', billRunSubmit, submitBillRun, {
    billRunId,
    expectedVersion: await loadVersion(tx, billRunId),
  });
  const approved = await desks.run('approver', billRunApprove, approveBillRun, {
    billRunId,
    expectedVersion: submitted.version,
    seenTotalMinor: calculated.totalMinor,
    seenBillCount: calculated.billCount,
  });
  const issue = { billRunId, expectedVersion: approved.version };
  await desks.run('approver', billRunIssue, issueBillRun, issue);
}

async function listOpenExceptions(tx: LedgerTransaction, billRunId: string): Promise<readonly string[]> {
  const rows = await tx
    .selectFrom('bill_exception')
    .select('exception_id')
    .where('bill_run_id', '=', billRunId)
    .where('state', '=', 'open')
    .orderBy('exception_id')
    .execute();
  return rows.map((row) => row.exception_id);
}

/** Accepting exceptions changes the run, and says nothing of its version. */
async function loadVersion(tx: LedgerTransaction, billRunId: string): Promise<number> {
  const { version } = await tx
    .selectFrom('bill_run')
    .select('version')
    .where('bill_run_id', '=', billRunId)
    .executeTakeFirstOrThrow();
  return version;
}
