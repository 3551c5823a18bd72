import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Core } from '#core/core.ts';
import { createLog } from '#core/runtime/log.ts';
import { SAMPLE_PASSWORD } from '#core/sample/people.ts';
import { sessionSignIn, userCreate } from '#shared/contract/access.ts';
import { billRunCalculate, billRunDetail, billRunPage } from '#shared/contract/billing.ts';
import { paymentReceive, receiptReverse } from '#shared/contract/collection.ts';
import { customerPage, routeList } from '#shared/contract/customers.ts';
import { ledgerOpen } from '#shared/contract/ledger.ts';
import { readingCorrect, readingSheet } from '#shared/contract/reading.ts';
import { Desk } from '../../electron/cli/desk.ts';
import { CommandFailed } from '../../electron/cli/failure.ts';
import { issueRoute } from '../../electron/cli/month/issueBills.ts';
import { People } from '../../electron/cli/month/people.ts';

/** One desk in a process of its own at some work of the office; says how often it was done and with what it was refused. */
const [address = '', job = '', number = '', rounds = '', now = ''] = process.argv.slice(2);
const desk = Number.parseInt(number, 10);
const core = new Core({
  log: createLog('error'),
  settingsFolder: join(tmpdir(), `meterbook-mixed-${process.pid}`),
  clock: () => Number.parseInt(now, 10),
});
await new Desk(core).run(ledgerOpen, { path: address });
const people = new People(core, SAMPLE_PASSWORD);
const refusals: Record<string, number> = {};
let done = 0;

/** What another desk was faster at is refused, and nothing else may go wrong. */
async function attempt(work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
    done += 1;
  } catch (error) {
    if (!(error instanceof CommandFailed) || error.error.kind !== 'refusal') throw error;
    refusals[error.error.code] = (refusals[error.error.code] ?? 0) + 1;
  }
}

const JOBS: Readonly<Record<string, (round: number) => Promise<void>>> = {
  async cashier(round) {
    const cashier = await people.at('cashier');
    const { rows } = await cashier.ask(customerPage, { limit: 20 });
    const accountNo = rows[(desk + round) % rows.length]?.accountNo ?? '';
    await attempt(async () => {
      const payment = { accountNo, amountMinor: 100 + round, method: 'cash' as const };
      const { receiptNo } = await cashier.run(paymentReceive, payment);
      if (round % 3 === 2) await cashier.run(receiptReverse, { receiptNo, reason: `第${desk}桌` });
    });
  },
  async reader(round) {
    const reader = await people.at('reader');
    const { rows: routes } = await reader.ask(routeList, {});
    const routeId = routes.at(-1)?.routeId ?? '';
    const { rows } = await reader.ask(readingSheet, { routeId, period: '2026-10', limit: 50 });
    const current = rows[round % rows.length]?.registers[0]?.current;
    if (!current) return;
    const value = String(Number.parseInt(current.value, 10) + 1);
    await attempt(() =>
      reader.run(readingCorrect, { readingId: current.readingId, value, reason: `第${desk}桌` }),
    );
  },
  async checker() {
    const checker = await people.at('checker');
    const { rows } = await checker.ask(billRunPage, { period: '2026-10', state: 'calculated' });
    const billRunId = rows[0]?.billRunId;
    if (billRunId === undefined) return;
    const { run } = await checker.ask(billRunDetail, { billRunId });
    await attempt(() => checker.run(billRunCalculate, { billRunId, expectedVersion: run.version }));
  },
  async issuer(round) {
    const { rows } = await (await people.at('checker')).ask(routeList, {});
    const route = rows[round % rows.length];
    if (route) await attempt(() => issueRoute(people, route.routeId, '2026-10'));
  },
  async admin(round) {
    const admin = new Desk(core);
    await admin.run(sessionSignIn, { userName: 'admin', password: SAMPLE_PASSWORD });
    await attempt(() =>
      admin.run(userCreate, {
        userName: `new${desk}_${round}`,
        displayName: `新人${desk}_${round}`,
        roles: ['reader'],
        password: SAMPLE_PASSWORD,
      }),
    );
  },
};

const work = JOBS[job];
if (!work) throw new Error(`nobody does ${job}`);
for (let round = 0; round < Number.parseInt(rounds, 10); round += 1) await work(round);
await core.close();
console.log(JSON.stringify({ job, done, refusals }));
