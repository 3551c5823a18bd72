import { expect, test } from 'vitest';
import { trialBalance } from '#shared/contract/accounting.ts';
import { billPage } from '#shared/contract/bill.ts';
import { receiptPage } from '#shared/contract/collection.ts';
import { ledgerCheck } from '#shared/contract/ledger.ts';
import { People } from '../../electron/cli/month/people.ts';
import { readMeters } from '../../electron/cli/month/readMeters.ts';
import { SAMPLE_PERIOD, SampleOffice } from '../support/sampleOffice.ts';
import { runWorker } from './runWorker.ts';

/** Who is there, and how often each does what is his or hers. */
const DESKS = [
  ['cashier', 12],
  ['cashier', 12],
  ['cashier', 12],
  ['reader', 12],
  ['checker', 8],
  ['issuer', 4],
  ['issuer', 4],
  ['admin', 5],
] as const;
type Told = { readonly job: string; readonly done: number; readonly refusals: Record<string, number> };

test('eight desks at eight different works on one ledger: every invariant holds, no number is lost or doubled', async () => {
  const office = await SampleOffice.create(120);
  try {
    const people = new People(office.core, office.password);
    await readMeters(people, office.files, SAMPLE_PERIOD);
    office.later();
    const told = await Promise.all(
      DESKS.map(([job, rounds], number) =>
        runWorker<Told>('mixedWorker.ts', [
          office.ledger.name,
          job,
          String(number),
          String(rounds),
          String(office.now),
        ]),
      ),
    );
    const by = (job: string) => told.filter((one) => one.job === job);
    const doneBy = (job: string) => by(job).reduce((sum, { done }) => sum + done, 0);
    const refusedBy = (job: string, code: string) =>
      by(job).reduce((sum, { refusals }) => sum + (refusals[code] ?? 0), 0);
    // Taking money and adding people is in nobody's way, but a bill may be issued and take what would be given back.
    expect(doneBy('cashier') + refusedBy('cashier', 'prepaid_used')).toBe(36);
    expect(doneBy('admin')).toBe(5);
    // Of two who issue a route one is told.
    expect(doneBy('issuer')).toBeGreaterThan(0);
    expect(doneBy('reader') + doneBy('checker')).toBeGreaterThan(0);

    const supervisor = await people.at('supervisor');
    const { checks } = await supervisor.ask(ledgerCheck, {});
    expect(checks.filter(({ passed }) => !passed)).toEqual([]);
    const accountant = await people.at('accountant');
    expect((await accountant.ask(trialBalance, {})).totalMinor).toBe(0);
    const receiptNos = (await accountant.askAll(receiptPage, {})).map(({ receiptNo }) => Number(receiptNo));
    expect(receiptNos.sort((a, b) => a - b)).toEqual(receiptNos.map((_, index) => index + 1));
    const billNos = (await accountant.askAll(billPage, { period: SAMPLE_PERIOD })).map(
      ({ billNo }) => billNo,
    );
    expect(new Set(billNos).size).toBe(billNos.length);
  } finally {
    await office.close();
  }
});
