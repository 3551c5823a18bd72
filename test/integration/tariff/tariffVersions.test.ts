import { afterEach, beforeEach, expect, test } from 'vitest';
import { ledgerCheck } from '#shared/contract/ledger.ts';
import {
  refusedActivation,
  tariffActivate,
  tariffCreate,
  tariffDetail,
  tariffDrafts,
  tariffList,
  tariffTrial,
} from '#shared/contract/tariff.ts';
import { SHIPPED_TARIFFS } from '#shared/domain/tariff/index.ts';
import { type Desk, newCommandId, TestOffice } from '../../support/office.ts';

let office: TestOffice;
let author: Desk;
let releaser: Desk;
let releaserAsAuthor: Desk;
beforeEach(async () => {
  office = await TestOffice.create();
  author = await office.desk('author', ['tariff_manager', 'approver']);
  releaser = await office.desk('releaser', ['approver']);
  releaserAsAuthor = await office.desk('both', ['tariff_manager']);
});
afterEach(() => office.close());

const shipped = SHIPPED_TARIFFS.find(({ tariffCode }) => tariffCode === 'zj_household');
const content = shipped?.content as Record<string, unknown>;
/** The refusal of an activation of one version. */
const notActivated = (version: object) => ({
  kind: 'refusal',
  code: 'not_activated',
  detail: { versions: [version] },
});
const household = {
  tariffCode: 'zj_household',
  name: '居民一户一表',
  customerClass: 'household',
  startOn: '2026-01-01',
  documentNo: '价格表',
  content,
};

test('a version is written by one person and put in force by another', async () => {
  const { tariffId, tariffVersionId } = await author.run(tariffCreate, household);
  const release = { tariffVersionIds: [tariffVersionId] };
  expect(await author.errorOf(tariffActivate, release)).toMatchObject(
    notActivated({ code: 'same_person', detail: { part: 'created' } }),
  );
  expect(await releaser.run(tariffActivate, release)).toEqual({
    versions: [{ tariffVersionId, tariffCode: 'zj_household', versionNo: 1, caseCount: 5 }],
  });
  expect(await releaser.errorOf(tariffActivate, release)).toMatchObject(
    notActivated({ code: 'already_active' }),
  );
  const { rows } = await author.ask(tariffList, {});
  expect(rows).toMatchObject([
    { tariffId, versionCount: 1, draftCount: 0, current: { versionNo: 1, activatedByName: 'releaser' } },
  ]);
  const detail = await author.ask(tariffDetail, { tariffId });
  expect(detail.versions[0]?.cases.map((one) => one.passed)).toEqual([true, true, true, true, true]);
  expect(detail.versions[0]?.isOwn).toBe(true);
  const seenByOther = await releaser.ask(tariffDetail, { tariffId });
  expect(seenByOther.versions[0]?.isOwn).toBe(false);
});

test('a worked case that fails says what stopped, what should have, and which items differ', async () => {
  const month = { source: '手工', startOn: '2026-10-01', endOn: '2026-11-01', total: '100' };
  const { cases } = await author.ask(tariffTrial, {
    content: {
      items: [
        { kind: 'energy', code: 'energy', name: '电度电费', price: '0.5' },
        { kind: 'surcharge', code: 'fund', name: '基金', price: '0.01', when: { months: [1] } },
      ],
      cases: [
        { ...month, name: '金额', expectedLines: { energy: '51', fund: '1' } },
        { ...month, name: '停止', expectedStop: 'periods_missing' },
      ],
    },
  });
  expect(cases).toMatchObject([
    {
      passed: false,
      differences: [
        { itemCode: 'energy', itemName: '电度电费', expected: '51', calculated: '50.00' },
        { itemCode: 'fund', itemName: '基金', expected: '1', calculated: '0.00' },
      ],
    },
    { passed: false, expectedStop: 'periods_missing', stop: null, differences: [] },
  ]);
});

test('a second version follows the first; two of one day are refused', async () => {
  const first = await author.run(tariffCreate, household);
  await releaser.run(tariffActivate, { tariffVersionIds: [first.tariffVersionId] });
  const sameDay = await author.run(tariffCreate, { ...household, documentNo: '另一文件' });
  expect(sameDay).toMatchObject({ tariffId: first.tariffId, versionNo: 2 });
  expect(
    await releaser.errorOf(tariffActivate, { tariffVersionIds: [sameDay.tariffVersionId] }),
  ).toMatchObject(notActivated({ code: 'day_taken', versionNo: 2 }));
  const later = await author.run(tariffCreate, { ...household, startOn: '2026-12-01' });
  await releaser.run(tariffActivate, { tariffVersionIds: [later.tariffVersionId] });
  const { rows } = await author.ask(tariffList, {});
  expect(rows[0]).toMatchObject({ versionCount: 3, draftCount: 0, current: { startOn: '2026-01-01' } });
});

test.each([
  ['content_invalid', { content: { items: [] } }],
  ['content_invalid', { content: { ...content, colour: 'red' } }],
  ['class_differs', { customerClass: 'commercial' }],
  ['content_unchanged', {}],
])('writing is refused with %s', async (code, change) => {
  await author.run(tariffCreate, household);
  expect(await author.errorOf(tariffCreate, { ...household, ...change })).toMatchObject({
    kind: 'refusal',
    code,
  });
});

