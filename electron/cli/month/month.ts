import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import {
  reconciliationExport,
  trialBalance,
  voucherApprove,
  voucherDetail,
  voucherPrepare,
} from '#shared/contract/accounting.ts';
import { billPage, billPrint } from '#shared/contract/bill.ts';
import { receiptPage, receiptPrint } from '#shared/contract/collection.ts';
import { customerPage } from '#shared/contract/customers.ts';
import { ledgerCheck, ledgerCreateSample, ledgerStatus } from '#shared/contract/ledger.ts';
import { assert } from '#shared/lib/assert.ts';
import { Desk, startCore } from '../desk.ts';
import { showProgress } from '../output.ts';
import { writeBankCsv, writeCamt } from './bankFiles.ts';
import { issueBills } from './issueBills.ts';
import { type Difficulties, leftOut } from './leftOut.ts';
import { People } from './people.ts';
import { type Printed, readBack } from './readBack.ts';
import { readMeters } from './readMeters.ts';
import { type BankFigures, reconcileDay } from './reconcileDay.ts';
import { takePayments } from './takePayments.ts';

export type MonthOptions = {
  /** Folder for the ledger and all files; made when it is missing. */
  readonly folder: string;
  readonly points: number;
  readonly seed: number;
  /** Says which step begins. */
  readonly say: (step: string) => void;
};

/**
 * One month of the sample office on a fresh ledger, each step by its own person through the same
 * pipeline as everything else: from the meter files to a signed-off bank day and approved vouchers. What a small office
 * has too few customers for is left out, and named in `leftOut`.
 */
export async function runMonth({ folder, points, seed, say }: MonthOptions) {
  mkdirSync(folder, { recursive: true });
  const core = startCore();
  try {
    say('ledger.createSample');
    const founder = new Desk(core, showProgress);
    const path = resolve(folder, 'sample.meterbook');
    const {
      password,
      files,
      currentPeriod: period,
    } = await founder.run(ledgerCreateSample, { path, points, seed });
    const people = new People(core, password);

    const met: Difficulties = new Set();
    say('reading.import');
    const readings = await readMeters(people, files, period, met);
    say('billRun.issue');
    const bills = await issueBills(people, period);
    const printed = await printBills(people, folder, period);
    say('payment.receive');
    const { icbc, boc, ...receipts } = await takePayments(people, met);
    printed.push(...(await printReceipts(people, folder)));

    say('reconciliation.signOff');
    const { ledger } = await founder.ask(ledgerStatus, {});
    assert(ledger !== null, 'the sample ledger is open');
    const day = ledger.businessDate;
    const supervisor = await people.at('supervisor');
    const { rows } = await supervisor.ask(customerPage, { limit: 1 });
    const strangerAccountNo = rows[0]?.accountNo ?? '';
    const bankDay = { folder: resolve(folder, 'bank'), day, strangerAccountNo, met };
    const bank: BankFigures = { lines: 0, matched: 0, differences: 0, resolved: 0 };
    const days = [{ channelCode: 'icbc', path: writeCamt(icbc, bankDay) }];
    if (boc.length > 0) days.push({ channelCode: 'boc', path: await writeBankCsv(boc, bankDay) });
    const reconciled: string[] = [];
    for (const channelDay of days) {
      reconciled.push(await reconcileDay(people, { ...channelDay, businessOn: day }, bank));
    }

    say('voucher.approve');
    const vouchers = await approveVouchers(people, reconciled);
    const workbook = join(resolve(folder), `reconciliation_${day}.xlsx`);
    const accountant = await people.at('accountant');
    await accountant.run(reconciliationExport, { businessOn: day, path: workbook });

    say('ledger.check');
    const { totalMinor: trialBalanceMinor } = await accountant.ask(trialBalance, {});
    const invariants = await accountant.ask(ledgerCheck, {});
    const readFiles = await readBack(people, workbook, printed);
    return {
      period,
      points,
      readings,
      bills,
      receipts,
      bank,
      vouchers,
      trialBalanceMinor,
      checks: { run: invariants.run + readFiles.run, failed: invariants.failed + readFiles.failed },
      ...leftOut(met),
      files: [
        path,
        ...files,
        ...printed.map((one) => one.path),
        ...days.map((channelDay) => channelDay.path),
        workbook,
      ],
    };
  } finally {
    await core.close();
  }
}

const PRINTED = 3;

/** Prints the first bills, as the counter hands them out. */
async function printBills(people: People, folder: string, period: string): Promise<Printed[]> {
  const cashier = await people.at('cashier');
  const printed: Printed[] = [];
  mkdirSync(resolve(folder, 'bills'), { recursive: true });
  for (const { billNo: no, totalMinor } of await cashier.askAll(billPage, { period }, PRINTED)) {
    const path = resolve(folder, 'bills', `${no}.pdf`);
    await cashier.run(billPrint, { billNo: no, path });
    printed.push({ path, no, totalMinor });
  }
  return printed;
}

/** Prints the receipts of the last payments. */
async function printReceipts(people: People, folder: string): Promise<Printed[]> {
  const cashier = await people.at('cashier');
  const printed: Printed[] = [];
  mkdirSync(resolve(folder, 'receipts'), { recursive: true });
  for (const { receiptNo: no, amountMinor } of await cashier.askAll(receiptPage, {}, PRINTED)) {
    const path = resolve(folder, 'receipts', `${no}.pdf`);
    await cashier.run(receiptPrint, { receiptNo: no, path });
    printed.push({ path, no, totalMinor: amountMinor });
  }
  return printed;
}

/** The clerk prepares the vouchers of each day, the accountant approves them with the totals as seen. */
async function approveVouchers(people: People, reconciliationIds: readonly string[]): Promise<number> {
  const clerk = await people.at('clerk');
  const accountant = await people.at('accountant');
  let count = 0;
  for (const reconciliationId of reconciliationIds) {
    const { vouchers } = await clerk.run(voucherPrepare, { reconciliationId });
    for (const { voucherId } of vouchers) {
      const { version, totalMinor } = await accountant.ask(voucherDetail, { voucherId });
      await accountant.run(voucherApprove, {
        voucherId,
        expectedVersion: version,
        seenTotalMinor: totalMinor,
      });
      count += 1;
    }
  }
  return count;
}
