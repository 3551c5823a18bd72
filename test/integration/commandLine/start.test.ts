import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { CommandLine, rowsOf } from './support.ts';

/** Without an office: the ledger is made by the first test. */
const line = new CommandLine();
afterAll(() => line.remove());

test('an empty ledger with its first administrator, made on the command line once', async () => {
  const create = ['ledger', 'create', '--admin-name', '钱主任'];
  expect(await line.run('chief', ...create)).toMatchObject({
    exit: 2,
    value: { error: { code: 'office_needed' } },
  });
  expect(await line.done('chief', ...create, '--office', '东村供电所')).toMatchObject({
    officeName: '东村供电所',
    isSample: false,
  });
  await line.quickenPasswords();
  expect(rowsOf(await line.done('chief', 'user', 'list'))).toMatchObject([
    { userName: 'chief', displayName: '钱主任', roles: ['admin'] },
  ]);
  expect((await line.run('chief', ...create, '--office', '西村供电所')).exit).toBe(2);
  expect(await line.done('chief', 'office', 'show')).toMatchObject({ name: '东村供电所' });
});

test('customers of a spreadsheet on the command line: looked at first, then taken, bad lines listed', async () => {
  await line.done('chief', 'user', 'save', 'chief', '--roles', 'admin', 'checker');
  const file = join(line.folder, 'customers.csv');
  writeFileSync(
    file,
    [
      '户号,户名,用电类别,抄表段,抄表例日,资产编号,整数位数,倍率,装表日期,总底码',
      '0000000801,王立新,居民,0001,20,00000000081,6,1,2026-01-15,12',
      '0000000802,李慧敏,外星,0001,20,00000000082,6,1,2026-01-15,12',
      '',
    ].join('\n'),
  );
  const counts = { createdCount: 1, rejectedCount: 1, errors: [{ lineNo: 3, code: 'unknown_code' }] };
  const list = async () => rowsOf(await line.done('chief', 'customer', 'list'));
  expect(await line.done('chief', 'customer', 'import', file, '--dry-run')).toMatchObject(counts);
  expect(await list()).toEqual([]);
  expect(await line.done('chief', 'customer', 'import', file)).toMatchObject(counts);
  expect(await list()).toMatchObject([
    { accountNo: '0000000801', name: '王立新', servicePoints: [{ meterNo: '00000000081' }] },
  ]);
  expect(await line.run('chief', 'customer', 'import', join(line.folder, 'none.csv'))).toMatchObject({
    exit: 2,
    value: { error: { code: 'file_missing' } },
  });
});

test('a tariff document tried on the command line: its cases, what is wrong with it, a case that fails', async () => {
  const trial = (content: object) => {
    const file = join(line.folder, 'tariff.json');
    writeFileSync(file, JSON.stringify(content));
    return line.run(null, 'tariff', 'trial', file);
  };
  const content = await line.done(null, 'tariff', 'library', 'cn_irrigation');
  const [first, ...others] = content.cases as { expectedTotal: string }[];
  expect(await trial(content)).toMatchObject({ exit: 0, value: { cases: [{ passed: true }] } });
  expect(await trial({ ...content, items: [] })).toMatchObject({
    exit: 2,
    value: { error: { kind: 'refusal', code: 'content_invalid' } },
  });
  expect(await trial({ ...content, cases: [{ ...first, expectedTotal: '0.01' }, ...others] })).toMatchObject({
    exit: 2,
    value: {
      error: {
        code: 'cases_failed',
        detail: { cases: [{ passed: false, expected: '0.01', total: first?.expectedTotal }] },
      },
    },
  });
});

test('the month of the sample office on the command line is of the office that the seed makes', async () => {
  const out = join(line.folder, 'month');
  await line.done(null, 'month', '--out', out, '--points', '25', '--seed', '7');
  const customersOf = (file: string) => line.done('checker', '--ledger', file, 'customer', 'list');
  const namesIn = async (file: string) =>
    rowsOf<{ name: string }>(await customersOf(file)).map(({ name }) => name);
  const ofMonth = await namesIn(join(out, 'sample.meterbook'));
  const alike = join(line.folder, 'alike.meterbook');
  await line.done(
    null,
    '--ledger',
    alike,
    'ledger',
    'create',
    '--sample',
    '25',
    '--billed-months',
    '0',
    '--seed',
    '7',
  );
  expect(ofMonth).toEqual(await namesIn(alike));
  const other = join(line.folder, 'other.meterbook');
  await line.done(
    null,
    '--ledger',
    other,
    'ledger',
    'create',
    '--sample',
    '25',
    '--billed-months',
    '0',
    '--seed',
    '8',
  );
  expect(ofMonth).not.toEqual(await namesIn(other));
});
