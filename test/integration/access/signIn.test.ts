import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  auditPage,
  sessionChangePassword,
  sessionCurrent,
  sessionSignIn,
  sessionSignOut,
  userCreate,
  userList,
  userUnlock,
  userUpdate,
} from '#shared/contract/access.ts';
import { ledgerCheck } from '#shared/contract/ledger.ts';
import { newCommandId, TEST_PASSWORD, TestOffice } from '../../support/office.ts';

let office: TestOffice;
beforeEach(async () => {
  office = await TestOffice.create();
});
afterEach(() => office.close());

test('a person signs in, is known to the connection and signs out', async () => {
  const desk = office.visitor();
  expect(await desk.ask(sessionCurrent, {})).toEqual({ user: null });
  const user = await desk.run(sessionSignIn, { userName: 'admin', password: TEST_PASSWORD });
  expect(user).toMatchObject({ userName: 'admin', roles: ['admin'], mustChangePassword: false });
  expect((await desk.ask(sessionCurrent, {})).user?.userId).toBe(user.userId);
  await desk.run(sessionSignOut, {});
  expect(await desk.errorOf(userList, {})).toMatchObject({ kind: 'fault', code: 'not_signed_in' });
});

test('a session belongs to its connection alone', async () => {
  await office.admin();
  expect(await office.visitor().errorOf(userList, {})).toMatchObject({ code: 'not_signed_in' });
});

test('unknown names and wrong passwords get the same answer', async () => {
  const desk = office.visitor();
  const unknown = await desk.errorOf(sessionSignIn, { userName: 'nobody', password: 'x' });
  const wrong = await desk.errorOf(sessionSignIn, { userName: 'admin', password: 'x' });
  expect(unknown).toEqual(wrong);
  expect(wrong).toEqual({ kind: 'refusal', code: 'wrong_credentials', detail: {} });
});

test('five wrong passwords lock the account for a quarter of an hour, the right one included', async () => {
  const desk = office.visitor();
  for (let attempt = 0; attempt < 5; attempt += 1) {
    await desk.errorOf(sessionSignIn, { userName: 'admin', password: 'wrong' });
  }
  const right = { userName: 'admin', password: TEST_PASSWORD };
  expect(await desk.errorOf(sessionSignIn, right)).toEqual({
    kind: 'refusal',
    code: 'locked_out',
    detail: { until: '2026-11-10T02:15:00.000Z' },
  });
  office.setNow('2026-11-10T02:15:00.000Z');
  expect((await desk.run(sessionSignIn, right)).userName).toBe('admin');
});

test('an administrator unlocks an account', async () => {
  const admin = await office.admin();
  await office.desk('reader', ['reader']);
  const visitor = office.visitor();
  for (let attempt = 0; attempt < 5; attempt += 1) {
    await visitor.errorOf(sessionSignIn, { userName: 'reader', password: 'wrong' });
  }
  const locked = (await admin.ask(userList, {})).rows.find((row) => row.userName === 'reader');
  expect(locked?.lockedUntil).toBe('2026-11-10T02:15:00.000Z');
  await admin.run(userUnlock, { userId: locked?.userId ?? '' });
  await visitor.run(sessionSignIn, { userName: 'reader', password: TEST_PASSWORD });
  expect(await admin.errorOf(userUnlock, { userId: locked?.userId ?? '' })).toMatchObject({
    code: 'not_locked',
  });
});

test('a new user must change the first password before anything else', async () => {
  const admin = await office.admin();
  await admin.run(userCreate, {
    userName: 'new',
    displayName: '新人',
    roles: ['admin'],
    password: 'first password',
  });
  const desk = office.visitor();
  const user = await desk.run(sessionSignIn, { userName: 'new', password: 'first password' });
  expect(user.mustChangePassword).toBe(true);
  expect(await desk.errorOf(userList, {})).toMatchObject({ code: 'password_change_required' });
  const same = { currentPassword: 'first password', newPassword: 'first password' };
  expect(await desk.errorOf(sessionChangePassword, same)).toMatchObject({ code: 'password_unchanged' });
  const wrong = { currentPassword: 'not this one', newPassword: 'second password' };
  expect(await desk.errorOf(sessionChangePassword, wrong)).toMatchObject({ code: 'wrong_credentials' });
  await desk.run(sessionChangePassword, {
    currentPassword: 'first password',
    newPassword: 'second password',
  });
  expect((await desk.ask(userList, {})).rows).toHaveLength(2);
});

