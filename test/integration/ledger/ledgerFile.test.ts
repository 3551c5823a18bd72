import { spawn } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Core } from '#core/core.ts';
import {
  type FileSystems,
  isNetworkType,
  isOnNetwork,
  mountedType,
} from '#core/db/dialect/networkFolders.ts';
import { connectSqlite } from '#core/db/dialect/sqlite.ts';
import { createLog } from '#core/runtime/log.ts';
import { ledgerCreate, ledgerOpen, ledgerStatus } from '#shared/contract/ledger.ts';
import { TEST_PASSWORD, TestOffice } from '../../support/office.ts';

let office: TestOffice;
beforeEach(async () => {
  office = await TestOffice.create();
});
afterEach(() => office.close());

const admin = { userName: 'admin', displayName: '管理员', password: TEST_PASSWORD };

test('a core without a ledger says so and answers where one could be', async () => {
  const fresh = new TestOffice();
  const visitor = fresh.visitor();
  expect(await visitor.ask(ledgerStatus, {})).toMatchObject({ ledger: null, recent: [] });
  expect(await visitor.connection.request({ name: 'user.list', input: {} })).toMatchObject({
    error: { code: 'no_ledger' },
  });
  await fresh.close();
});

test('the open ledger is described and remembered', async () => {
  const status = await office.visitor().ask(ledgerStatus, {});
  expect(status.ledger).toEqual({
    path: office.ledgerPath,
    officeName: '测试供电所',
    currentPeriod: '2026-11',
    businessDate: '2026-11-10',
    isSample: false,
  });
  expect(status.recent).toEqual([{ path: office.ledgerPath, officeName: '测试供电所' }]);
});

test.each([
  ['file_exists', (folder: string) => join(folder, 'office.meterbook')],
  ['folder_missing', (folder: string) => join(folder, 'nowhere', 'office.meterbook')],
  ['network_folder', () => '\\\\server\\share\\office.meterbook'],
])('a new ledger is refused with %s', async (code, pathIn) => {
  const input = { path: pathIn(office.folder), officeName: '新', admin };
  expect(await office.visitor().errorOf(ledgerCreate, input)).toMatchObject({ kind: 'refusal', code });
});

test('a new ledger never appears half made', async () => {
  expect(readdirSync(office.folder).filter((name) => name.includes('creating'))).toEqual([]);
});

test.each([
  ['file_missing', (path: string) => void path],
  ['not_a_ledger', (path: string) => writeFileSync(path, '户号,金额\n'.repeat(200))],
  ['not_a_ledger', (path: string) => new BetterSqlite3(path).exec('create table other (a)').close()],
  ['not_a_ledger', (path: string) => writeFileSync(path, '')],
])('opening is refused with %s', async (code, make) => {
  const path = join(office.folder, 'other.meterbook');
  make(path);
  expect(await office.visitor().errorOf(ledgerOpen, { path })).toMatchObject({ kind: 'refusal', code });
});

test('a core that could not open the ledger it was to begin with says which and why, until one is open', async () => {
  const path = join(office.folder, 'other.meterbook');
  writeFileSync(path, '户号,金额\n'.repeat(200));
  const started = new TestOffice();
  expect(await started.core.openAtStart(path)).toBe(false);
  const visitor = started.visitor();
  const { notOpened } = await visitor.ask(ledgerStatus, {});
  expect(notOpened).toMatchObject({ path, kind: 'refusal', code: 'not_a_ledger' });
  await visitor.errorOf(ledgerOpen, { path: join(office.folder, 'missing.meterbook') });
  expect((await visitor.ask(ledgerStatus, {})).notOpened).toEqual(notOpened);
  await office.core.close();
  expect(await started.core.openAtStart(office.ledgerPath)).toBe(true);
  expect(await visitor.ask(ledgerStatus, {})).toMatchObject({
    notOpened: null,
    ledger: { path: office.ledgerPath },
  });
  await started.close();
});

