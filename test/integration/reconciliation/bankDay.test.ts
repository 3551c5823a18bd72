import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { reconciliationInvariants } from '#core/db/repositories/reconciliation/reconciliationInvariants.ts';
import {
  bankFileErrors,
  bankFileExportErrors,
  bankFileImport,
  bankFileLines,
  bankFilePage,
  channelList,
} from '#shared/contract/bankFiles.ts';
import { paymentReceive, receiptReverse } from '#shared/contract/collection.ts';
import type { OutputOf } from '#shared/contract/define.ts';
import { differenceApprove, differenceReject, differenceResolve } from '#shared/contract/differences.ts';
import {
  reconciliationDetail,
  reconciliationItemPage,
  reconciliationPage,
  reconciliationRun,
  reconciliationSignOff,
} from '#shared/contract/reconciliation.ts';
import { brokenMoneyInvariants, issueBills } from '../../support/issuedBills.ts';
import { type Desk, newCommandId, TestOffice } from '../../support/office.ts';

const DAY = '2026-11-10';
const FILE = join(import.meta.dirname, '../../fixtures/bank/icbcDay.csv');
const day = { channelCode: 'icbc', businessOn: DAY };
const file = { path: FILE, ...day };

let office: TestOffice;
let cashier: Desk;
let clerk: Desk;
let approver: Desk;
let folder: string;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'meterbook-bank-day-'));
  office = await TestOffice.create();
  cashier = await office.desk('cashier', ['cashier']);
  clerk = await office.desk('clerk', ['receipts_clerk']);
  approver = await office.desk('approver', ['approver', 'receipts_clerk']);
  await issueBills(
    office,
    ['0000000001', '0000000002', '0000000003'].map((accountNo) => ({
      accountNo,
      period: '2026-10',
      amountMinor: 20_000,
      dueOn: '2026-11-25',
    })),
  );
});

afterEach(async () => {
  expect(await brokenMoneyInvariants(office)).toEqual([]);
  await office.withLedger(async (db) => {
    for (const { name, check } of reconciliationInvariants)
      expect([name, await check(db)]).toEqual([name, []]);
  });
  await office.close();
  rmSync(folder, { recursive: true, force: true });
});

const pay = (accountNo: string, amountMinor: number, channelSerialNo: string | null = null) =>
  cashier.run(paymentReceive, {
    accountNo,
    amountMinor,
    method: 'transfer',
    channelCode: 'icbc',
    channelSerialNo,
  });

async function itemsOf(reconciliationId: string, more: object = {}) {
  return (await clerk.ask(reconciliationItemPage, { reconciliationId, ...more })).rows;
}
type Item = Awaited<ReturnType<typeof itemsOf>>[number];

async function itemOf(
  reconciliationId: string,
  itemClass: Item['itemClass'],
  amountMinor?: number,
): Promise<Item> {
  const found = (await itemsOf(reconciliationId, { itemClass })).find(
    (item) => amountMinor === undefined || item.bankMinor === amountMinor || item.oursMinor === amountMinor,
  );
  if (!found) throw new Error(`no ${itemClass}`);
  return found;
}

async function resolve(item: Item, action: Item['possibleActions'][number], more: object = {}) {
  const proposed = await clerk.run(differenceResolve, {
    itemId: item.itemId,
    expectedVersion: item.version,
    action,
    reason: '已与银行核实',
    ...more,
  });
  return approver.run(differenceApprove, { itemId: item.itemId, expectedVersion: proposed.version });
}

/** Matched, amount differs, duplicate, only bank (charges) and only ours. */
async function preparedDay(): Promise<OutputOf<typeof reconciliationRun>> {
  await pay('0000000001', 10_000, '00000000000000000000A1');
  await pay('0000000002', 10_000, '00000000000000000000A2');
  await pay('0000000003', 3_000);
  await pay('0000000001', 777);
  await clerk.run(bankFileImport, file);
  return clerk.run(reconciliationRun, day);
}

