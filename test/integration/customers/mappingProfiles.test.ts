import { afterEach, beforeEach, expect, test } from 'vitest';
import { mappingProfileList, mappingProfileSave } from '#shared/contract/mappingProfile.ts';
import { type Desk, newCommandId, TestOffice } from '../../support/office.ts';

let office: TestOffice;
let reader: Desk;
beforeEach(async () => {
  office = await TestOffice.create();
  reader = await office.desk('reader', ['reader']);
});
afterEach(() => office.close());

const layout = {
  profileCode: 'own_meter',
  name: '集抄系统导出',
  fileKind: 'meter' as const,
  expectedVersion: null,
  content: {
    layout: 'wide',
    dateFormats: ['yyyy-mm-dd'],
    columns: { meterNo: ['表号'], readOn: ['日期'] },
    registers: [{ register: 'total', current: ['读数'] }],
  },
};

test('a layout is added, found by its kind, changed by version and saved once per command', async () => {
  const commandId = newCommandId();
  const first = await reader.send(mappingProfileSave, layout, { commandId });
  expect(await reader.send(mappingProfileSave, layout, { commandId })).toEqual(first);
  const changed = await reader.run(mappingProfileSave, { ...layout, name: '新名', expectedVersion: 1 });
  expect(changed).toEqual({ profileCode: 'own_meter', version: 2 });
  const { rows } = await reader.ask(mappingProfileList, { fileKind: 'meter' });
  expect(rows.filter(({ profileCode }) => profileCode === 'own_meter')).toMatchObject([
    { name: '新名', version: 2, content: { layout: 'wide', unit: 'kWh' } },
  ]);
  const banks = await reader.ask(mappingProfileList, { fileKind: 'bank' });
  expect(banks.rows.filter(({ profileCode }) => profileCode === 'own_meter')).toEqual([]);
});

test.each([
  ['not_found', { expectedVersion: 1, profileCode: 'nobody' }],
  ['profile_code_taken', {}],
  ['stale_version', { expectedVersion: 7 }],
  ['content_invalid', { expectedVersion: 1, content: { layout: 'round' } }],
])('%s is refused', async (code, change) => {
  await reader.run(mappingProfileSave, layout);
  const reply = await reader.send(mappingProfileSave, { ...layout, ...change });
  expect(reply).toMatchObject({ ok: false, error: { kind: 'refusal', code } });
});

test('a cashier may not change layouts', async () => {
  const cashier = await office.desk('cashier', ['cashier']);
  const reply = await cashier.send(mappingProfileSave, layout);
  expect(reply).toMatchObject({ ok: false, error: { kind: 'fault', code: 'forbidden' } });
});
