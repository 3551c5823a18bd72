import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { openContainer, writeContainer } from '#core/backup/container.ts';
import { BackupSchedule } from '#core/backup/schedule.ts';
import { withWorkFolder } from '#core/backup/workFolder.ts';
import { openLedger } from '#core/db/open.ts';
import { createLog } from '#core/runtime/log.ts';
import { auditPage, userCreate } from '#shared/contract/access.ts';
import {
  backupCreate,
  backupInspect,
  backupList,
  backupPlanSave,
  backupRestore,
  ledgerMove,
} from '#shared/contract/backup.ts';
import { paymentReceive, receiptReverse } from '#shared/contract/collection.ts';
import { customerPage } from '#shared/contract/customers.ts';
import { ledgerCheck, ledgerOpen } from '#shared/contract/ledger.ts';
import { type Desk, TEST_NOW, TEST_PASSWORD, TestOffice } from '../../support/office.ts';
import { SampleOffice } from '../../support/sampleOffice.ts';
import { TestLedger } from '../../support/testLedger.ts';

const BACKUP_PASSWORD = 'two keys, one lock';
const ROWS_OF_A_STATEMENT = 200;
const PLAN = { everyHours: 24, keep: { daily: 2, weekly: 0, monthly: 0 } };
let office: TestOffice;
let admin: Desk;
let folder: string;

beforeAll(async () => {
  office = await TestOffice.create();
  admin = await office.admin();
  folder = join(office.folder, 'backups');
  mkdirSync(folder);
});
afterAll(() => office.close());

const addUser = (userName: string) =>
  admin.run(userCreate, { userName, displayName: userName, roles: ['reader'], password: TEST_PASSWORD });

/** A core of another computer, where a backup is restored. */
async function elsewhere<Value>(work: (other: TestOffice, desk: Desk) => Promise<Value>): Promise<Value> {
  const other = new TestOffice();
  try {
    return await work(other, other.visitor());
  } finally {
    await other.close();
  }
}

test('the drill: back up while others write, restore elsewhere, check, compare', async () => {
  const before = await admin.ask(auditPage, { limit: 1 });
  const writing = Promise.all(Array.from({ length: 12 }, (_, index) => addUser(`drill${index}`)));
  const backup = await admin.run(backupCreate, { folder });
  await writing;
  expect(backup).toMatchObject({ officeName: '测试供电所', isSealed: false, createdAt: TEST_NOW });
  expect(readdirSync(folder)).toEqual(['meterbook_20261110T020000000Z.mtbk']);
  await elsewhere(async (other, desk) => {
    const inspected = await desk.ask(backupInspect, { path: backup.path });
    expect(inspected).toEqual({ ...backup, rowCount: inspected.rowCount });
    const toPath = join(other.folder, 'restored.meterbook');
    await desk.run(backupRestore, { path: backup.path, toPath });
    const signedIn = await other.admin();
    const { run, failed } = await signedIn.ask(ledgerCheck, {});
    expect({ failed, isThorough: run > 30 }).toEqual({ failed: 0, isThorough: true });
    const { rows } = await signedIn.ask(auditPage, { limit: 500 });
    const trail = await admin.ask(auditPage, { limit: 500 });
    const shared = trail.rows.filter((row) => row.sequence <= (rows[0]?.sequence ?? 0));
    // Signing in elsewhere goes on from the end of the restored chain.
    expect(rows.slice(1)).toEqual(shared.slice(1));
    expect(rows.length).toBeGreaterThan(before.rows.length);
  });
});

test('a sealed backup opens with its password alone, and its content cannot be read without', async () => {
  expect(await admin.errorOf(backupCreate, { folder, isSealed: true })).toMatchObject({
    code: 'no_backup_password',
  });
  await admin.run(backupPlanSave, { ...PLAN, folder: null, password: BACKUP_PASSWORD });
  const { path, isSealed } = await admin.run(backupCreate, { folder: office.folder, isSealed: true });
  expect(isSealed).toBe(true);
  const { rows } = await admin.ask(auditPage, { limit: 50 });
  expect(JSON.stringify(rows)).not.toContain(BACKUP_PASSWORD);
  await elsewhere(async (other, desk) => {
    const toPath = join(other.folder, 'restored.meterbook');
    expect(await desk.errorOf(backupRestore, { path, toPath })).toMatchObject({ code: 'password_needed' });
    expect(await desk.errorOf(backupRestore, { path, toPath, password: 'another one' })).toMatchObject({
      code: 'wrong_password',
    });
    expect(readdirSync(other.folder)).not.toContain('restored.meterbook');
    await desk.run(backupRestore, { path, toPath, password: BACKUP_PASSWORD });
    expect((await (await other.admin()).ask(ledgerCheck, {})).failed).toBe(0);
  });
});