test.each([
  ['no_cases', []],
  [
    'cases_failed',
    [
      {
        name: 'wrong',
        source: 'by hand',
        startOn: '2026-10-01',
        endOn: '2026-11-01',
        total: '100',
        expectedTotal: '53.81',
      },
    ],
  ],
])('putting in force is refused with %s', async (code, cases) => {
  const { tariffVersionId } = await author.run(tariffCreate, {
    ...household,
    content: { ...content, cases },
  });
  expect(await releaser.errorOf(tariffActivate, { tariffVersionIds: [tariffVersionId] })).toMatchObject(
    notActivated({ code, tariffCode: 'zj_household' }),
  );
});

test('all drafts of a document come into force together or not at all, each refusal named by its tariff', async () => {
  const draft = (tariffCode: string, more: object = {}) =>
    author.run(tariffCreate, { ...household, tariffCode, name: tariffCode, ...more });
  const good = await draft('good');
  const other = await draft('other', { startOn: '2026-02-01' });
  const bad = await draft('bad', { content: { ...content, cases: [] } });
  const own = await releaserAsAuthor.run(tariffCreate, { ...household, tariffCode: 'own', name: 'own' });
  const all = [good, other, bad, own].map(({ tariffVersionId }) => tariffVersionId);
  const { rows } = await releaserAsAuthor.ask(tariffDrafts, {});
  expect(
    rows.map(({ tariffCode, isOwn, caseCount, casesPassed }) => [tariffCode, isOwn, caseCount, casesPassed]),
  ).toEqual([
    ['bad', false, 0, true],
    ['good', false, 5, true],
    ['other', false, 5, true],
    ['own', true, 5, true],
  ]);

  const refused = await releaserAsAuthor.errorOf(tariffActivate, { tariffVersionIds: all });
  expect(refused).toMatchObject({ kind: 'refusal', code: 'not_activated' });
  expect(refusedActivation.parse(refused.detail).versions).toMatchObject([
    { tariffCode: 'bad', name: 'bad', versionNo: 1, code: 'no_cases' },
    { tariffCode: 'own', code: 'same_person' },
  ]);
  expect((await author.ask(tariffDrafts, {})).rows).toHaveLength(4);

  const wanted = { tariffVersionIds: [good.tariffVersionId, other.tariffVersionId] };
  const preview = await releaserAsAuthor.send(tariffActivate, wanted, { dryRun: true });
  expect(preview).toMatchObject({
    ok: true,
    value: { versions: [{ tariffCode: 'good' }, { tariffCode: 'other' }] },
  });
  expect((await author.ask(tariffDrafts, {})).rows).toHaveLength(4);
  await releaserAsAuthor.run(tariffActivate, wanted);
  expect((await author.ask(tariffDrafts, {})).rows.map(({ tariffCode }) => tariffCode)).toEqual([
    'bad',
    'own',
  ]);
});

test('of two drafts for one day the later one waits; both together are refused, and one alone takes the day', async () => {
  const first = await author.run(tariffCreate, household);
  const corrected = await author.run(tariffCreate, { ...household, documentNo: '更正' });
  const waiting = async () =>
    (await releaser.ask(tariffDrafts, {})).rows.map(({ tariffVersionId }) => tariffVersionId);
  expect(await waiting()).toEqual([corrected.tariffVersionId]);
  const both = { tariffVersionIds: [corrected.tariffVersionId, first.tariffVersionId] };
  expect(await releaser.errorOf(tariffActivate, both)).toMatchObject(
    notActivated({ code: 'day_taken', versionNo: 1 }),
  );
  // Named twice is once.
  const twice = { tariffVersionIds: [corrected.tariffVersionId, corrected.tariffVersionId] };
  expect((await releaser.run(tariffActivate, twice)).versions).toHaveLength(1);
  expect(await waiting()).toEqual([]);
});

test('unknown versions, wrong roles and repeats', async () => {
  expect(await releaser.errorOf(tariffActivate, { tariffVersionIds: ['no-such-version'] })).toMatchObject({
    code: 'not_found',
  });
  expect(await author.errorOf(tariffDetail, { tariffId: 'no-such-tariff' })).toMatchObject({
    code: 'not_found',
  });
  const reader = await office.desk('reader', ['reader']);
  expect(await reader.errorOf(tariffCreate, household)).toMatchObject({ code: 'forbidden' });
  const commandId = newCommandId();
  const first = await author.send(tariffCreate, household, { commandId });
  expect(await author.send(tariffCreate, household, { commandId })).toEqual(first);
  const supervisor = await office.desk('supervisor', ['supervisor']);
  expect((await supervisor.ask(ledgerCheck, {})).failed).toBe(0);
});

test('a trial calculates the cases of a content that is not stored, and lists what is wrong with it', async () => {
  expect(await author.ask(tariffTrial, { content })).toMatchObject({ passed: true, errors: [] });
  const wrong = await author.ask(tariffTrial, { content: { items: [{ kind: 'energy' }] } });
  expect(wrong.passed).toBe(false);
  expect(wrong.errors.map((error) => error.path)).toContain('items.0.price');
});