test.each([
  ['as it was made before', 4_096],
  ['as it is made now', 8_192],
])('a ledger keeps pages of its own size, %s, and a journal of 16 MiB', async (_name, bytes) => {
  const path = join(office.folder, 'pages.meterbook');
  const original = new BetterSqlite3(office.ledgerPath);
  original.pragma(`page_size = ${bytes}`);
  original.exec(`vacuum into '${path}'`).close();
  expect((await office.visitor().ask(ledgerStatus, {})).ledger).toMatchObject({ path: office.ledgerPath });
  await office.visitor().run(ledgerOpen, { path });
  expect((await office.visitor().ask(ledgerStatus, {})).ledger).toMatchObject({ path });
  await office.core.close();
  const { raw, close } = connectSqlite(path, 'write');
  expect(raw.pragma('page_size', { simple: true })).toBe(bytes);
  expect(Number(raw.pragma('wal_autocheckpoint', { simple: true })) * bytes).toBe(16 * 1024 * 1024);
  await close();
});

test('a new ledger has pages of 8 KiB', async () => {
  const path = join(office.folder, 'new.meterbook');
  await office.visitor().run(ledgerCreate, { path, officeName: '新', admin });
  // Where the header of an SQLite file has it.
  expect(readFileSync(path).readUInt16BE(16)).toBe(8_192);
});

test('a folder is not a ledger', async () => {
  const path = join(office.folder, 'folder.meterbook');
  mkdirSync(path);
  expect(await office.visitor().errorOf(ledgerOpen, { path })).toMatchObject({ code: 'not_a_ledger' });
});

test('a ledger of a newer program is refused with both versions named', async () => {
  await office.core.close();
  const database = new BetterSqlite3(office.ledgerPath);
  database.exec(`insert into schema_migration (name, applied_at) values ('9999_future', '2030')`);
  database.close();
  const error = await office.visitor().errorOf(ledgerOpen, { path: office.ledgerPath });
  expect(error).toMatchObject({ code: 'newer_ledger', detail: { ledger: '9999_future' } });
  expect(error.detail.program).toMatch(/^\d{4}_/);
});

test('a second process on the same ledger is told, and gets it once the first is gone', async () => {
  const second = new TestOffice();
  const desk = second.visitor();
  expect(await desk.errorOf(ledgerOpen, { path: office.ledgerPath })).toMatchObject({
    code: 'ledger_in_use',
  });
  await office.core.close();
  expect(await desk.run(ledgerOpen, { path: office.ledgerPath })).toMatchObject({ officeName: '测试供电所' });
  await second.close();
});

test('the lock of a killed process is gone with it', async () => {
  await office.core.close();
  const script = `
    const { lockLedgerFile } = await import('#core/db/dialect/sqliteFile.ts');
    globalThis.lock = lockLedgerFile(process.argv[1]);
    if (globalThis.lock === null) process.exit(3);
    process.stdout.write('locked');
    setInterval(() => {}, 1000);`;
  const holder = spawn(process.execPath, ['--input-type=module', '-e', script, office.ledgerPath]);
  await new Promise((resolve) => holder.stdout.once('data', resolve));
  const desk = office.visitor();
  expect(await desk.errorOf(ledgerOpen, { path: office.ledgerPath })).toMatchObject({
    code: 'ledger_in_use',
  });
  const gone = new Promise((resolve) => holder.once('exit', resolve));
  holder.kill('SIGKILL');
  await gone;
  expect(await desk.run(ledgerOpen, { path: office.ledgerPath })).toMatchObject({ isSample: false });
});

test('an open ledger that is damaged is refused, not repaired in silence', async () => {
  await office.core.close();
  const database = new BetterSqlite3(office.ledgerPath);
  database.pragma('wal_checkpoint(truncate)');
  database.exec('drop table schema_migration');
  database.close();
  expect(await office.visitor().errorOf(ledgerOpen, { path: office.ledgerPath })).toMatchObject({
    code: 'ledger_damaged',
  });
});

const LOCAL: FileSystems = { numberOf: () => 0xef53, mountTable: () => null };

test.each([
  ['\\\\server\\share\\a.meterbook', true],
  ['//server/share/a.meterbook', true],
  ['\\\\?\\UNC\\server\\share\\a.meterbook', true],
  ['\\\\?\\C:\\ledger\\a.meterbook', false],
  ['./a.meterbook', false],
])('%s on another computer: %s', (path, expected) => {
  expect(isOnNetwork(path, LOCAL)).toBe(expected);
});