test('a backup that was cut short or altered by one byte is refused', async () => {
  const [name = ''] = readdirSync(folder);
  const whole = readFileSync(join(folder, name));
  const altered = join(office.folder, 'altered.mtbk');
  const refusalOf = async (content: Buffer) => {
    writeFileSync(altered, content);
    const opened = await openContainer(altered);
    return opened.ok ? 'taken' : opened.error.code;
  };
  expect(await refusalOf(whole)).toBe('taken');
  expect(await refusalOf(Buffer.alloc(0))).toBe('not_a_backup');
  expect(await refusalOf(Buffer.from('SQLite format 3\0'))).toBe('not_a_backup');
  await fc.assert(
    fc.asyncProperty(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 }), async (at, mask) => {
      const wrong = Buffer.from(whole);
      wrong.writeUInt8(wrong.readUInt8(at) ^ mask, at);
      expect(await refusalOf(wrong)).toMatch(/^(backup_damaged|not_a_backup)$/);
      expect(await refusalOf(whole.subarray(0, at))).toMatch(/^(backup_damaged|not_a_backup)$/);
    }),
    { numRuns: 60 },
  );
  expect(await admin.errorOf(backupInspect, { path: join(folder, 'nowhere.mtbk') })).toMatchObject({
    code: 'backup_missing',
  });
});

test('a restore never touches what is there, and a preview leaves nothing behind', async () => {
  const [name = ''] = readdirSync(folder);
  const path = join(folder, name);
  await elsewhere(async (other, desk) => {
    const taken = join(other.folder, 'taken.meterbook');
    writeFileSync(taken, 'somebody needs this');
    expect(await desk.errorOf(backupRestore, { path, toPath: taken })).toMatchObject({ code: 'file_exists' });
    expect(readFileSync(taken, 'utf8')).toBe('somebody needs this');
    const toPath = join(other.folder, 'tried.meterbook');
    const tried = await desk.send(backupRestore, { path, toPath }, { dryRun: true });
    expect(tried).toMatchObject({ ok: true, value: { officeName: '测试供电所' } });
    expect(readdirSync(other.folder).filter((file) => file !== 'settings')).toEqual(['taken.meterbook']);
    const nowhere = join(other.folder, 'no', 'such', 'folder.meterbook');
    expect(await desk.errorOf(backupRestore, { path, toPath: nowhere })).toMatchObject({
      code: 'folder_missing',
    });
  });
});

test('a backup of a newer program is refused with both versions', async () => {
  const [name = ''] = readdirSync(folder);
  const opened = await openContainer(join(folder, name));
  if (!opened.ok) throw new Error(opened.error.code);
  const ledger = join(office.folder, 'some.file');
  writeFileSync(ledger, 'pages');
  const newer = join(office.folder, 'newer.mtbk');
  const facts = { ...opened.value.header, ledgerVersion: '9999_later' };
  await writeContainer(ledger, newer, facts, { key: null, onBytes: async () => {} });
  expect(await admin.errorOf(backupInspect, { path: newer })).toMatchObject({
    code: 'newer_ledger',
    detail: { ledger: '9999_later', program: expect.stringMatching(/^\d{4}_/) },
  });
});

test('only the administrator backs up; a folder that cannot be used is refused', async () => {
  const cashier = await office.desk('cashier', ['cashier']);
  expect(await cashier.errorOf(backupCreate, { folder })).toMatchObject({ code: 'forbidden' });
  expect(await cashier.errorOf(backupList, {})).toMatchObject({ code: 'forbidden' });
  expect(await cashier.errorOf(backupPlanSave, { ...PLAN, folder })).toMatchObject({ code: 'forbidden' });
  expect(await office.visitor().errorOf(backupList, {})).toMatchObject({ code: 'not_signed_in' });
  const nowhere = join(office.folder, 'nowhere');
  expect(await admin.errorOf(backupCreate, { folder: nowhere })).toMatchObject({ code: 'folder_missing' });
  expect(await admin.errorOf(backupPlanSave, { ...PLAN, folder: nowhere })).toMatchObject({
    code: 'folder_missing',
  });
});

