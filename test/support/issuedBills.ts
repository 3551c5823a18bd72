import type { LedgerDatabase } from '#core/db/database.ts';
import type { Invariant } from '#core/db/invariants.ts';
import { accountingInvariants } from '#core/db/repositories/accounting/accountingInvariants.ts';
import { postJournalEntries } from '#core/db/repositories/accounting/journal.ts';
import { insertMany } from '#core/db/repositories/bulk.ts';
import { collectionInvariants } from '#core/db/repositories/collection/collectionInvariants.ts';
import { insertPrepaidMovements } from '#core/db/repositories/collection/prepaid.ts';
import { addToReceived } from '#core/db/repositories/collection/receivables.ts';
import { postBillIssue, postPrepaidUse } from '#shared/domain/accounting/posting.ts';
import { minor, ZERO_MINOR } from '#shared/domain/money.ts';
import type { TestOffice } from './office.ts';

export type IssuedBill = {
  readonly accountNo: string;
  /** `yyyy-mm`. */
  readonly period: string;
  readonly amountMinor: number;
  readonly dueOn: string;
  readonly customerClass?: string;
};

/** The id of the receivable of an account's bill. */
export const receivableIdOf = (accountNo: string, period: string) => `receivable-${accountNo}-${period}`;

/**
 * Puts issued bills into a ledger, with customers and entries, for tests of what comes after billing.
 * Every customer has one service point; a bill number says its period.
 */
export async function issueBills(office: TestOffice, bills: readonly IssuedBill[]): Promise<void> {
  await office.withLedger(async (db) => {
    const admin = await db.selectFrom('user_account').select('user_id').executeTakeFirstOrThrow();
    const at = '2026-11-01T00:00:00.000Z';
    await db
      .insertInto('route')
      .values({
        route_id: 'route-of-bills',
        route_no: 'B01',
        name: '测试线',
        cycle_day: 1,
        reader_user_id: null,
        version: 1,
      })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    for (const bill of bills) await issueBill(db, bill, admin.user_id, at);
  });
}

async function issueBill(db: LedgerDatabase, bill: IssuedBill, userId: string, at: string): Promise<void> {
  const { accountNo, period, amountMinor, dueOn } = bill;
  const key = `${accountNo}-${period}`;
  const customerId = `customer-${accountNo}`;
  const pointId = `point-${accountNo}`;
  await db.transaction().execute(async (tx) => {
    await tx
      .insertInto('customer')
      .values({
        customer_id: customerId,
        account_no: accountNo,
        name: `客户${accountNo}`,
        address: '一号路1号',
        phone: '',
        customer_class: bill.customerClass ?? 'household',
        household_size: null,
        state: 'active',
        version: 1,
        created_at: at,
      })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    await tx
      .insertInto('service_point')
      .values({
        service_point_id: pointId,
        service_point_no: `P${accountNo}`,
        customer_id: customerId,
        route_id: 'route-of-bills',
        route_position: 1,
        address: '一号路1号',
        capacity_kva: null,
        state: 'active',
        version: 1,
        created_at: at,
      })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    const runId = `bill-run-${period}`;
    await tx
      .insertInto('bill_run')
      .values({
        bill_run_id: runId,
        route_id: 'route-of-bills',
        period,
        state: 'issued',
        version: 1,
        bill_count: 0,
        stopped_count: 0,
        open_exception_count: 0,
        total_kwh: '0',
        total_minor: 0,
        created_by: userId,
        created_at: at,
        calculated_by: userId,
        calculated_at: at,
        submitted_by: userId,
        submitted_at: at,
        approved_by: userId,
        approved_at: at,
        issued_by: userId,
        issued_at: at,
        cancelled_by: null,
        cancelled_at: null,
        cancel_reason: null,
        basis_hash: null,
      })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    await insertMany(tx, 'bill', [
      {
        bill_id: `bill-${key}`,
        bill_no: `${period}-${accountNo}`,
        kind: 'regular',
        reverses_id: null,
        bill_run_id: runId,
        service_point_id: pointId,
        customer_id: customerId,
        period,
        start_on: `${period}-01`,
        end_on: `${period}-28`,
        total_kwh: '0',
        total_minor: amountMinor,
        tax_minor: 0,
        is_estimated: 0,
        tariff_version_id: null,
        quantities_json: '{}',
        readings_json: '[]',
        due_on: dueOn,
        issued_on: dueOn,
        issued_by: userId,
        issued_at: at,
        corrects_id: null,
      },
    ]);
    await postJournalEntries(tx, [
      {
        journalEntryId: `entry-of-${key}`,
        postedOn: '2026-11-01',
        sourceType: 'bill_run',
        sourceId: runId,
        postedBy: userId,
        postedAt: at,
        posting: postBillIssue(
          {
            totalMinor: minor(amountMinor),
            revenueMinor: minor(amountMinor),
            funds: [],
            taxMinor: ZERO_MINOR,
          },
          customerId,
        ),
      },
    ]);
    await insertMany(tx, 'receivable', [
      {
        receivable_id: receivableIdOf(accountNo, period),
        bill_id: `bill-${key}`,
        customer_id: customerId,
        period,
        due_on: dueOn,
        amount_minor: amountMinor,
        received_minor: 0,
        state: 'owed',
        version: 1,
      },
    ]);
  });
}

/** Lets prepaid money pay a bill, as issuing does. */
export async function payFromPrepaid(
  office: TestOffice,
  { accountNo, period, amountMinor }: Pick<IssuedBill, 'accountNo' | 'period' | 'amountMinor'>,
): Promise<void> {
  await office.withLedger(async (db) => {
    const admin = await db.selectFrom('user_account').select('user_id').executeTakeFirstOrThrow();
    await db.transaction().execute(async (tx) => {
      const customerId = `customer-${accountNo}`;
      const journalEntryId = `prepaid-entry-${accountNo}-${period}`;
      await postJournalEntries(tx, [
        {
          journalEntryId,
          postedOn: '2026-11-10',
          sourceType: 'bill_run',
          sourceId: `bill-run-${period}`,
          postedBy: admin.user_id,
          postedAt: '2026-11-10T02:00:00.000Z',
          posting: postPrepaidUse(minor(amountMinor), customerId),
        },
      ]);
      await insertPrepaidMovements(tx, [
        {
          movement_id: `movement-${accountNo}-${period}`,
          customer_id: customerId,
          occurred_on: '2026-11-10',
          amount_minor: -amountMinor,
          receipt_id: null,
          bill_id: `bill-${accountNo}-${period}`,
          journal_entry_id: journalEntryId,
        },
      ]);
      await addToReceived(tx, receivableIdOf(accountNo, period), amountMinor);
    });
  });
}

/** Names of the invariants of money that do not hold, with the rows that show it. */
export async function brokenMoneyInvariants(office: TestOffice): Promise<unknown[]> {
  return office.withLedger(async (db) => {
    const broken: unknown[] = [];
    const all: readonly Invariant[] = [...collectionInvariants, ...accountingInvariants];
    for (const { name, check } of all) {
      const rows = await check(db);
      if (rows.length > 0) broken.push({ name, rows });
    }
    return broken;
  });
}
