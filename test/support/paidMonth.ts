import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Core } from '#core/core.ts';
import { type Clock, systemClock } from '#core/runtime/clock.ts';
import { createLog } from '#core/runtime/log.ts';
import { customerPage } from '#shared/contract/customers.ts';
import { ledgerCreateSample, ledgerStatus } from '#shared/contract/ledger.ts';
import { Desk } from '../../electron/cli/desk.ts';
import { writeBankCsv, writeCamt } from '../../electron/cli/month/bankFiles.ts';
import { issueBills } from '../../electron/cli/month/issueBills.ts';
import { People } from '../../electron/cli/month/people.ts';
import { readMeters } from '../../electron/cli/month/readMeters.ts';
import { takePayments } from '../../electron/cli/month/takePayments.ts';

export type PaidMonth = {
  readonly folder: string;
  readonly ledgerPath: string;
  /** The day on which the payments were taken. */
  readonly day: string;
  readonly bankFiles: { readonly icbc: string; readonly boc: string };
  readonly remove: () => void;
};

/**
 * A closed ledger of the sample office whose month is read, billed and paid, and the files of two banks
 * with the usual differences: what the receipts clerk finds in the morning. `clock`: of the computer it was done on.
 */
export async function makePaidMonth(points: number, clock: Clock = systemClock): Promise<PaidMonth> {
  const folder = mkdtempSync(join(tmpdir(), 'meterbook-paid-'));
  const ledgerPath = join(folder, 'sample.meterbook');
  const core = new Core({ log: createLog('error'), settingsFolder: join(folder, 'settings'), clock });
  try {
    const founder = new Desk(core);
    const { password, files, currentPeriod } = await founder.run(ledgerCreateSample, {
      path: ledgerPath,
      points,
      seed: 1,
    });
    const people = new People(core, password);
    await readMeters(people, files, currentPeriod);
    await issueBills(people, currentPeriod);
    const { icbc, boc } = await takePayments(people);
    const { ledger } = await founder.ask(ledgerStatus, {});
    const day = ledger?.businessDate ?? '';
    const clerk = await people.at('clerk');
    const { rows } = await clerk.ask(customerPage, { limit: 1 });
    const bankDay = { folder: join(folder, 'bank'), day, strangerAccountNo: rows[0]?.accountNo ?? '' };
    const bankFiles = { icbc: writeCamt(icbc, bankDay), boc: await writeBankCsv(boc, bankDay) };
    return {
      folder,
      ledgerPath,
      day,
      bankFiles,
      remove: () => rmSync(folder, { recursive: true, force: true }),
    };
  } finally {
    await core.close();
  }
}
