import type { Period } from '#shared/domain/localDate.ts';
import type { LedgerTransaction } from '../db/database.ts';
import { insertOffice } from '../db/repositories/access/office.ts';
import { insertUser } from '../db/repositories/access/users.ts';
import { hashPassword } from '../runtime/password.ts';
import { insertStandingData } from './standingData.ts';

export type NewOffice = {
  readonly officeName: string;
  readonly currency: string;
  readonly timeZone: string;
  readonly period: Period;
  readonly now: string;
  readonly newId: () => string;
  readonly admin: { readonly userName: string; readonly displayName: string; readonly password: string };
};

/** The first rows of a new ledger: the office, what every office has, and its first administrator. */
export async function fillEmptyLedger(tx: LedgerTransaction, office: NewOffice): Promise<void> {
  await insertOffice(tx, {
    office_id: office.newId(),
    name: office.officeName,
    currency: office.currency,
    time_zone: office.timeZone,
    current_period: office.period,
    is_sample: 0,
    settings_json: '{}',
    version: 1,
    created_at: office.now,
  });
  await insertUser(tx, {
    user_id: office.newId(),
    user_name: office.admin.userName,
    display_name: office.admin.displayName,
    password_hash: await hashPassword(office.admin.password),
    state: 'active',
    failed_sign_ins: 0,
    locked_until_at: null,
    must_change_password: 0,
    version: 1,
    created_at: office.now,
    roles: ['admin'],
  });
  await insertStandingData(tx);
}
