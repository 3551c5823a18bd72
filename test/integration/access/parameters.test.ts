import { afterAll, beforeAll, expect, test } from 'vitest';
import { auditPage, officeDetail } from '#shared/contract/access.ts';
import { backupPlanSave } from '#shared/contract/backup.ts';
import { officeParameters, parameterDetail, parameterSave } from '#shared/contract/parameters.ts';
import { type Desk, TestOffice } from '../../support/office.ts';

let office: TestOffice;
let admin: Desk;
beforeAll(async () => {
  office = await TestOffice.create();
  admin = await office.admin();
});
afterAll(() => office.close());

const save = async (parameters: Record<string, unknown>) => {
  const { version } = await admin.ask(parameterDetail, {});
  return admin.run(parameterSave, { parameters, expectedVersion: version });
};

test('whatever the office works by can be stated, as it is shown', async () => {
  const { current } = await admin.ask(parameterDetail, {});
  const stated = officeParameters.parse(current) as Record<string, Record<string, unknown>>;
  expect(stated).toEqual(current);
  // And nothing can be stated that is not shown.
  const parts = { ...officeParameters.shape };
  for (const [name, part] of Object.entries(parts)) {
    const fields = Object.keys(part.unwrap().shape).filter((field) => field !== 'classes');
    expect(Object.keys(stated[name] ?? {}).sort()).toEqual(fields.sort());
  }
});

test('what is stated holds, what is left out again has its default; the other settings stay', async () => {
  const keep = { daily: 5, weekly: 0, monthly: 0 };
  await admin.run(backupPlanSave, { folder: null, everyHours: 24, keep, password: null });
  await save({
    reading: { places: 2, classes: { household: { floorKwh: '10' } } },
    billing: { dueAfterDays: 30, severities: { estimated: 'confirm' } },
    collection: { householdLateFee: { sameYear: '0.0010' } },
    reconciliation: { windowDays: 5 },
  });
  expect(await admin.ask(officeDetail, {})).toMatchObject({ dueAfterDays: 30 });
  expect((await admin.ask(parameterDetail, {})).current).toMatchObject({
    reading: { places: 2, averagePeriods: 3 },
    billing: { dueAfterDays: 30, severities: { estimated: 'confirm', high: 'confirm' } },
    collection: { householdLateFee: { sameYear: '0.001' } },
    reconciliation: { windowDays: 5 },
  });
  await save({ billing: { severities: { estimated: 'stop' } } });
  const { stated, current } = await admin.ask(parameterDetail, {});
  expect(stated).toEqual({ billing: { severities: { estimated: 'stop' } } });
  expect(current).toMatchObject({ reading: { places: 0 }, billing: { dueAfterDays: 15 } });
  const { rows } = await admin.ask(auditPage, { limit: 1 });
  expect(rows).toMatchObject([
    {
      commandName: 'parameter.save',
      detail: { before: { reconciliation: { windowDays: 5 } }, after: { reconciliation: {} } },
    },
  ]);
  const settings = await office.withLedger((db) =>
    db.selectFrom('office').select('settings_json').executeTakeFirstOrThrow(),
  );
  expect(JSON.parse(settings.settings_json)).toMatchObject({ backup: { keep } });
});

test.each([
  ['a name that nobody knows', { billing: { highratio: '2' } }, 'billing.highratio', 'unrecognized_keys'],
  ['a stage that nobody knows', { bills: {} }, 'bills', 'unrecognized_keys'],
  ['a number where text keeps it exact', { billing: { highRatio: 2 } }, 'billing.highRatio', 'invalid_type'],
  ['less than nothing', { reading: { floorKwh: '-1' } }, 'reading.floorKwh', 'negative'],
  ['a month as a window', { reconciliation: { windowDays: 32 } }, 'reconciliation.windowDays', 'too_big'],
  [
    'a rule that no office may take less seriously',
    { billing: { severities: { negative_total: 'note' } } },
    'billing.severities.negative_total',
    'unrecognized_keys',
  ],
  ['no open band', { reading: { bands: [bandTo('5')] } }, 'reading.bands', 'bands_out_of_order'],
  [
    'bands out of order, also of one class',
    {
      reading: { classes: { household: { bands: [bandTo('9'), bandTo('10'), bandTo('5'), bandTo(null)] } } },
    },
    'reading.classes.household.bands',
    'bands_out_of_order',
  ],
])('%s is refused with its place, and nothing changes', async (_title, parameters, path, message) => {
  const before = await admin.ask(parameterDetail, {});
  const input = { parameters, expectedVersion: before.version };
  expect(await admin.errorOf(parameterSave, input)).toMatchObject({
    code: 'content_invalid',
    detail: { issues: [{ path, message }] },
  });
  expect(await admin.ask(parameterDetail, {})).toEqual(before);
});

function bandTo(upTo: string | null) {
  return { upTo, highPercent: '50', lowPercent: '50' };
}

test('whoever saw an older state is refused, and nobody but the administrator states parameters', async () => {
  const { version } = await admin.ask(parameterDetail, {});
  const old = { parameters: {}, expectedVersion: version - 1 };
  expect(await admin.errorOf(parameterSave, old)).toMatchObject({
    code: 'stale_version',
    detail: { version },
  });
  const supervisor = await office.desk('supervisor', ['supervisor']);
  expect(await supervisor.errorOf(parameterSave, old)).toMatchObject({ code: 'forbidden' });
});