test('somebody must stay who manages users, and two administrators do not overwrite each other', async () => {
  const admin = await office.admin();
  const row = (await admin.ask(userList, {})).rows[0];
  if (!row) throw new Error('no user');
  const change = {
    userId: row.userId,
    displayName: '管理员',
    roles: ['reader' as const],
    state: 'active' as const,
  };
  expect(await admin.errorOf(userUpdate, { ...change, expectedVersion: row.version })).toMatchObject({
    code: 'last_admin',
  });
  const renamed = { ...change, roles: ['admin' as const] };
  await admin.run(userUpdate, { ...renamed, expectedVersion: row.version });
  expect(await admin.errorOf(userUpdate, { ...renamed, expectedVersion: row.version })).toMatchObject({
    code: 'stale_version',
  });
});

test('a disabled account is out at once, in the middle of its session', async () => {
  const admin = await office.admin();
  const reader = await office.desk('reader', ['reader']);
  const row = (await admin.ask(userList, {})).rows.find(({ userName }) => userName === 'reader');
  if (!row) throw new Error('no user');
  const { userId, displayName, roles, version } = row;
  await admin.run(userUpdate, { userId, displayName, roles, state: 'disabled', expectedVersion: version });
  expect((await reader.ask(sessionCurrent, {})).user).toBeNull();
});

test('the wrong role is told which permission is missing', async () => {
  const reader = await office.desk('reader', ['reader']);
  expect(await reader.errorOf(userList, {})).toEqual({
    kind: 'fault',
    code: 'forbidden',
    detail: { permission: 'user.view' },
  });
});

test('the same command id answers the same once more and does nothing; with other input it is refused', async () => {
  const admin = await office.admin();
  const commandId = newCommandId();
  const input = {
    userName: 'twice',
    displayName: '两次',
    roles: ['reader' as const],
    password: 'first password',
  };
  const [first, second] = await Promise.all([
    admin.send(userCreate, input, { commandId }),
    admin.send(userCreate, input, { commandId }),
  ]);
  expect(first).toEqual(second);
  expect(await admin.send(userCreate, input, { commandId })).toEqual(first);
  expect((await admin.ask(userList, {})).rows.filter(({ userName }) => userName === 'twice')).toHaveLength(1);
  expect(await admin.errorOf(userCreate, { ...input, userName: 'other' }, commandId)).toMatchObject({
    code: 'command_id_reused',
  });
});

test('a preview answers like the command and leaves nothing', async () => {
  const admin = await office.admin();
  const input = {
    userName: 'preview',
    displayName: '预览',
    roles: ['reader' as const],
    password: 'first password',
  };
  expect((await admin.send(userCreate, input, { dryRun: true })).ok).toBe(true);
  expect((await admin.ask(userList, {})).rows).toHaveLength(1);
});

test('unknown fields and commands are refused, and every outcome is in an unbroken audit trail', async () => {
  const admin = await office.admin();
  const extra = { userId: 'x'.repeat(10), role: 'admin' } as never;
  expect(await admin.errorOf(userUnlock, extra)).toMatchObject({
    code: 'invalid_input',
    detail: { issues: [{ code: 'unrecognized_keys', keys: ['role'] }] },
  });
  expect(await admin.connection.request({ name: 'user.vanish', input: {} })).toMatchObject({
    error: { code: 'unknown_command' },
  });
  await office.visitor().errorOf(sessionSignIn, { userName: 'admin', password: 'wrong' });
  const { rows } = await admin.ask(auditPage, {});
  expect(rows.map(({ detail }) => detail.outcome)).toEqual(['wrong_credentials', 'signed_in']);
  expect(JSON.stringify(rows)).not.toContain(TEST_PASSWORD);
  const supervisor = await office.desk('supervisor', ['supervisor']);
  expect(await supervisor.ask(ledgerCheck, {})).toMatchObject({ failed: 0 });
});
