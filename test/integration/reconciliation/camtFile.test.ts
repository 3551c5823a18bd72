import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { bankFileImport, bankFileLines, bankFilePage } from '#shared/contract/bankFiles.ts';
import { reconciliationItemPage, reconciliationRun } from '#shared/contract/reconciliation.ts';
import { type Desk, TestOffice } from '../../support/office.ts';

const STATEMENT = readFileSync(join(import.meta.dirname, '../../fixtures/bank/batch.camt053.xml'), 'utf8');
const day = { channelCode: 'ccb', businessOn: '2026-11-10' };

let office: TestOffice;
let clerk: Desk;
beforeEach(async () => {
  office = await TestOffice.create();
  clerk = await office.desk('clerk', ['receipts_clerk']);
});
afterEach(() => office.close());

function written(name: string, xml: string): string {
  const path = join(office.folder, name);
  writeFileSync(path, xml);
  return path;
}

test('a statement in another currency than the books is refused', async () => {
  const euros = STATEMENT.replaceAll('CNY', 'EUR');
  expect(await clerk.errorOf(bankFileImport, { path: written('euros.xml', euros), ...day })).toMatchObject({
    kind: 'refusal',
    code: 'currency_differs',
    detail: { currency: 'EUR', ours: 'CNY' },
  });
});

test('a camt.053 statement, whatever it is called: its movements become lines of the day, once', async () => {
  const path = written('statement.txt', STATEMENT);
  const { bankFileId, ...imported } = await clerk.run(bankFileImport, { path, ...day });
  expect(imported).toMatchObject({
    format: 'camt.053',
    lineCount: 4,
    acceptedCount: 4,
    rejectedCount: 0,
    otherDayCount: 0,
    totalMinor: 12_900,
    errors: [],
  });
  const { rows } = await clerk.ask(bankFileLines, { bankFileId });
  expect(
    rows.map(({ bookedOn, amountMinor, serialNo, ourReference, counterpartyName }) =>
      [bookedOn, amountMinor, serialNo, ourReference, counterpartyName].join(' '),
    ),
  ).toEqual([
    '2026-11-10 10000 0001 0000000001 张三',
    '2026-11-10 5000 0002 E2E-2 ',
    '2026-11-10 -100   ',
    '2026-11-10 -2000 0003  ',
  ]);
  expect(await clerk.run(bankFileImport, { path: written('again.xml', STATEMENT), ...day })).toMatchObject({
    acceptedCount: 0,
    unchangedCount: 4,
  });
  const { reconciliationId } = await clerk.run(reconciliationRun, day);
  const { rows: items } = await clerk.ask(reconciliationItemPage, { reconciliationId });
  expect(items.map(({ itemClass }) => itemClass)).toEqual(Array(4).fill('only_bank'));
});

test('a statement whose balances do not add up leaves nothing behind', async () => {
  const path = written('wrong.xml', STATEMENT.replace('>119.00<', '>118.99<'));
  expect(await clerk.errorOf(bankFileImport, { path, ...day })).toMatchObject({
    code: 'balance_differs',
    detail: { openingMinor: -1_000, closingMinor: 11_899 },
  });
  expect((await clerk.ask(bankFilePage, {})).rows).toEqual([]);
});