test('a day from the file to the signature', async () => {
  const run = await preparedDay();
  expect(run).toMatchObject({ bankLineCount: 5, receiptCount: 4, itemCount: 6, openCount: 4, version: 1 });
  const { reconciliationId } = run;
  const signOff = (version: number) => ({ reconciliationId, expectedVersion: version });
  expect(await clerk.errorOf(reconciliationSignOff, signOff(1))).toMatchObject({
    code: 'differences_open',
    detail: { openCount: 4 },
  });
  const replaced = await resolve(await itemOf(reconciliationId, 'amount_differs'), 'replace_receipt');
  expect(replaced.receiptNos).toHaveLength(2);
  await resolve(await itemOf(reconciliationId, 'duplicate'), 'mark_duplicate');
  const charges = await resolve(await itemOf(reconciliationId, 'only_bank', -50), 'transfer_to_account');
  expect(charges.journalEntryId).not.toBeNull();
  await resolve(await itemOf(reconciliationId, 'only_ours', 777), 'reverse_receipt');
  expect(await itemsOf(reconciliationId, { state: 'open' })).toEqual([]);

  // What the actions posted belongs to their items: another run finds nothing new.
  expect(await clerk.run(reconciliationRun, day)).toMatchObject({
    version: 1,
    changedCount: 0,
    openCount: 0,
  });
  const detail = await clerk.ask(reconciliationDetail, { reconciliationId });
  expect(detail).toMatchObject({ canSignOff: true, openCount: 0, unseenBankLineCount: 0 });
  expect(await clerk.errorOf(reconciliationSignOff, signOff(7))).toMatchObject({ code: 'stale_version' });
  await clerk.run(reconciliationSignOff, signOff(1));
  expect(await clerk.errorOf(reconciliationSignOff, signOff(2))).toMatchObject({ code: 'signed_off' });
  expect(await clerk.errorOf(reconciliationRun, day)).toMatchObject({ code: 'signed_off' });
  const { rows } = await clerk.ask(reconciliationPage, { state: 'signed_off' });
  expect(rows).toMatchObject([{ reconciliationId, signedOffByName: 'clerk', channelName: '工商银行' }]);
  const accounts = await office.withLedger((db) =>
    db
      .selectFrom('journal_line')
      .select((eb) => eb.fn.sum<number>('amount_minor').as('minor'))
      .where('account_code', '=', '1012.icbc')
      .executeTakeFirstOrThrow(),
  );
  // In transit is what the bank has, without the line that it listed twice.
  expect(accounts.minor).toBe(10_000 + 100_000 + 3_000 - 50);
});

test('the same file, and a file that overlaps, add nothing; a run without news changes nothing', async () => {
  const first = await clerk.run(bankFileImport, file);
  expect(first).toMatchObject({ acceptedCount: 5, unchangedCount: 0, rejectedCount: 1, otherDayCount: 0 });
  const again = await clerk.run(bankFileImport, file);
  expect(again).toMatchObject({ bankFileId: first.bankFileId, acceptedCount: 0, unchangedCount: 5 });
  const rows = readFileSync(FILE, 'utf8').split('\n');
  const overlapping = join(folder, 'overlap.csv');
  const later = rows[5]?.replace('A1', 'B7') ?? '';
  writeFileSync(overlapping, [...rows.slice(0, 8), later].join('\n'));
  expect(await clerk.run(bankFileImport, { ...file, path: overlapping })).toMatchObject({
    acceptedCount: 1,
    unchangedCount: 3,
  });
  const run = await clerk.run(reconciliationRun, day);
  expect(await clerk.run(reconciliationRun, day)).toMatchObject({ ...run, changedCount: 0 });
  const files = await clerk.ask(bankFilePage, { channelCode: 'icbc', limit: 1 });
  expect(files.rows).toHaveLength(1);
  expect((await clerk.ask(bankFilePage, { after: files.next })).rows).toMatchObject([
    { bankFileId: first.bankFileId },
  ]);
  const named = async (filter: object) =>
    (await clerk.ask(bankFilePage, { businessOn: day.businessOn, ...filter })).rows.map(
      ({ fileName }) => fileName,
    );
  expect(await named({ isComplete: false })).toEqual([basename(FILE)]);
  expect(await named({ isComplete: true })).toEqual(['overlap.csv']);
  expect(await named({ fileName: 'OVERLAP' })).toEqual(['overlap.csv']);
  const lines = await clerk.ask(bankFileLines, { bankFileId: first.bankFileId, limit: 3 });
  expect(lines.rows.map((line) => line.lineNo)).toEqual([6, 7, 8]);
  expect(
    (await clerk.ask(bankFileLines, { bankFileId: first.bankFileId, after: lines.next })).rows,
  ).toHaveLength(2);
  const errors = await clerk.ask(bankFileErrors, { bankFileId: first.bankFileId });
  expect(errors.rows).toMatchObject([{ lineNo: 11, code: 'date_invalid' }]);
  const { bankFileId } = first;
  const path = join(office.folder, 'errors.csv');
  expect(await clerk.run(bankFileExportErrors, { bankFileId, path })).toEqual({ path, lineCount: 1 });
  expect(readFileSync(path, 'utf8')).toMatch(
    /^\ufeffline,code,field,value,text\r\n11,date_invalid,bookedOn,/,
  );
  const unknown = { bankFileId: 'bank-file-nowhere', path };
  expect(await clerk.errorOf(bankFileExportErrors, unknown)).toMatchObject({ code: 'not_found' });
});