test.each([
  ['nfs4', true],
  ['cifs', true],
  ['9p', true],
  ['vboxsf', true],
  ['fuse', true],
  ['fuse.sshfs', true],
  ['fuse.rclone', true],
  ['fuse.davfs', true],
  ['fuse.s3fs', true],
  ['fuse.gvfsd-fuse', true],
  ['fuse.of-tomorrow', true],
  ['fuse.gocryptfs', false],
  ['fuseblk', false],
  ['ext4', false],
  ['btrfs', false],
  ['tmpfs', false],
  ['overlay', false],
])('the file system %s lies on another computer: %s', (type, expected) => {
  expect(isNetworkType(type)).toBe(expected);
});

/** Lines as in man 5 proc_pid_mountinfo. */
const MOUNTS = [
  '22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw',
  '30 22 0:30 / /mnt/office rw master:1 propagate_from:2 - fuse.sshfs me@server:/office rw,user_id=0',
  '31 22 0:31 / /mnt/office/local rw - ext4 /dev/sdb1 rw',
  '32 22 0:32 / /mnt/with\\040blank\\134 rw - cifs //server/share rw',
  '33 22 0:33 / /mnt/twice rw - ext4 /dev/sdc1 rw',
  '34 22 0:34 / /mnt/twice rw - fuse.rclone remote: rw',
  '35 22 0:35 / /mnt/dav rw shared:9 - fuse https://server/dav rw',
  'not a line of the table',
  '',
].join('\n');

test.each([
  ['/home/office', 'ext4'],
  ['/mnt/office', 'fuse.sshfs'],
  ['/mnt/office/2026/a.meterbook', 'fuse.sshfs'],
  ['/mnt/office2/a.meterbook', 'ext4'],
  ['/mnt/office/local/a.meterbook', 'ext4'],
  ['/mnt/with blank\\/a.meterbook', 'cifs'],
  ['/mnt/twice/a.meterbook', 'fuse.rclone'],
  ['/mnt/dav/a.meterbook', 'fuse'],
])('%s lies on %s', (path, type) => {
  expect(mountedType(MOUNTS, path)).toBe(type);
});

test('a table without a mount point above a path says nothing', () => {
  expect(mountedType('', '/home')).toBe(null);
});

test('a ledger on another computer is neither opened nor made, however its place is known and called', async () => {
  const { folder } = office;
  await office.core.close();
  const mounted = (type: string) => `36 1 0:40 / ${folder} rw - ${type} somewhere rw\n`;
  const elsewhere = mkdtempSync(join(tmpdir(), 'meterbook-link-'));
  const link = join(elsewhere, 'linked.meterbook');
  symlinkSync(office.ledgerPath, link);
  for (const fileSystems of [
    { numberOf: () => 0x6969, mountTable: () => null },
    { numberOf: () => 0xef53, mountTable: () => mounted('fuse.sshfs') },
  ] satisfies FileSystems[]) {
    const core = new Core({ log: createLog('error'), settingsFolder: join(folder, 'settings'), fileSystems });
    const connection = core.connect(() => {});
    const send = (name: string, input: object) =>
      connection.request({ name, commandId: `network-${name}`, input });
    for (const path of [office.ledgerPath, link]) {
      expect(await send(ledgerOpen.name, { path })).toMatchObject({ error: { code: 'network_folder' } });
    }
    const path = join(folder, 'new', 'new.meterbook');
    expect(await send(ledgerCreate.name, { path, officeName: '新', admin })).toMatchObject({
      error: { code: 'network_folder' },
    });
    await core.close();
  }
  const core = new Core({
    log: createLog('error'),
    settingsFolder: join(folder, 'settings'),
    fileSystems: { numberOf: () => 0x65735546, mountTable: () => mounted('fuseblk') },
  });
  const reply = await core
    .connect(() => {})
    .request({ name: ledgerOpen.name, commandId: 'network-open-disk', input: { path: link } });
  expect(reply).toMatchObject({ ok: true });
  await core.close();
  rmSync(elsewhere, { recursive: true });
});
