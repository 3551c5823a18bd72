import {
  commandClarify,
  officeConfirmDay,
  officeDetail,
  officeSave,
  sessionChangePassword,
  sessionSignIn,
  sessionSignOut,
  userCreate,
  userList,
  userUnlock,
  userUpdate,
} from '#shared/contract/access.ts';
import { backupCreate, backupPlanSave } from '#shared/contract/backup.ts';
import { paymentReceive } from '#shared/contract/collection.ts';
import { customerPage } from '#shared/contract/customers.ts';
import { parameterSave } from '#shared/contract/parameters.ts';
import { ALLOWED_FAILURES } from '#shared/domain/access/lockOut.ts';
import type { Stage } from './stage.ts';

const DAY_SECONDS = 86_400;

/**
 * Somebody is added, chooses a password and leaves, another one is locked out and let in again; the office gets another name and its
 * backups; a command of which nobody knows what became never arrived.
 */
export async function workAccess(stage: Stage): Promise<void> {
  const { office } = stage;
  const password = 'first password';
  const { userId } = await stage.run('admin', userCreate, {
    userName: 'newcomer',
    displayName: '新人',
    roles: ['reader'],
    password,
  });
  const visitor = office.visitor();
  for (let attempt = 0; attempt < ALLOWED_FAILURES; attempt += 1) {
    await visitor.errorOf(sessionSignIn, { userName: 'tariff', password: 'wrong password' });
  }
  const { rows } = await stage.ask('admin', userList, {});
  const locked = rows.find(({ lockedUntil }) => lockedUntil !== null);
  await stage.run('admin', userUnlock, { userId: locked?.userId ?? '' });
  await stage.runAt(visitor, sessionSignIn, { userName: 'newcomer', password });
  await stage.runAt(visitor, sessionChangePassword, {
    currentPassword: password,
    newPassword: 'second password',
  });
  await stage.runAt(visitor, sessionSignOut, {});
  await stage.run('admin', userUpdate, {
    userId,
    expectedVersion: 2,
    displayName: '新人',
    roles: ['reader'],
    state: 'disabled',
  });
  const { version, name, currentPeriod } = await stage.ask('admin', officeDetail, {});
  await stage.run('admin', officeSave, { name, currentPeriod, dueAfterDays: 20, expectedVersion: version });
  const parameters = { billing: { dueAfterDays: 20, severities: { first_bill: 'note' } } };
  await stage.run('admin', parameterSave, { parameters, expectedVersion: version + 1 });
  const keep = { daily: 7, weekly: 0, monthly: 0 };
  await stage.run('admin', backupPlanSave, { folder: null, everyHours: 24, keep, password: null });
  await stage.run('admin', backupCreate, { folder: office.folder });
  await stage.run('admin', commandClarify, {});
}

/** A payment on a day that had not come yet; then the clock is right again, and the administrator says so. */
export async function confirmDay(stage: Stage): Promise<void> {
  const { rows } = await stage.ask('cashier', customerPage, { limit: 1 });
  stage.office.later(DAY_SECONDS);
  await stage.run('cashier', paymentReceive, {
    accountNo: rows[0]?.accountNo ?? '',
    amountMinor: 100,
    method: 'transfer',
    channelCode: 'icbc',
  });
  stage.office.later(-DAY_SECONDS);
  await stage.run('admin', officeConfirmDay, { businessDate: '2026-11-10' });
}
