import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { insertMany } from '#core/db/repositories/bulk.ts';
import { writeMonthReadings } from '#core/sample/monthReadings.ts';
import { billPage } from '#shared/contract/bill.ts';
import {
  billExceptionAccept,
  billExceptionPage,
  billExceptionSendBack,
  billRunApprove,
  billRunCalculate,
  billRunCancel,
  billRunCreate,
  billRunDetail,
  billRunIssue,
  billRunReturn,
  billRunSubmit,
  trialBillPage,
} from '#shared/contract/billing.ts';
import { paymentReceive } from '#shared/contract/collection.ts';
import { ledgerCheck } from '#shared/contract/ledger.ts';
import { readingImport } from '#shared/contract/readingFiles.ts';
import { period } from '#shared/domain/localDate.ts';
import type { Desk } from '../../support/office.ts';
import { SAMPLE_PERIOD, SampleOffice } from '../../support/sampleOffice.ts';

const reason = '核对无误';
let office: SampleOffice;
let both: Desk;
let checker: Desk;
let approver: Desk;
let billRunId: string;

/** Somebody of a small office who holds the checker's and the approver's role. */
async function addPersonWithBothRoles(): Promise<void> {
  await office.ledger.withTables(async (db) => {
    const model = await db
      .selectFrom('user_account')
      .selectAll()
      .where('user_name', '=', 'checker')
      .executeTakeFirstOrThrow();
    const user_id = 'test-user-both';
    await db
      .insertInto('user_account')
      .values({ ...model, user_id, user_name: 'both' })
      .execute();
    for (const role of ['checker', 'approver', 'admin'] as const) {
      await db.insertInto('user_role').values({ user_id, role }).execute();
    }
  });
}

async function current() {
  const { run } = await checker.ask(billRunDetail, { billRunId });
  return {
    run,
    named: { billRunId, expectedVersion: run.version },
    seen: { seenTotalMinor: run.totalMinor, seenBillCount: run.billCount },
  };
}

beforeAll(async () => {
  office = await SampleOffice.create(30);
  await addPersonWithBothRoles();
  both = await office.desk('both');
  checker = await office.desk('checker');
  approver = await office.desk('approver');
  const reader = await office.desk('reader');
  const folder = join(office.folder, 'files');
  mkdirSync(folder);
  const [file] = await office.ledger.withTables((db) =>
    writeMonthReadings(db, { folder, period: period(SAMPLE_PERIOD) }),
  );
  if (!file) throw new Error('the sample has routes');
  await reader.run(readingImport, { path: file.path, routeId: file.routeId, period: SAMPLE_PERIOD });
  office.later();
  const planned = { routeId: file.routeId, period: SAMPLE_PERIOD };
  ({ billRunId } = await checker.run(billRunCreate, planned));
});
afterAll(() => office.close());

test('nobody but the checker prepares, nobody but the approver approves and issues', async () => {
  const { named, seen } = await current();
  for (const userName of ['reader', 'cashier', 'clerk', 'accountant', 'supervisor', 'admin', 'approver']) {
    const desk = await office.desk(userName);
    const work = { billRunId, exceptionIds: ['no-such-exception'], reason };
    expect(await desk.errorOf(billRunCalculate, named)).toMatchObject({ code: 'forbidden' });
    expect(await desk.errorOf(billRunSubmit, named)).toMatchObject({ code: 'forbidden' });
    expect(await desk.errorOf(billRunCancel, { ...named, reason })).toMatchObject({ code: 'forbidden' });
    expect(await desk.errorOf(billExceptionAccept, work)).toMatchObject({ code: 'forbidden' });
    expect(await desk.errorOf(billExceptionSendBack, work)).toMatchObject({ code: 'forbidden' });
    if (userName === 'approver') continue;
    expect(await desk.errorOf(billRunApprove, { ...named, ...seen })).toMatchObject({ code: 'forbidden' });
    expect(await desk.errorOf(billRunIssue, named)).toMatchObject({ code: 'forbidden' });
    expect(await desk.errorOf(billRunReturn, { ...named, reason })).toMatchObject({ code: 'forbidden' });
  }
});

