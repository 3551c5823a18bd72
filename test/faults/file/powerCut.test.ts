import { copyFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Core } from '#core/core.ts';
import { proveSnapshot } from '#core/db/snapshot.ts';
import { createLog } from '#core/runtime/log.ts';
import { SAMPLE_PASSWORD } from '#core/sample/people.ts';
import { paymentReceive, receiptReverse } from '#shared/contract/collection.ts';
import { customerPage } from '#shared/contract/customers.ts';
import { ledgerOpen } from '#shared/contract/ledger.ts';
import { Desk } from '../../../electron/cli/desk.ts';
import { issueBills } from '../../../electron/cli/month/issueBills.ts';
import { People } from '../../../electron/cli/month/people.ts';
import { readMeters } from '../../../electron/cli/month/readMeters.ts';
import { makeOriginal, type Original, PERIOD } from './ledgerOnDisk.ts';

/** What the journal file says of itself, and how it is cut into pages. */
const HEADER_BYTES = 32;
const PAGE_HEADER_BYTES = 24;
const CUTS = 60;

let original: Original;
let pages: Buffer;
let journal: Buffer;
beforeAll(async () => {
  original = await makeOriginal(20);
  const path = join(original.folder, 'office.meterbook');
  copyFileSync(original.path, path);
  const core = new Core({ log: createLog('silent'), settingsFolder: join(original.folder, 'settings') });
  await new Desk(core).run(ledgerOpen, { path });
  await work(new People(core, SAMPLE_PASSWORD), original.files);
  // The power fails: both files are what they are, and nobody closes anything.
  pages = readFileSync(path);
  journal = readFileSync(`${path}-wal`);
  await core.close();
});
afterAll(() => original.remove());

/** Readings, bills and payments: many writes in few transactions, and few in many. */
async function work(people: People, files: readonly string[]): Promise<void> {
  await readMeters(people, files, PERIOD);
  await issueBills(people, PERIOD);
  const cashier = await people.at('cashier');
  for (const { accountNo } of await cashier.askAll(customerPage, {})) {
    const { receiptNo } = await cashier.run(paymentReceive, { accountNo, amountMinor: 500, method: 'cash' });
    await cashier.run(receiptReverse, { receiptNo, reason: '断电' });
  }
}

/** The ledger as the disk has it when the power fails after so many bytes of the journal; gives its last audit entry. */
async function stateAfter(bytes: number, torn: Uint8Array = new Uint8Array()): Promise<number> {
  const path = join(original.folder, 'left.meterbook');
  for (const suffix of ['', '-wal', '-shm']) rmSync(path + suffix, { force: true });
  writeFileSync(path, pages);
  writeFileSync(`${path}-wal`, Buffer.concat([journal.subarray(0, bytes), torn]));
  const proven = await proveSnapshot(path, async () => {});
  if (!proven.ok) throw new Error(`after ${bytes} bytes: ${proven.error.join(', ')}`);
  return proven.value.auditSequence;
}

test('the power fails between any two writes, or in the middle of one: what was committed is there, and whole', async () => {
  const pageBytes = journal.readUInt32BE(8) + PAGE_HEADER_BYTES;
  const writes = (journal.length - HEADER_BYTES) / pageBytes;
  // No page went back into the ledger meanwhile: what the journal holds is all that was written.
  expect(writes).toBeGreaterThan(100);
  expect(pages).toEqual(readFileSync(original.path));
  const [first, last] = [await stateAfter(0), await stateAfter(journal.length)];
  expect(last).toBeGreaterThan(first + 10);
  const cuts = fc.sample(
    fc.record({
      // After a whole write, or somewhere in one.
      bytes: fc.oneof(
        fc.integer({ min: 0, max: writes }).map((count) => HEADER_BYTES + count * pageBytes),
        fc.nat(journal.length),
      ),
      torn: fc.oneof(fc.constant(new Uint8Array()), fc.uint8Array({ maxLength: 4096 })),
    }),
    { numRuns: CUTS, seed: 1 },
  );
  let before = first;
  for (const { bytes, torn } of cuts.sort((one, other) => one.bytes - other.bytes)) {
    const sequence = await stateAfter(bytes, torn);
    // The later the power fails, the more is kept; never less than a moment before.
    expect(sequence).toBeGreaterThanOrEqual(before);
    before = sequence;
  }
  expect(before).toBeLessThanOrEqual(last);
});
