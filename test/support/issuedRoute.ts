import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { writeMonthReadings } from '#core/sample/monthReadings.ts';
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
import { readingImport } from '#shared/contract/readingFiles.ts';
import { period } from '#shared/domain/localDate.ts';
import type { Desk } from './office.ts';
import { SAMPLE_PERIOD, type SampleOffice } from './sampleOffice.ts';

/** Reads the first route of the sample office from its file. */
export async function readFirstRoute(office: SampleOffice): Promise<string> {
  const reader = await office.desk('reader');
  const folder = join(office.folder, 'files');
  mkdirSync(folder);
  const [file] = await office.ledger.withTables((db) =>
    writeMonthReadings(db, { folder, period: period(SAMPLE_PERIOD) }),
  );
  if (!file) throw new Error('the sample has routes');
  const { routeId, path } = file;
  await reader.run(readingImport, { path, routeId, period: SAMPLE_PERIOD });
  office.later();
  return routeId;
}

/** Reads and bills the first route of the sample office, as its people do; gives the run. */
export async function issueFirstRoute(office: SampleOffice): Promise<{ routeId: string; billRunId: string }> {
  const [checker, approver] = [await office.desk('checker'), await office.desk('approver')];
  const routeId = await readFirstRoute(office);
  const { billRunId, version } = await checker.run(billRunCreate, { routeId, period: SAMPLE_PERIOD });
  await checker.run(billRunCalculate, { billRunId, expectedVersion: version });
  await issueRun(checker, approver, billRunId);
  office.later();
  return { routeId, billRunId };
}

/** Takes a calculated run to its issued bills: exceptions accepted, submitted, approved and issued by another person. */
export async function issueRun(checker: Desk, approver: Desk, billRunId: string): Promise<void> {
  const { rows } = await checker.ask(billExceptionPage, { billRunId, state: 'open', limit: 500 });
  const exceptionIds = rows.map((row) => row.exceptionId);
  if (exceptionIds.length > 0) {
    await checker.run(billExceptionAccept, { billRunId, exceptionIds, reason: '核对无误' });
  }
  const { run } = await checker.ask(billRunDetail, { billRunId });
  const submitted = await checker.run(billRunSubmit, { billRunId, expectedVersion: run.version });
  const approved = await approver.run(billRunApprove, {
    billRunId,
    expectedVersion: submitted.version,
    seenTotalMinor: run.totalMinor,
    seenBillCount: run.billCount,
  });
  await approver.run(billRunIssue, { billRunId, expectedVersion: approved.version });
}