test('a preview shows the totals and leaves everything as it was', async () => {
  const { named } = await current();
  const preview = await checker.send(billRunCalculate, named, { dryRun: true });
  expect(preview).toMatchObject({ ok: true, value: { state: 'calculated' } });
  expect((await current()).run).toMatchObject({ state: 'planned', version: named.expectedVersion });
});

test('whoever took part in preparing approves nothing, whatever roles he or she holds', async () => {
  await both.run(billRunCalculate, (await current()).named);
  const { rows } = await checker.ask(billExceptionPage, { billRunId, state: 'open', limit: 500 });
  const exceptionIds = rows.map((row) => row.exceptionId);
  if (exceptionIds.length > 0) await checker.run(billExceptionAccept, { billRunId, exceptionIds, reason });
  await checker.run(billRunSubmit, (await current()).named);
  const submitted = await current();
  expect(await both.errorOf(billRunApprove, { ...submitted.named, ...submitted.seen })).toMatchObject({
    kind: 'refusal',
    code: 'same_person',
    detail: { part: 'calculated' },
  });
  expect((await both.ask(billRunDetail, { billRunId })).samePersonAs).toBe('calculated');
  await approver.run(billRunApprove, { ...submitted.named, ...submitted.seen });
  expect(await both.errorOf(billRunIssue, (await current()).named)).toMatchObject({ code: 'same_person' });
});

test('prepaid money pays once what is issued, the first bill of the customer first', async () => {
  const first = (await checker.ask(trialBillPage, { billRunId, state: 'calculated' })).rows.find(
    (row) => row.totalMinor > 100,
  );
  if (!first) throw new Error('the sample has bills');
  const { accountNo } = first;
  const amountMinor = first.totalMinor + 50;
  const cashier = await office.desk('cashier');
  await cashier.run(paymentReceive, { accountNo, amountMinor, method: 'cash' });
  const second = (await checker.ask(trialBillPage, { billRunId, state: 'calculated' })).rows.find(
    (row) => row.accountNo !== accountNo && row.totalMinor > 100,
  );
  // The second service point now belongs to the same customer.
  await office.ledger.withTables(async (db) => {
    const { customer_id } = await db
      .selectFrom('customer')
      .select('customer_id')
      .where('account_no', '=', accountNo)
      .executeTakeFirstOrThrow();
    const id = second?.trialBillId ?? '';
    const bills = await db.selectFrom('trial_bill').selectAll().where('trial_bill_id', '=', id).execute();
    const lines = await db
      .selectFrom('trial_bill_line')
      .selectAll()
      .where('trial_bill_id', '=', id)
      .execute();
    await db.deleteFrom('trial_bill').where('trial_bill_id', '=', id).execute();
    await insertMany(
      db,
      'trial_bill',
      bills.map((bill) => ({ ...bill, customer_id })),
    );
    await insertMany(db, 'trial_bill_line', lines);
  });
  const preview = await approver.send(billRunIssue, (await current()).named, { dryRun: true });
  expect(preview).toMatchObject({ ok: true, value: { prepaidMinor: amountMinor } });
});

test('a preview of the issue numbers nothing', async () => {
  const { named, run } = await current();
  const preview = await approver.send(billRunIssue, named, { dryRun: true });
  expect(preview).toMatchObject({ ok: true, value: { totalMinor: run.totalMinor } });
  expect((await checker.ask(billPage, { billRunId })).rows).toEqual([]);
  const issued = await approver.run(billRunIssue, named);
  expect(preview).toMatchObject({ ok: true, value: { firstBillNo: issued.firstBillNo } });
  const { rows } = await checker.ask(billPage, { billRunId, limit: 500 });
  const paid = rows.flatMap(({ receivable }) => (receivable?.receivedMinor ? [receivable] : []));
  expect(paid.reduce((sum, one) => sum + one.receivedMinor, 0)).toBe(issued.prepaidMinor);
  expect(paid.map((one) => one.state).sort()).toEqual(['part', 'settled']);
  const accountant = await office.desk('accountant');
  expect((await accountant.ask(ledgerCheck, {})).checks.filter((check) => !check.passed)).toEqual([]);
});
