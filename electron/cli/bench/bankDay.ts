import { join } from 'node:path';
import { reconciliationExport } from '#shared/contract/accounting.ts';
import { bankFileImport } from '#shared/contract/bankFiles.ts';
import { paymentReceive, receivablePage } from '#shared/contract/collection.ts';
import { reconciliationRun } from '#shared/contract/reconciliation.ts';
import { assert } from '#shared/lib/assert.ts';
import { writeBankCsv } from '../month/bankFiles.ts';
import type { People } from '../month/people.ts';
import type { BankPayment } from '../month/takePayments.ts';
import type { Stopwatch } from './stopwatch.ts';

type BenchDay = { readonly folder: string; readonly points: number; readonly businessOn: string };

/** The channel whose day is proven. */
export const BANK = 'boc';

/** A tenth of the bills is paid: each payment is a command of its own, and a hundred thousand take an hour. */
const PAID_SHARE = 10;
const MOST_PAID = 5_000;
/** A bank day of the largest office: its million bills are paid over many days and channels. */
const MOST_BANK_LINES = 100_000;
/** Of so many payments the bank lacks one and has another amount for the next. */
const DIFFERENCE_EVERY = 50;

/**
 * A bank day with about a line for every point, up to a limit: those of our receipts, less some that the bank lacks or
 * has with another amount, and for all others money that we do not know of.
 */
export async function bankDay(people: People, watch: Stopwatch, day: BenchDay): Promise<void> {
  const { folder, businessOn } = day;
  const lines = bankLines(await payBills(people, watch, day.points), day.points);
  const path = await writeBankCsv(lines, { folder, day: businessOn, strangerAccountNo: '' });
  const clerk = await people.at('clerk');
  const bankDay = { channelCode: BANK, businessOn };
  await watch.time(
    (file) => ({ bankImport: file.lineCount }),
    () => clerk.run(bankFileImport, { path, ...bankDay }),
  );
  const { itemCount, openCount } = await watch.time(
    (run) => ({ reconcile: run.bankLineCount }),
    () => clerk.run(reconciliationRun, bankDay),
  );
  assert(itemCount > openCount, 'some lines of the bank have their receipt');
  const accountant = await people.at('accountant');
  await watch.time(
    (written) => ({ export: written.rowCount }),
    () => accountant.run(reconciliationExport, { businessOn, path: join(folder, 'bench.xlsx') }),
  );
}

async function payBills(people: People, watch: Stopwatch, points: number): Promise<readonly BankPayment[]> {
  const cashier = await people.at('cashier');
  const wanted = Math.min(MOST_PAID, Math.ceil(points / PAID_SHARE));
  const payments: BankPayment[] = [];
  for (const debt of await cashier.askAll(receivablePage, { state: 'owed' }, wanted)) {
    const payment = {
      accountNo: debt.accountNo,
      customerName: debt.customerName,
      amountMinor: debt.owedMinor,
      serialNo: serialNo(payments.length),
    };
    await watch.time(
      () => ({ pay: 1 }),
      () =>
        cashier.run(paymentReceive, {
          accountNo: payment.accountNo,
          amountMinor: payment.amountMinor,
          method: 'direct_debit',
          channelCode: BANK,
          channelSerialNo: payment.serialNo,
        }),
    );
    payments.push(payment);
  }
  return payments;
}

function bankLines(payments: readonly BankPayment[], points: number): BankPayment[] {
  const lines = payments.flatMap((payment, index) => {
    const place = index % DIFFERENCE_EVERY;
    if (place === 1) return [];
    return place === 2 ? [{ ...payment, amountMinor: payment.amountMinor + 100 }] : [payment];
  });
  for (let index = payments.length; index < Math.min(points, MOST_BANK_LINES); index += 1) {
    lines.push({
      accountNo: '',
      customerName: 'bench',
      amountMinor: 5_000 + (index % 700),
      serialNo: serialNo(index),
    });
  }
  return lines;
}

const serialNo = (index: number) => `0104${String(index + 1).padStart(18, '0')}`;
