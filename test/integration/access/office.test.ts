import { afterAll, beforeAll, expect, test } from 'vitest';
import { auditPage, officeDetail, officeSave } from '#shared/contract/access.ts';
import { ledgerStatus } from '#shared/contract/ledger.ts';
import { type Desk, newCommandId, TestOffice } from '../../support/office.ts';

let office: TestOffice;
let admin: Desk;
beforeAll(async () => {
  office = await TestOffice.create();
  admin = await office.admin();
});
afterAll(() => office.close());

test('the office gets another name and goes on to the next period; the rest of its settings stays', async () => {
  const before = await admin.ask(officeDetail, {});
  expect(before).toMatchObject({ name: '测试供电所', dueAfterDays: 15, currency: 'CNY' });
  const input = {
    name: '新测试供电所',
    currentPeriod: '2026-12',
    dueAfterDays: 20,
    expectedVersion: before.version,
  };
  const commandId = newCommandId();
  const saved = await admin.send(officeSave, input, { commandId });
  expect(await admin.send(officeSave, input, { commandId })).toEqual(saved);
  expect(await admin.ask(officeDetail, {})).toMatchObject({
    name: '新测试供电所',
    currentPeriod: '2026-12',
    dueAfterDays: 20,
    version: before.version + 1,
  });
  expect((await admin.ask(ledgerStatus, {})).ledger).toMatchObject({ officeName: '新测试供电所' });
  const { rows } = await admin.ask(auditPage, { limit: 1 });
  expect(rows).toMatchObject([{ commandName: 'office.save', detail: { dueAfterDays: 20 } }]);
});

test('whoever saw an older state is refused, and nobody but the administrator changes the office', async () => {
  const { version } = await admin.ask(officeDetail, {});
  const input = { name: '别名', currentPeriod: '2026-12', dueAfterDays: 10 };
  expect(await admin.errorOf(officeSave, { ...input, expectedVersion: version - 1 })).toMatchObject({
    code: 'stale_version',
    detail: { version },
  });
  const supervisor = await office.desk('supervisor', ['supervisor']);
  expect(await supervisor.errorOf(officeSave, { ...input, expectedVersion: version })).toMatchObject({
    code: 'forbidden',
  });
  expect(await admin.errorOf(officeSave, { ...input, name: '', expectedVersion: version })).toMatchObject({
    code: 'invalid_input',
  });
});

test('the audit trail is found by person, command, subject and the days of the office', async () => {
  const rename = async (dueAfterDays: number) => {
    const { version: expectedVersion, name, currentPeriod } = await admin.ask(officeDetail, {});
    await admin.run(officeSave, { name, currentPeriod, dueAfterDays, expectedVersion });
  };
  // The last moment of 12 December in Shanghai, and the first of the 13th.
  office.setNow('2026-12-12T15:59:59.999Z');
  await rename(11);
  office.setNow('2026-12-12T16:00:00.000Z');
  await rename(12);
  const found = async (filter: object) => {
    const { rows } = await admin.ask(auditPage, { commandName: 'office.save', limit: 2, ...filter });
    return rows.map(({ detail }) => detail.dueAfterDays);
  };
  expect(await found({ fromOn: '2026-12-12' })).toEqual([12, 11]);
  expect(await found({ fromOn: '2026-12-13' })).toEqual([12]);
  expect(await found({ untilOn: '2026-12-12', limit: 1 })).toEqual([11]);
  expect(await found({ fromOn: '2026-12-12', untilOn: '2026-12-12' })).toEqual([11]);
  expect(await found({ fromOn: '2026-12-14' })).toEqual([]);
  expect(await found({ userName: 'admin', subjectType: 'office' })).toEqual([12, 11]);
  expect(await found({ userName: 'supervisor' })).toEqual([]);
  expect(await found({ userName: 'nobody' })).toEqual([]);
  expect(await found({ subjectType: 'user' })).toEqual([]);
  // The clock of the computer is set back: what is done then bears an earlier time than what was done before.
  office.setNow('2026-12-11T02:00:00.000Z');
  await rename(13);
  expect(await found({ fromOn: '2026-12-11', untilOn: '2026-12-11' })).toEqual([13]);
  expect(await found({ fromOn: '2026-12-12' })).toEqual([12, 11]);
  expect(await found({ untilOn: '2026-12-12' })).toEqual([13, 11]);
});