test('a command that comes twice resolves once', async () => {
  const run = await preparedDay();
  const item = await itemOf(run.reconciliationId, 'duplicate');
  const input = {
    itemId: item.itemId,
    expectedVersion: 1,
    action: 'post_missing_receipt',
    reason: 'x',
  } as const;
  await clerk.run(differenceResolve, input);
  const commandId = newCommandId();
  const approval = { itemId: item.itemId, expectedVersion: 2 };
  const first = await approver.send(differenceApprove, approval, { commandId });
  expect(await approver.send(differenceApprove, approval, { commandId })).toEqual(first);
  expect(first).toMatchObject({ ok: true, value: { state: 'resolved' } });
  const receipts = await office.withLedger((db) => db.selectFrom('receipt').selectAll().execute());
  expect(receipts).toHaveLength(5);
});

test('who may do what', async () => {
  const run = await preparedDay();
  const item = await itemOf(run.reconciliationId, 'duplicate');
  const input = { itemId: item.itemId, expectedVersion: 1, action: 'mark_duplicate', reason: 'x' } as const;
  for (const [contract, body] of [
    [bankFileImport, file],
    [reconciliationRun, day],
    [differenceResolve, input],
    [reconciliationSignOff, { reconciliationId: run.reconciliationId, expectedVersion: 1 }],
  ] as const) {
    expect(await cashier.errorOf(contract, body)).toMatchObject({ code: 'forbidden' });
  }
  await approver.run(differenceResolve, input);
  const approval = { itemId: item.itemId, expectedVersion: 2 };
  expect(await clerk.errorOf(differenceApprove, approval)).toMatchObject({ code: 'forbidden' });
  expect(await approver.errorOf(differenceApprove, approval)).toMatchObject({ code: 'same_person' });
  expect(await approver.errorOf(differenceReject, { ...approval, reason: 'x' })).toMatchObject({
    code: 'same_person',
  });
  const second = await office.desk('second', ['approver']);
  expect(await second.run(differenceReject, { ...approval, reason: '请附银行回单' })).toMatchObject({
    state: 'open',
  });
});

test('what is refused about a difference', async () => {
  const run = await preparedDay();
  const charges = await itemOf(run.reconciliationId, 'only_bank', -50);
  const propose = (item: Item, more: object) => ({
    itemId: item.itemId,
    expectedVersion: item.version,
    action: 'transfer_to_account' as const,
    reason: 'x',
    ...more,
  });
  const codeOf = async (input: Parameters<typeof propose>[1], item = charges) =>
    (await clerk.errorOf(differenceResolve, propose(item, input))).code;
  expect(await codeOf({ itemId: 'no-such-item' })).toBe('not_found');
  expect(await codeOf({ expectedVersion: 9 })).toBe('stale_version');
  expect(await codeOf({ action: 'post_missing_receipt' })).toBe('action_not_possible');
  expect(await codeOf({ action: 'reverse_receipt' })).toBe('receipt_no_needed');
  expect(await codeOf({ action: 'reverse_receipt', receiptNo: '404' })).toBe('receipt_not_found');
  const wrong = (await itemOf(run.reconciliationId, 'matched')).receipts[0]?.receiptNo;
  expect(await codeOf({ action: 'reverse_receipt', receiptNo: wrong })).toBe('amount_not_equal');
  const duplicate = await itemOf(run.reconciliationId, 'duplicate');
  expect(await codeOf({ action: 'post_missing_receipt', accountNo: '404' }, duplicate)).toBe(
    'account_not_found',
  );
  await clerk.run(differenceResolve, propose(charges, {}));
  expect(await codeOf({ expectedVersion: 2 })).toBe('wrong_state');
  const early = { itemId: duplicate.itemId, expectedVersion: 1 };
  expect(await approver.errorOf(differenceApprove, early)).toMatchObject({ code: 'wrong_state' });
  const ours = await itemOf(run.reconciliationId, 'only_ours', 777);
  const proposed = await clerk.run(differenceResolve, propose(ours, { action: 'reverse_receipt' }));
  await cashier.run(receiptReverse, { receiptNo: ours.receipts[0]?.receiptNo ?? '', reason: '重复' });
  expect(
    await approver.errorOf(differenceApprove, { itemId: ours.itemId, expectedVersion: proposed.version }),
  ).toMatchObject({ code: 'receipt_already_reversed' });
});

