import type { Period } from '#shared/domain/localDate.ts';
import type { LedgerTransaction } from '../db/database.ts';
import { fillEmptyLedger } from '../office/emptyLedger.ts';

export type SamplePlan = {
  readonly points: number;
  readonly seed: number;
  readonly period: Period;
  readonly now: string;
  readonly newId: () => string;
  readonly ledgerPath: string;
  readonly checkpoint: (done: number, total: number) => Promise<void>;
};

export type SampleResult = {
  readonly users: { readonly userName: string; readonly displayName: string; readonly roles: string[] }[];
  readonly password: string;
  /** Files of the month, written beside the ledger. */
  readonly files: string[];
};

/** Password of every user of the sample office. */
export const SAMPLE_PASSWORD = 'meterbook';

/** Fills a new ledger with the made-up supply company. */
export async function fillSampleOffice(tx: LedgerTransaction, plan: SamplePlan): Promise<SampleResult> {
  await fillEmptyLedger(tx, {
    officeName: 'sample',
    currency: 'CNY',
    timeZone: 'Asia/Shanghai',
    period: plan.period,
    now: plan.now,
    newId: plan.newId,
    admin: { userName: 'admin', displayName: 'admin', password: SAMPLE_PASSWORD },
  });
  return { users: [], password: SAMPLE_PASSWORD, files: [] };
}