test('a full disk is a refusal and leaves older backups alone', async () => {
  const before = readdirSync(folder);
  const answer = await withWorkFolder(folder, async (work) => {
    copyFileSync(join(folder, before[0] ?? ''), join(work, 'half'));
    await writeFile('/dev/full', 'more than the disk takes');
    throw new Error('the disk takes no more');
  });
  expect(answer).toMatchObject({ ok: false, error: { code: 'disk_full' } });
  expect(readdirSync(folder)).toEqual(before);
});

test('a ledger is moved to a file, proven and equal; interrupted or refused, nothing is there', async () => {
  await elsewhere(async (other, desk) => {
    const to = join(other.folder, 'moved.meterbook');
    await office.core.close();
    const moved = await desk.run(ledgerMove, { from: office.ledger.name, to });
    expect(moved).toMatchObject({ ledgerPath: to });
    expect(await desk.errorOf(ledgerMove, { from: office.ledger.name, to })).toMatchObject({
      code: 'file_exists',
    });
    expect(
      await desk.errorOf(ledgerMove, { from: join(other.folder, 'nowhere'), to: `${to}.2` }),
    ).toMatchObject({ code: 'file_missing' });
    expect(existsSync(`${to}.2`)).toBe(false);
    await desk.run(ledgerOpen, { path: to });
    expect((await (await other.admin()).ask(ledgerCheck, {})).failed).toBe(0);
  });
});

test('a reversal made at a desk whose clock is behind is backed up and restored like any other', async () => {
  const sample = await SampleOffice.create(20);
  vi.useFakeTimers({ toFake: ['Date'], now: Date.parse(TEST_NOW) });
  try {
    const cashier = await sample.desk('cashier');
    const { rows } = await cashier.ask(customerPage, { limit: 1 });
    const accountNo = rows[0]?.accountNo ?? '';
    const { receiptNo } = await cashier.run(paymentReceive, { accountNo, amountMinor: 500, method: 'cash' });
    // Ids begin with the time of the computer: the reversal's is now the smaller one.
    vi.setSystemTime(Date.parse(TEST_NOW) - 3_600_000);
    await cashier.run(receiptReverse, { receiptNo, reason: '重复收费' });
    // One statement takes many rows and asks for parents at its end: these come between the two.
    for (let count = 0; count < ROWS_OF_A_STATEMENT; count += 1) {
      await cashier.run(paymentReceive, { accountNo, amountMinor: 1, method: 'cash' });
    }
    const manager = await sample.desk('admin');
    const { path } = await manager.run(backupCreate, { folder: sample.folder });
    const other = join(sample.folder, 'other');
    mkdirSync(other);
    const target = new TestLedger(other);
    await sample.core.close();
    await elsewhere(async (_other, desk) => {
      const { ledgerPath } = await desk.run(backupRestore, { path, toPath: target.name });
      // An address is told without its password.
      expect(new URL(ledgerPath, 'file:').password).toBe('');
    });
    await target.remove();
  } finally {
    vi.useRealTimers();
    await sample.close();
  }
});

test('scheduled backups come when they are due, are sealed, and only those of the plan stay', async () => {
  await admin.run(ledgerOpen, { path: office.ledger.name });
  admin = await office.admin();
  const scheduled = join(office.folder, 'scheduled');
  mkdirSync(scheduled);
  await admin.run(backupPlanSave, { ...PLAN, folder: scheduled });
  await office.core.close();
  const opened = await openLedger({ name: office.ledger.name, now: TEST_NOW, onNews: () => {} });
  if (!opened.ok) throw new Error(opened.error.code);
  let now = Date.parse('2026-11-20T02:00:00.000Z');
  let told = 0;
  const schedule = new BackupSchedule(opened.value, {
    clock: () => now,
    log: createLog('silent'),
    onBackup: () => {
      told += 1;
    },
  });
  await Promise.all([schedule.look(), schedule.look()]);
  expect(readdirSync(scheduled)).toHaveLength(1);
  for (let day = 0; day < 3; day += 1) {
    now += 24 * 3_600_000;
    await schedule.look();
  }
  expect(readdirSync(scheduled)).toEqual([
    'meterbook_20261122T020000000Z.mtbk',
    'meterbook_20261123T020000000Z.mtbk',
  ]);
  const [first = ''] = readdirSync(scheduled);
  const container = await openContainer(join(scheduled, first));
  expect(container.ok && container.value.header.sealing).toMatchObject({ publicKey: expect.any(String) });
  expect(schedule.lastFailure).toBeNull();
  expect(told).toBe(4);
  await schedule.stop();
  await opened.value.close();
});
