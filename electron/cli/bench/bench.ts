import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import {
  billExceptionAccept,
  billExceptionPage,
  billPage,
  billRunApprove,
  billRunCalculate,
  billRunCreate,
  billRunDetail,
  billRunIssue,
  billRunSubmit,
} from '#shared/contract/billing.ts';
import { customerPage, routeList } from '#shared/contract/customers.ts';
import { ledgerCheck, ledgerCreateSample } from '#shared/contract/ledger.ts';
import { readingImport } from '#shared/contract/reading.ts';
import { assert } from '#shared/lib/assert.ts';
import { chunked } from '#shared/lib/collections.ts';
import { Desk, startCore } from '../desk.ts';
import { People } from '../month/people.ts';
import { bankDay } from './bankDay.ts';
import { type BenchStep, peakMegabytes, Stopwatch } from './stopwatch.ts';

export type BenchFigures = {
  readonly points: number;
  readonly steps: readonly BenchStep[];
  readonly peakMegabytes: number;
  readonly checksFailed: number;
};

const LINE_FEED = 0x0a;

/** Times the heavy steps of a month at one size, through the same commands as everybody else. */
export async function runBench(points: number, say: (step: string) => void): Promise<BenchFigures> {
  const folder = mkdtempSync(join(tmpdir(), 'meterbook-bench-'));
  const core = startCore();
  const watch = new Stopwatch();
  try {
    const founder = new Desk(core);
    say(`${points}: sample`);
    const path = join(folder, 'bench.meterbook');
    const sample = await watch.time({ sample: () => points }, () =>
      founder.run(ledgerCreateSample, { path, points }),
    );
    const people = new People(core, sample.password);
    say(`${points}: import`);
    await importAll(people, watch, sample.files, sample.currentPeriod);
    say(`${points}: bills`);
    await billAll(people, watch, sample.currentPeriod);
    say(`${points}: bank`);
    await bankDay(people, watch, { folder, points, businessOn: sample.businessDate });
    await firstPages(people, watch);
    const accountant = await people.at('accountant');
    const { failed } = await accountant.ask(ledgerCheck, {});
    return { points, steps: watch.steps(), peakMegabytes: peakMegabytes(), checksFailed: failed };
  } finally {
    await core.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Imports the month: `import` counts register values, the two layouts count lines of their files. */
async function importAll(people: People, watch: Stopwatch, files: readonly string[], period: string) {
  const reader = await people.at('reader');
  const { rows } = await reader.ask(routeList, {});
  for (const [index, route] of rows.entries()) {
    const path = files.find((file) => basename(file).includes(`_${route.routeNo}_`));
    assert(path !== undefined, `a reading file for route ${route.routeNo}`);
    const lines = countLines(path);
    // The sample writes its files in turn with a line a register and with a line a meter.
    const layout = index % 2 === 0 ? 'importLong' : 'importWide';
    await watch.time({ import: (batch) => batch.lineCount, [layout]: () => lines }, () =>
      reader.run(readingImport, { path, routeId: route.routeId, period }),
    );
  }
}

function countLines(path: string): number {
  let lines = 0;
  for (const byte of readFileSync(path)) if (byte === LINE_FEED) lines += 1;
  return lines - 1;
}

async function billAll(people: People, watch: Stopwatch, period: string) {
  const checker = await people.at('checker');
  const approver = await people.at('approver');
  const { rows } = await checker.ask(routeList, {});
  for (const { routeId } of rows) {
    const { billRunId, version } = await checker.run(billRunCreate, { routeId, period });
    await watch.time({ calculate: (run) => run.billCount }, () =>
      checker.run(billRunCalculate, { billRunId, expectedVersion: version }),
    );
    const open = await checker.askAll(billExceptionPage, { billRunId, state: 'open' });
    for (const part of chunked(open, 500)) {
      const exceptionIds = part.map((row) => row.exceptionId);
      await checker.run(billExceptionAccept, { billRunId, exceptionIds, reason: 'bench' });
    }
    const { run } = await checker.ask(billRunDetail, { billRunId });
    const submitted = await checker.run(billRunSubmit, { billRunId, expectedVersion: run.version });
    const approved = await approver.run(billRunApprove, {
      billRunId,
      expectedVersion: submitted.version,
      seenTotalMinor: run.totalMinor,
      seenBillCount: run.billCount,
    });
    await watch.time({ issue: (issued) => issued.billCount }, () =>
      approver.run(billRunIssue, { billRunId, expectedVersion: approved.version }),
    );
  }
}

async function firstPages(people: People, watch: Stopwatch) {
  const checker = await people.at('checker');
  const rowsOf = (page: { readonly rows: readonly unknown[] }) => page.rows.length;
  await watch.time({ 'firstPage.customers': rowsOf }, () => checker.ask(customerPage, { limit: 200 }));
  await watch.time({ 'firstPage.bills': rowsOf }, () => checker.ask(billPage, { limit: 200 }));
}