test('what waits for the next day is matched there, and only there', async () => {
  await pay('0000000001', 10_000, '00000000000000000000A1');
  const evening = await clerk.run(reconciliationRun, { ...day, businessOn: DAY });
  await resolve(await itemOf(evening.reconciliationId, 'only_ours'), 'wait_for_next_day');
  // Running again on the same day changes nothing about what waits.
  expect(await clerk.run(reconciliationRun, day)).toMatchObject({
    openCount: 0,
    changedCount: 0,
  });
  await clerk.run(reconciliationSignOff, { reconciliationId: evening.reconciliationId, expectedVersion: 1 });
  office.setNow('2026-11-11T02:00:00.000Z');
  const next = join(folder, 'next.csv');
  writeFileSync(next, readFileSync(FILE, 'utf8').replaceAll('2026-11-10', '2026-11-11'));
  await clerk.run(bankFileImport, { ...file, path: next, businessOn: '2026-11-11' });
  const morning = await clerk.run(reconciliationRun, { ...day, businessOn: '2026-11-11' });
  expect(await itemOf(morning.reconciliationId, 'other_day')).toMatchObject({
    state: 'agreed',
    matchRule: 'serial',
  });
});

test('a receipt that is missing on one day is found at the bank on the next, without anybody waiting', async () => {
  await pay('0000000001', 10_000, '00000000000000000000A1');
  const evening = await clerk.run(reconciliationRun, day);
  expect(evening).toMatchObject({ openCount: 1 });
  const next = join(folder, 'next.csv');
  writeFileSync(next, readFileSync(FILE, 'utf8').replaceAll('2026-11-10', '2026-11-11'));
  await clerk.run(bankFileImport, { ...file, path: next, businessOn: '2026-11-11' });
  const morning = await clerk.run(reconciliationRun, { ...day, businessOn: '2026-11-11' });
  expect(await itemOf(morning.reconciliationId, 'other_day')).toMatchObject({ oursMinor: 10_000 });
  expect(await clerk.run(reconciliationRun, day)).toMatchObject({ openCount: 0, itemCount: 0 });
});

test('news after the run has to be seen before the signature', async () => {
  await pay('0000000001', 10_000, '00000000000000000000A1');
  await clerk.run(bankFileImport, file);
  const run = await clerk.run(reconciliationRun, day);
  await pay('0000000002', 1);
  expect(
    await clerk.errorOf(reconciliationSignOff, {
      reconciliationId: run.reconciliationId,
      expectedVersion: 1,
    }),
  ).toMatchObject({ code: 'run_again', detail: { receipts: 1 } });
});

test('unknown channels, layouts and days', async () => {
  const channels = await cashier.ask(channelList, {});
  expect(channels.rows.filter((row) => row.kind === 'bank').map((row) => row.channelCode)).toEqual([
    'boc',
    'ccb',
    'icbc',
  ]);
  expect(await clerk.errorOf(bankFileImport, { ...file, channelCode: 'counter' })).toMatchObject({
    code: 'channel_not_found',
  });
  expect(await clerk.errorOf(bankFileImport, { ...file, profileCode: 'none' })).toMatchObject({
    code: 'profile_not_found',
  });
  expect(await clerk.errorOf(bankFileImport, { ...file, path: join(folder, 'none') })).toMatchObject({
    code: 'file_missing',
  });
  expect(await clerk.errorOf(reconciliationRun, { ...day, channelCode: 'none' })).toMatchObject({
    code: 'channel_not_found',
  });
  expect(await clerk.errorOf(reconciliationRun, day)).toMatchObject({ code: 'nothing_to_reconcile' });
  for (const contract of [reconciliationDetail, reconciliationItemPage] as const) {
    expect(await clerk.errorOf(contract, { reconciliationId: 'no-such-day' })).toMatchObject({
      code: 'not_found',
    });
  }
});
