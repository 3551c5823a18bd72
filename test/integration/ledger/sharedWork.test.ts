import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { AsideThread } from '#core/aside/asideThread.ts';
import type { Helper, Sharing } from '#core/aside/helper.ts';
import { calculateRoute } from '#core/commands/billing/calculateRoute.ts';
import type { LedgerTransaction } from '#core/db/database.ts';
import type { Ledger } from '#core/db/ledger.ts';
import { openLedger } from '#core/db/open.ts';
import { createIdMaker } from '#core/runtime/ids.ts';
import { billRunCreate } from '#shared/contract/billing.ts';
import { routeList } from '#shared/contract/customers.ts';
import { readingImport } from '#shared/contract/readingFiles.ts';
import type { Period } from '#shared/domain/localDate.ts';
import { assert } from '#shared/lib/assert.ts';
import { SAMPLE_PERIOD, SampleOffice } from '../../support/sampleOffice.ts';
import { counted, through, turn } from './beside.ts';

/** On four routes, each in five parts. */
const POINTS = 2400;
const POINTS_OF_ROUTE = 600;
const PARTS = 5;

let office: SampleOffice;
let ledger: Ledger;
let run: { readonly billRunId: string; readonly routeId: string };

beforeAll(async () => {
  office = await SampleOffice.create(POINTS);
  const reader = await office.desk('reader');
  const [route] = (await reader.ask(routeList, {})).rows;
  const [path] = office.files;
  assert(route !== undefined && path !== undefined, 'the sample has a route and its file');
  const { routeId } = route;
  await reader.run(readingImport, { path, routeId, period: SAMPLE_PERIOD });
  const checker = await office.desk('checker');
  const { billRunId } = await checker.run(billRunCreate, { routeId, period: SAMPLE_PERIOD });
  run = { billRunId, routeId };
  await office.core.close();
  const now = new Date(office.now).toISOString();
  const opened = await openLedger({ name: office.ledger.name, now, onNews: () => {} });
  assert(opened.ok, 'the ledger opens');
  ledger = opened.value;
});

let losses: unknown[];
let thread: AsideThread;

beforeEach(async () => {
  losses = [];
  assert(ledger.sharedFile !== null, 'a ledger in a file');
  thread = new AsideThread(ledger.sharedFile, createIdMaker(), (error) => losses.push(error));
  await thread.ready();
  return () => thread.close();
});

afterAll(async () => {
  await ledger.close();
  await office.close();
});

class Undone extends Error {}

/** Everything that a calculation writes, without the ids that it makes; the ledger is as before afterwards. */
async function calculated(helper: Helper | null, checkpoint: Sharing['checkpoint'] = async () => {}) {
  const heard: Sharing['checkpoint'] = async (done, total) => {
    await turn();
    await checkpoint(done, total);
  };
  let written: unknown;
  await ledger
    .transact(async (tx) => {
      const { settings_json: settingsJson } = await tx
        .selectFrom('office')
        .select('settings_json')
        .executeTakeFirstOrThrow();
      const sharing = { tx, newId: createIdMaker(), helper, checkpoint: heard };
      const period = SAMPLE_PERIOD as Period;
      const totals = await calculateRoute(sharing, { ...run, period, accepted: [], settingsJson });
      written = { totals, ...(await contents(tx)) };
      throw new Undone();
    })
    .catch((error: unknown) => {
      if (!(error instanceof Undone)) throw error;
    });
  return written;
}

async function contents(tx: LedgerTransaction) {
  const bills = await tx.selectFrom('trial_bill').selectAll().orderBy('service_point_id').execute();
  const pointOf = new Map(bills.map((bill) => [bill.trial_bill_id, bill.service_point_id]));
  const lines = await tx.selectFrom('trial_bill_line').selectAll().execute();
  const exceptions = await tx.selectFrom('bill_exception').selectAll().execute();
  const sorted = (rows: readonly object[]) => rows.map((row) => JSON.stringify(row)).sort();
  return {
    bills: bills.map(({ trial_bill_id: _, ...bill }) => bill),
    lines: sorted(lines.map(({ trial_bill_id: id, ...line }) => ({ ...line, point: pointOf.get(id) }))),
    exceptions: sorted(exceptions.map(({ exception_id: _, trial_bill_id: __, ...row }) => row)),
  };
}

test('a thread beside the command takes parts of it, and what is written is the same', async () => {
  const { helper, taken } = counted(thread);
  const done: number[] = [];
  const shared = await calculated(helper, async (count, total) => {
    done.push(count);
    expect(total).toBe(POINTS_OF_ROUTE);
  });
  expect(taken()).toBeGreaterThan(0);
  expect(taken()).toBeLessThan(PARTS);
  expect(done.at(-1)).toBe(POINTS_OF_ROUTE);
  expect(shared).toEqual(await calculated(null));
  expect(losses).toEqual([]);
});

test('where the thread ends in the middle the command goes on alone', async () => {
  let given = 0;
  const dying = through(thread, (help) => ({
    give: (index, part) => {
      help.give(index, part);
      given += 1;
      if (given === 2) void thread.close();
    },
  }));
  expect(await calculated(dying)).toEqual(await calculated(null));
  expect(given).toBeGreaterThan(1);
});

test('a part that the thread cannot do is done by the command, and the log hears of it', async () => {
  const confusing = through(thread, (help) => ({ give: (index) => help.give(index, 'no part') }));
  expect(await calculated(confusing)).toEqual(await calculated(null));
  expect(losses).toHaveLength(1);
});

test('a command that is given up leaves the thread ready for the next, which hears nothing of the first', async () => {
  const cancelled = calculated(thread, async () => {
    throw new Error('cancelled');
  });
  await expect(cancelled).rejects.toThrow('cancelled');
  expect(await calculated(thread)).toEqual(await calculated(null));
  expect(losses).toEqual([]);
});

test('the thread sees what was committed before each command', async () => {
  const before = await calculated(thread);
  await ledger.transact((tx) => tx.updateTable('meter').set({ multiplier: '3' }).execute());
  const { helper, taken } = counted(thread);
  const after = await calculated(helper);
  expect(taken()).toBeGreaterThan(0);
  expect(after).toEqual(await calculated(null));
  expect(after).not.toEqual(before);
});
