import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { bankFileImport, bankFilePage } from '#shared/contract/bankFiles.ts';
import type { CommandContract } from '#shared/contract/define.ts';
import { reconciliationPage, reconciliationRun } from '#shared/contract/reconciliation.ts';
import { type Desk, newCommandId, TEST_PASSWORD, TestOffice } from '../../support/office.ts';

let office: TestOffice;
let clerk: Desk;
beforeEach(async () => {
  office = await TestOffice.create();
  clerk = await office.desk('clerk', ['receipts_clerk']);
});
afterEach(() => office.close());

/** Sends a command that is cancelled at a progress, the first one else; what it answered and how far it was. */
async function cancelled(
  contract: CommandContract,
  input: object,
  isTime: (progress: { readonly total: number }) => boolean = () => true,
) {
  const commandId = newCommandId();
  const seen: number[] = [];
  const connection = office.core.connect((event) => {
    if (event.topic !== 'progress') return;
    seen.push(event.done);
    if (isTime(event)) connection.cancel(commandId);
  });
  await connection.request({
    name: 'session.signIn',
    commandId: newCommandId(),
    input: { userName: 'clerk', password: TEST_PASSWORD },
  });
  return { reply: await connection.request({ name: contract.name, commandId, input }), seen };
}

test('a file of many lines is read and taken in parts, and a cancellation between two leaves none of it', async () => {
  const path = join(office.folder, 'large.csv');
  const lines = Array.from({ length: 5_000 }, (_, index) => `2026-11-10,${index + 1}.00,,电费`);
  writeFileSync(path, ['交易日期,收入,支出,摘要', ...lines].join('\n'));
  const input = { path, channelCode: 'icbc', businessOn: '2026-11-10' };
  const reading = await cancelled(bankFileImport, input);
  expect(reading).toMatchObject({ reply: { ok: false, error: { code: 'cancelled' } }, seen: [0] });
  const writing = await cancelled(bankFileImport, input, ({ total }) => total === 5_000);
  expect(writing.reply).toMatchObject({ ok: false, error: { code: 'cancelled' } });
  expect(writing.seen.at(-1)).toBe(2_000);
  expect((await clerk.ask(bankFilePage, {})).rows).toEqual([]);
  expect(await clerk.run(bankFileImport, input)).toMatchObject({ acceptedCount: 5_000, unchangedCount: 0 });
  expect(await clerk.run(bankFileImport, input)).toMatchObject({ acceptedCount: 0, unchangedCount: 5_000 });
});

test('a large day is compared in parts, and a cancellation leaves no reconciliation', async () => {
  const path = join(office.folder, 'large.csv');
  const lines = Array.from({ length: 5_000 }, (_, index) => `2026-11-10,${index + 1}.00,,电费`);
  writeFileSync(path, ['交易日期,收入,支出,摘要', ...lines].join('\n'));
  const day = { channelCode: 'icbc', businessOn: '2026-11-10' };
  await clerk.run(bankFileImport, { path, ...day });
  const { reply, seen } = await cancelled(reconciliationRun, day);
  expect(reply).toMatchObject({ ok: false, error: { code: 'cancelled' } });
  expect(seen).toEqual([0]);
  expect((await clerk.ask(reconciliationPage, {})).rows).toEqual([]);
  expect(await clerk.run(reconciliationRun, day)).toMatchObject({ itemCount: 5_000 });
});
