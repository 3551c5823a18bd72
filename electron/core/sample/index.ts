import type { Period } from '#shared/domain/localDate.ts';
import { assert } from '#shared/lib/assert.ts';
import type { LedgerTransaction } from '../db/database.ts';
import { insertOffice } from '../db/repositories/access/office.ts';
import { insertUser } from '../db/repositories/access/users.ts';
import { insertStandingData } from '../office/standingData.ts';
import { hashPassword } from '../runtime/password.ts';
import { fillPoints } from './fillPoints.ts';
import { billEarlierMonths } from './history/billEarlierMonths.ts';
import { writeMonthReadings } from './monthReadings.ts';
import { SAMPLE_PASSWORD, SAMPLE_PEOPLE } from './people.ts';
import { insertTariffs } from './tariffs.ts';

export type SamplePlan = {
  readonly points: number;
  readonly seed: number;
  /** The month that is ready to be worked. */
  readonly period: Period;
  readonly now: string;
  readonly newId: () => string;
  /** Where the files of the month are written; made when it is missing. */
  readonly filesFolder: string;
  /** How many months before it have bills already, issued and paid. */
  readonly billedMonths: number;
  readonly checkpoint: (done: number, total: number) => Promise<void>;
};

export type SampleResult = {
  readonly users: { readonly userName: string; readonly displayName: string; readonly roles: string[] }[];
  readonly password: string;
  readonly files: string[];
};

/** Fills a new ledger with the made-up supply company: people, tariffs, customers, their readings and bills so far. */
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
  const [author, releaser, readerId] = ['tariff', 'approver', 'reader'].map((name) => userIds.get(name));
  assert(author && releaser && readerId, 'the sample has a person for each role');
  const tariffIds = await insertTariffs(tx, plan, { author, releaser });
  // First the points are made, then their earlier months billed, then each is read.
  const paymentCount = plan.points * plan.billedMonths;
  const report = (done: number) => plan.checkpoint(done, plan.points * 2 + paymentCount);
  await fillPoints(tx, { ...plan, checkpoint: report, readerId, tariffIds });
  await billEarlierMonths({
    ...plan,
    tx,
    userIds,
    months: plan.billedMonths,
    checkpoint: (done) => report(plan.points + done),
  });
  const files = await writeMonthReadings(tx, {
    folder: plan.filesFolder,
    period: plan.period,
    checkpoint: (done) => report(plan.points + paymentCount + done),
  });
  return {
    users: SAMPLE_PEOPLE.map(({ userName, displayName, roles }) => ({
      userName,
      displayName,
      roles: [...roles],
    })),
    password: SAMPLE_PASSWORD,
    files: files.map(({ path }) => path),
  };
}

async function insertPeople(tx: LedgerTransaction, plan: SamplePlan): Promise<ReadonlyMap<string, string>> {
  const userIds = new Map<string, string>();
  // One hash for all: the password is public anyway, and nine would take nine times as long.
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
