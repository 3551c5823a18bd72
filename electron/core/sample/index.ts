import type { Period } from '#shared/domain/localDate.ts';
import { parseTariffContent, SHIPPED_TARIFFS } from '#shared/domain/tariff/index.ts';
import { assert } from '#shared/lib/assert.ts';
import type { LedgerTransaction } from '../db/database.ts';
import { insertOffice } from '../db/repositories/access/office.ts';
import { insertUser } from '../db/repositories/access/users.ts';
import { insertActivation, insertTariff, insertVersion } from '../db/repositories/tariff/tariffs.ts';
import { insertStandingData } from '../office/standingData.ts';
import { canonicalJson, sha256 } from '../runtime/canonicalJson.ts';
import { hashPassword } from '../runtime/password.ts';
import { SAMPLE_PASSWORD, SAMPLE_PEOPLE } from './people.ts';

export type SamplePlan = {
  readonly points: number;
  readonly seed: number;
  /** The month that is ready to be worked. */
  readonly period: Period;
  readonly now: string;
  readonly newId: () => string;
  readonly ledgerPath: string;
  readonly checkpoint: (done: number, total: number) => Promise<void>;
};

export type SampleResult = {
  readonly users: { readonly userName: string; readonly displayName: string; readonly roles: string[] }[];
  readonly password: string;
  /** Files of the month, written beside the ledger. */
  readonly files: string[];
};

/** Fills a new ledger with the made-up supply company: its people and its tariffs in force. */
export async function fillSampleOffice(tx: LedgerTransaction, plan: SamplePlan): Promise<SampleResult> {
  await insertOffice(tx, {
    office_id: plan.newId(),
    name: '青溪供电所（样例）',
    currency: 'CNY',
    time_zone: 'Asia/Shanghai',
    current_period: plan.period,
    is_sample: 1,
    settings_json: '{}',
    version: 1,
    created_at: plan.now,
  });
  await insertStandingData(tx);
  const userIds = await insertPeople(tx, plan);
  await insertTariffs(tx, plan, userIds);
  return {
    users: SAMPLE_PEOPLE.map(({ userName, displayName, roles }) => ({
      userName,
      displayName,
      roles: [...roles],
    })),
    password: SAMPLE_PASSWORD,
    files: [],
  };
}

async function insertPeople(tx: LedgerTransaction, plan: SamplePlan): Promise<ReadonlyMap<string, string>> {
  const userIds = new Map<string, string>();
  // One salt for all: the password is public anyway, and nine hashes would take nine times as long.
  const passwordHash = await hashPassword(SAMPLE_PASSWORD);
  for (const { userName, displayName, roles } of SAMPLE_PEOPLE) {
    const userId = plan.newId();
    userIds.set(userName, userId);
    await insertUser(tx, {
      user_id: userId,
      user_name: userName,
      display_name: displayName,
      password_hash: passwordHash,
      state: 'active',
      failed_sign_ins: 0,
      locked_until_at: null,
      must_change_password: 0,
      version: 1,
      created_at: plan.now,
      roles,
    });
  }
  return userIds;
}

async function insertTariffs(
  tx: LedgerTransaction,
  { now, newId }: SamplePlan,
  userIds: ReadonlyMap<string, string>,
): Promise<void> {
  const author = userIds.get('tariff');
  const releaser = userIds.get('approver');
  assert(author && releaser, 'the sample has a tariff manager and an approver');
  for (const { tariffCode, name, customerClass, startOn, documentNo, content } of SHIPPED_TARIFFS) {
    const parsed = parseTariffContent(content);
    assert(parsed.ok, `a shipped tariff is valid: ${tariffCode}`);
    const tariffId = newId();
    const tariffVersionId = newId();
    await insertTariff(tx, {
      tariff_id: tariffId,
      tariff_code: tariffCode,
      name,
      customer_class: customerClass,
      version: 1,
      created_at: now,
    });
    await insertVersion(tx, {
      tariff_version_id: tariffVersionId,
      tariff_id: tariffId,
      version_no: 1,
      start_on: startOn,
      document_no: documentNo,
      content_json: JSON.stringify(parsed.value),
      content_hash: sha256(canonicalJson([startOn, documentNo, parsed.value])),
      created_by: author,
      created_at: now,
    });
    await insertActivation(tx, {
      tariff_version_id: tariffVersionId,
      activated_by: releaser,
      activated_at: now,
    });
  }
}
