import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { reconciliationExport } from '#shared/contract/accounting.ts';
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
import { ledgerCheck, ledgerCreateSample, ledgerStatus } from '#shared/contract/ledger.ts';
import { readingImport } from '#shared/contract/reading.ts';
import { bankFileImport, reconciliationRun } from '#shared/contract/reconciliation.ts';
import { assert } from '#shared/lib/assert.ts';
import { chunked } from '#shared/lib/collections.ts';
import { Desk, startCore } from '../desk.ts';
import { writeBankCsv } from '../month/bankFiles.ts';
import { People } from '../month/people.ts';

export type BenchStep = {
  readonly step: string;
  readonly items: number;
  readonly milliseconds: number;
  /** Items a second. */
  readonly rate: number;
};

export type BenchFigures = {
  readonly points: number;
  readonly steps: readonly BenchStep[];
  readonly peakMegabytes: number;
  readonly checksFailed: number;
};

/** Adds up the time of each step over the routes. */
class Stopwatch {
  readonly #steps = new Map<string, { items: number; milliseconds: number }>();

  async time<Value>(
    step: string,
    work: () => Promise<Value>,
    itemsOf: (value: Value) => number,
  ): Promise<Value> {
    const startedAt = performance.now();
    const value = await work();
    const sum = this.#steps.get(step) ?? { items: 0, milliseconds: 0 };
    sum.items += itemsOf(value);
    sum.milliseconds += performance.now() - startedAt;
    this.#steps.set(step, sum);
    return value;
  }

  steps(): BenchStep[] {
    return [...this.#steps].map(([step, { items, milliseconds }]) => ({
      step,
      items,
      milliseconds: Math.round(milliseconds * 10) / 10,
      rate: Math.round((items / milliseconds) * 1000),
    }));
  }
}

/** Times the heavy steps of a month at one size, through the same commands as everybody else. */
export async function runBench(points: number, say: (step: string) => void): Promise<BenchFigures> {
  const folder = mkdtempSync(join(tmpdir(), 'meterbook-bench-'));
  const core = startCore();
  const watch = new Stopwatch();
  try {
    const founder = new Desk(core);
    say(`${points}: sample`);
    const path = join(folder, 'bench.meterbook');
    const sample = await watch.time(
      'sample',
      () => founder.run(ledgerCreateSample, { path, points }),
      () => points,
    );
    const people = new People(core, sample.password);
    say(`${points}: import`);
    await importAll(people, watch, sample.files, sample.currentPeriod);
    say(`${points}: bills`);
    await billAll(people, watch, sample.currentPeriod);
    say(`${points}: bank`);
    await bankDay(people, watch, folder, points, founder);
    await firstPages(people, watch);
    const accountant = await people.at('accountant');
    const { failed } = await accountant.ask(ledgerCheck, {});
    const peakMegabytes = Math.round(process.resourceUsage().maxRSS / 1024);
    return { points, steps: watch.steps(), peakMegabytes, checksFailed: failed };
  } finally {
    await core.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function importAll(people: People, watch: Stopwatch, files: readonly string[], period: string) {
  const reader = await people.at('reader');
  const { rows } = await reader.ask(routeList, {});
  for (const route of rows) {
    const path = files.find((file) => basename(file).includes(`_${route.routeNo}_`));
    assert(path !== undefined, `a reading file for route ${route.routeNo}`);
    await watch.time(
      'import',
      () => reader.run(readingImport, { path, routeId: route.routeId, period }),
      (batch) => batch.lineCount,
    );
  }
}

async function billAll(people: People, watch: Stopwatch, period: string) {
  const checker = await people.at('checker');
  const approver = await people.at('approver');
  const { rows } = await checker.ask(routeList, {});
  for (const { routeId } of rows) {
    const { billRunId, version } = await checker.run(billRunCreate, { routeId, period });
    await watch.time(
      'calculate',
      () => checker.run(billRunCalculate, { billRunId, expectedVersion: version }),
      (run) => run.billCount,
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
      'issue',
      () => approver.run(billRunIssue, { billRunId, expectedVersion: approved.version }),
      (issued) => issued.billCount,
    );
  }
}

/** A bank day with a line for every point; none has a receipt, so every line is a difference. */
async function bankDay(people: People, watch: Stopwatch, folder: string, points: number, founder: Desk) {
  const clerk = await people.at('clerk');
  const { ledger } = await founder.ask(ledgerStatus, {});
  const businessOn = ledger?.businessDate ?? '';
  const payments = Array.from({ length: points }, (_, index) => ({
    accountNo: `00${String(index + 1).padStart(7, '0')}1`,
    customerName: 'bench',
    amountMinor: 5_000 + (index % 700),
    serialNo: `0104${String(index + 1).padStart(18, '0')}`,
  }));
  const path = await writeBankCsv(payments, { folder, day: businessOn, strangerAccountNo: '' });
  const day = { channelCode: 'boc', businessOn };
  await watch.time(
    'bankImport',
    () => clerk.run(bankFileImport, { path, ...day }),
    (file) => file.lineCount,
  );
  await watch.time(
    'reconcile',
    () => clerk.run(reconciliationRun, day),
    (run) => run.bankLineCount,
  );
  const accountant = await people.at('accountant');
  await watch.time(
    'export',
    () => accountant.run(reconciliationExport, { businessOn, path: join(folder, 'bench.xlsx') }),
    (written) => written.rowCount,
  );
}

async function firstPages(people: People, watch: Stopwatch) {
  const checker = await people.at('checker');
  const rowsOf = (page: { readonly rows: readonly unknown[] }) => page.rows.length;
  await watch.time('firstPage.customers', () => checker.ask(customerPage, { limit: 200 }), rowsOf);
  await watch.time('firstPage.bills', () => checker.ask(billPage, { limit: 200 }), rowsOf);
}
