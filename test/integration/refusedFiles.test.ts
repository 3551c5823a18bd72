import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bankFileImport } from '#shared/contract/bankFiles.ts';
import { customerImport } from '#shared/contract/customers.ts';
import { readingImport } from '#shared/contract/readingFiles.ts';
import { tariffCreate, tariffImport } from '#shared/contract/tariff.ts';
import { FAULTS, type FaultName } from '../files/badFiles/faults.ts';
import { READERS, type ReaderName } from '../files/badFiles/readers.ts';
import { ledgerContents } from '../support/ledgerContents.ts';
import { type Desk, TestOffice } from '../support/office.ts';

let office: TestOffice;
let desk: Desk;
beforeAll(async () => {
  office = await TestOffice.create();
  desk = await office.desk('everybody', ['reader', 'checker', 'receipts_clerk', 'tariff_manager']);
});
afterAll(() => office.close());

const bank = (channelCode: string) => (path: string) =>
  desk.errorOf(bankFileImport, { path, channelCode, businessOn: '2026-10-05' });

const TARIFF = {
  tariffCode: 'new',
  name: '新',
  customerClass: 'household',
  startOn: '2027-01-01',
  documentNo: '1',
};

/** The command that imports what a reader reads. */
const IMPORTS = {
  'long csv': (path) =>
    desk.errorOf(readingImport, { path, period: '2026-10', routeId: null, profileCode: 'meter_long' }),
  nem13: (path) =>
    desk.errorOf(readingImport, { path, period: '2026-10', routeId: null, profileCode: 'aemo_nem13' }),
  'customer xlsx': (path) => desk.errorOf(customerImport, { path }),
  'icbc xls': bank('icbc'),
  camt: bank('icbc'),
  'tariff xlsx': (path) => desk.errorOf(tariffImport, { ...TARIFF, path }),
} as const satisfies Partial<Record<ReaderName, (path: string) => Promise<object>>>;

const REFUSED: readonly (readonly [FaultName, Readonly<Partial<Record<ReaderName, string>>>, string])[] = [
  ['nothing, not a byte', {}, 'file_empty'],
  ['bytes of no meaning', {}, 'file_undecodable'],
  ['a workbook with a password', {}, 'password_protected'],
  ['a zip of other things', {}, 'format_unknown'],
  [
    'cut in half',
    { 'icbc xls': 'file_damaged', camt: 'file_truncated', nem13: 'file_truncated' },
    'file_truncated',
  ],
];

describe.each(REFUSED)('%s', (faultName, codes, code) => {
  test('is refused by every import, and nothing is written', async () => {
    const before = await office.withLedger(ledgerContents);
    for (const [name, errorOf] of Object.entries(IMPORTS)) {
      const reader = READERS[name as ReaderName];
      const file = name === 'nem13' && faultName === 'cut in half' ? cutInCharacter : FAULTS[faultName].file;
      const path = join(office.folder, `${name}.bad`);
      writeFileSync(path, file(reader));
      expect([name, await errorOf(path)]).toMatchObject([
        name,
        { kind: 'refusal', code: codes[name as ReaderName] ?? code },
      ]);
    }
    expect(await office.withLedger(ledgerContents)).toEqual(before);
  });
});

test('a tariff document nested too deep is refused, and no bug', async () => {
  const depth = 20_000;
  const content = JSON.parse(`{"items":${'['.repeat(depth)}${']'.repeat(depth)}}`) as Record<string, unknown>;
  expect(await desk.errorOf(tariffCreate, { ...TARIFF, content })).toMatchObject({
    kind: 'fault',
    code: 'invalid_input',
    detail: { issues: [{ code: 'nested_too_deep' }] },
  });
});

/** What is whole of NEM13 before the cut are lines like any others. */
const cutInCharacter = FAULTS['cut inside a character'].file;
