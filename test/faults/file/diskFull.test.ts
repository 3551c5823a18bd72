import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { writeBillDocuments } from '#core/files/billDocument.ts';
import { backupCreate } from '#shared/contract/backup.ts';
import { routeList } from '#shared/contract/customers.ts';
import { ledgerCreate, ledgerOpen } from '#shared/contract/ledger.ts';
import { readingBatchPage, readingImport } from '#shared/contract/readingFiles.ts';
import { EMPTY_OFFICE } from '../../support/emptyOffice.ts';
import { type Desk, newCommandId } from '../../support/office.ts';
import { BILL } from '../../support/printedBill.ts';
import { failedChecks, LedgerOnDisk, makeOriginal, type Original, PERIOD } from './ledgerOnDisk.ts';
import { makeSmallDisks } from './smallDisk.ts';

const TOLD = /^disk_(?:full|failed)$/;
const disks = makeSmallDisks();
let original: Original;
beforeAll(async () => {
  original = await makeOriginal(600);
});
afterAll(() => {
  for (const disk of disks) disk.remove();
  original.remove();
});

describe.each(disks)('$title', (disk) => {
  let folder: string;
  let ledger: LedgerOnDisk;
  beforeEach(async () => {
    folder = join(disk.folder, 'office');
    mkdirSync(folder);
    ledger = new LedgerOnDisk(original, folder);
    await ledger.open();
  });
  afterEach(async () => {
    disk.makeRoom();
    await ledger.close();
    rmSync(folder, { recursive: true });
  });

  async function importOf(reader: Desk) {
    const { rows: routes } = await reader.ask(routeList, {});
    const [route] = routes;
    const path = original.files.find((file) => basename(file).includes(`_${route?.routeNo}_`)) ?? '';
    return { path, routeId: route?.routeId ?? '', period: PERIOD };
  }

  test.each([0, 16_384, 65_536, 131_072, 262_144])(
    'with %i bytes left a command is told so and does nothing, and is done once there is room',
    async (bytes) => {
      const reader = await ledger.desk('reader');
      const supervisor = await ledger.desk('supervisor');
      const input = await importOf(reader);
      const commandId = newCommandId();
      disk.leave(bytes);
      expect(await reader.errorOf(readingImport, input, commandId)).toMatchObject({
        kind: 'fault',
        code: expect.stringMatching(TOLD),
        detail: { path: ledger.path },
      });
      expect((await reader.ask(readingBatchPage, { period: PERIOD })).rows).toEqual([]);
      expect(await failedChecks(supervisor)).toEqual([]);
      disk.makeRoom();
      const done = await reader.send(readingImport, input, { commandId });
      expect(done).toMatchObject({ ok: true, value: { isRepeat: false } });
      expect(await reader.send(readingImport, input, { commandId })).toEqual(done);
      expect(await failedChecks(supervisor)).toEqual([]);
    },
  );

  test('a ledger that is closed and opened on a full disk keeps all that was committed', async () => {
    const reader = await ledger.desk('reader');
    await reader.run(readingImport, await importOf(reader));
    disk.leave(0);
    await ledger.close();
    const opened = await ledger.visitor().send(ledgerOpen, { path: ledger.path });
    if (!opened.ok) expect(opened.error).toMatchObject({ code: expect.stringMatching(TOLD) });
    disk.makeRoom();
    await ledger.open();
    expect((await (await ledger.desk('reader')).ask(readingBatchPage, { period: PERIOD })).rows).toHaveLength(
      1,
    );
    expect(await failedChecks(await ledger.desk('supervisor'))).toEqual([]);
  });

  test('no new ledger appears where there is no room for it', async () => {
    disk.leave(65_536);
    const before = readdirSync(folder);
    const path = join(folder, 'new.meterbook');
    expect(await ledger.visitor().errorOf(ledgerCreate, { path, ...EMPTY_OFFICE })).toMatchObject({
      kind: 'refusal',
      code: expect.stringMatching(TOLD),
    });
    expect(readdirSync(folder)).toEqual(before);
  });

  test.each([0, 65_536, 700_000])(
    'a backup that finds %i bytes of room is told so, and the older one stays',
    async (bytes) => {
      const admin = await ledger.desk('admin');
      const backups = join(folder, 'backups');
      mkdirSync(backups);
      await admin.run(backupCreate, { folder: backups });
      const before = readdirSync(backups);
      disk.leave(bytes);
      expect(await admin.errorOf(backupCreate, { folder: backups })).toMatchObject({
        code: expect.stringMatching(TOLD),
      });
      expect(readdirSync(backups)).toEqual(before);
      disk.makeRoom();
      await admin.run(backupCreate, { folder: backups });
    },
  );

  test.each([0, 16_384, 200_000])(
    'a pile of bills that finds %i bytes of room ends there and is refused, and nothing of it is left',
    async (bytes) => {
      const before = readdirSync(folder);
      let laidOut = 0;
      async function* bills() {
        for (; laidOut < 2000; laidOut += 1) yield BILL;
      }
      disk.leave(bytes);
      const order = { officeName: BILL.officeName, createdAt: BILL.issuedAt };
      expect(await writeBillDocuments(join(folder, 'bills.pdf'), order, bills())).toMatchObject({
        ok: false,
        error: { code: 'not_writable', detail: { reason: expect.stringMatching(/ENOSPC|EFBIG/) } },
      });
      expect(laidOut).toBeLessThan(1000);
      expect(readdirSync(folder)).toEqual(before);
    },
  );
});
