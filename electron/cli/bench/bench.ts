import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { billPrintAll } from '#shared/contract/bill.ts';
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
import { ledgerCheck, ledgerCreateSample } from '#shared/contract/ledger.ts';
import { assert } from '#shared/lib/assert.ts';
import { chunked } from '#shared/lib/collections.ts';
import { Desk, startCore } from '../desk.ts';
import { People } from '../month/people.ts';
import { BANK, bankDay } from './bankDay.ts';
import { benchEngine } from './engine.ts';
import { firstPages } from './firstPages.ts';
import { importMonth } from './importing.ts';
import { type BenchStep, peakMegabytes, Stopwatch } from './stopwatch.ts';

export type BenchFigures = {
  readonly points: number;
  readonly steps: readonly BenchStep[];
  readonly peakMegabytes: number;
  readonly checksFailed: number;
};

/** Bills of the engine alone: more tell nothing new, and their inputs are held in memory. */
const LARGEST_ENGINE_RUN = 100_000;

export type BenchPlan = {
  readonly points: number;
  /** A database on a server, missing or empty; `null` for a file that is removed in the end. */
  readonly server: string | null;
  /** Says which step begins. */
  readonly say: (step: string) => void;
};

/** Times the heavy steps of a month at one size, through the same commands as everybody else. */
export async function runBench({ points, server, say }: BenchPlan): Promise<BenchFigures> {
  const folder = mkdtempSync(join(tmpdir(), 'meterbook-bench-'));
  const core = startCore();
  const watch = new Stopwatch();
  try {
    say(`${points}: engine`);
    await benchEngine(watch, Math.min(points, LARGEST_ENGINE_RUN));
    const founder = new Desk(core);
    say(`${points}: sample`);
    const path = server ?? join(folder, 'bench.meterbook');
    const sample = await watch.time(
      () => ({ sample: points }),
      () => founder.run(ledgerCreateSample, { path, points, filesFolder: join(folder, 'files') }),
    );
    const people = new People(core, sample.password);
    say(`${points}: import`);
    await importMonth(people, watch, { files: sample.files, period: sample.currentPeriod, folder });
    say(`${points}: bills`);
    await billAll(people, watch, sample.currentPeriod);
    say(`${points}: print`);
    await printRoute(people, watch, { folder, period: sample.currentPeriod });
    say(`${points}: bank`);
    await bankDay(people, watch, { folder, points, businessOn: sample.businessDate });
    await firstPages(people, watch, BANK);
    const accountant = await people.at('accountant');
    const { failed } = await accountant.ask(ledgerCheck, {});
    return { points, steps: watch.steps(), peakMegabytes: peakMegabytes(), checksFailed: failed };
  } finally {
    await core.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function billAll(people: People, watch: Stopwatch, period: string) {
  const checker = await people.at('checker');
  const approver = await people.at('approver');
  const { rows } = await checker.ask(routeList, {});
  for (const { routeId } of rows) {
    const { billRunId, version } = await checker.run(billRunCreate, { routeId, period });
    await watch.time(
      (run) => ({ calculate: run.billCount }),
      () => checker.run(billRunCalculate, { billRunId, expectedVersion: version }),
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
    await watch.time(
      (issued) => ({ issue: issued.billCount }),
      () => approver.run(billRunIssue, { billRunId, expectedVersion: approved.version }),
    );
  }
}

/** Prints the bills of one route: the others take as long, and an office prints them route by route. */
async function printRoute(
  people: People,
  watch: Stopwatch,
  { folder, period }: { readonly folder: string; readonly period: string },
) {
  const checker = await people.at('checker');
  const { rows } = await checker.ask(routeList, {});
  const [route] = rows;
  assert(route !== undefined, 'the sample has routes');
  await watch.time(
    (printed) => ({ print: printed.billCount }),
    () => checker.run(billPrintAll, { routeId: route.routeId, period, path: join(folder, 'bills.pdf') }),
  );
}
