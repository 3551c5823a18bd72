import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CommandLine, rowsOf } from './support.ts';

let line: CommandLine;
beforeAll(async () => {
  line = await CommandLine.begin();
});
afterAll(() => line.remove());

test('unknown meters on the command line: listed, adopted line by line, what cannot says why', async () => {
  const { currentPeriod: period } = line.sample;
  const day = `${period}-20`;
  const file = join(line.folder, 'first.csv');
  writeFileSync(
    file,
    [
      '户号,资产编号,示数类型,上次示数,本次示数,倍率,抄表日期',
      `0099000001,09900000001,总,100.5,350.5,,${day}`,
      `0099000002,09900000002,总,100,350,1,${day}`,
      `0099000003,,总,100,350,1,${day}`,
      '',
    ].join('\n'),
  );
  const { batchId, unknownMeterCount } = await line.done(
    'reader',
    'reading',
    'import',
    file,
    '--period',
    period,
  );
  expect(unknownMeterCount).toBe(3);
  const batch = String(batchId);
  const codes = async () => {
    const rows = rowsOf<{ lineNo: number; code: string }>(
      await line.done('reader', 'reading', 'errors', batch),
    );
    return rows.map(({ lineNo, code }) => `${lineNo} ${code}`);
  };
  expect(await codes()).toEqual(['2 unknown_meter', '3 unknown_meter', '4 unknown_account']);
  const out = join(line.folder, 'errors.csv');
  expect(await line.done('reader', 'reading', 'errors', batch, '--out', out)).toMatchObject({ lineCount: 3 });
  expect(readFileSync(out, 'utf8')).toContain('09900000002');

  const adopt = ['reading', 'adopt', batch, '--route', '0001', '--digits', '6'];
  expect(await line.run('reader', ...adopt)).toMatchObject({
    exit: 1,
    value: { error: { code: 'forbidden' } },
  });
  expect(await line.run('checker', ...adopt, '--tariff', 'none')).toMatchObject({
    exit: 2,
    value: { error: { code: 'tariff_not_found' } },
  });
  const [tariff] = rowsOf<{ tariffCode: string }>(await line.done('checker', 'tariff', 'list'));
  const code = tariff?.tariffCode ?? '';
  const facts = ['--decimals', '1', '--multiplier', '20', '--tariff', code];
  expect(await line.done('checker', ...adopt, ...facts, '--line', '2')).toMatchObject({
    customers: 1,
    meters: 1,
    readings: 2,
    errors: [],
  });
  expect(await line.done('checker', 'customer', 'show', '0099000001')).toMatchObject({
    servicePoints: [
      {
        installations: [{ meterNo: '09900000001', digits: 6, decimals: 1, multiplier: '20' }],
        tariffs: [{ tariffCode: code }],
      },
    ],
  });
  expect(await line.done('checker', ...adopt, '--line', '3', '--line', '4')).toMatchObject({
    customers: 2,
    meters: 1,
    errors: [{ lineNo: 4, code: 'account_without_meter' }],
  });
  expect(await codes()).toEqual(['4 account_without_meter']);
  expect(await line.done('supervisor', 'ledger', 'check')).toMatchObject({ failed: 0 });
});

test('unusual and missing readings on the command line: corrected, confirmed, estimated', async () => {
  const { currentPeriod: period, files } = line.sample;
  const at = ['--route', '0001', '--period', period];
  const why = ['--reason', '已复抄'];
  await line.done('reader', 'reading', 'import', files.find((path) => path.includes('_0001_')) ?? '', ...at);
  const high = await openAnomaly('high');
  const missing = await openAnomaly('missing');
  const wrong = high.reading ?? { readingId: '', value: '' };

  const correct = (readingId: string, value: string) =>
    line.run('reader', 'reading', 'correct', readingId, value, ...why);
  expect(await correct(wrong.readingId, '0.123456')).toMatchObject({
    exit: 2,
    value: { error: { code: 'too_many_decimals' } },
  });
  const [, before] = (await shown(high.anomalyId)).history;
  const right = String(Number(before?.value) + 70);
  expect(await correct(wrong.readingId, right)).toMatchObject({ exit: 0 });
  const { anomaly, history } = await shown(high.anomalyId);
  expect([anomaly.state, history[0]?.value, history[1]?.value]).toEqual(['corrected', right, before?.value]);

  // As high as it was at first, and this time that is right.
  expect(await correct(history[0]?.readingId ?? '', wrong.value)).toMatchObject({ exit: 0 });
  const again = await openAnomaly('high');
  const confirm = ['reading', 'confirm', again.anomalyId, ...why, '--expected-version'];
  expect(await line.run('reader', ...confirm, '77')).toMatchObject({
    exit: 2,
    value: { error: { code: 'stale_version' } },
  });
  await line.done('reader', ...confirm, String(again.version));
  expect((await shown(again.anomalyId)).anomaly).toMatchObject({
    state: 'confirmed',
    resolutionReason: '已复抄',
  });

  const estimate = ['reading', 'estimate', missing.servicePointId, '--period', period, ...why];
  const byDays = ['--read-on', `${period}-20`, '--method', 'daily_average'];
  await line.done('reader', ...estimate, ...byDays);
  expect(await line.run('reader', ...estimate, ...byDays)).toMatchObject({
    exit: 2,
    value: { error: { code: 'already_read' } },
  });
  const sheet = rowsOf<{ servicePointId: string; registers: { current: { source: string } | null }[] }>(
    await line.done('reader', 'reading', 'sheet', ...at),
  );
  const estimated = sheet.find(({ servicePointId }) => servicePointId === missing.servicePointId);
  expect(estimated?.registers.map(({ current }) => current?.source)).toEqual(['estimated']);
  expect(await line.done('supervisor', 'ledger', 'check')).toMatchObject({ failed: 0 });
});

test('of a meter whose registers came in part the others alone are estimated on the command line', async () => {
  const { currentPeriod: period } = line.sample;
  const of = ['--period', period];
  const rows = async () =>
    rowsOf<SheetPoint>(await line.done('reader', 'reading', 'sheet', '--route', '0002', ...of));
  const point = (await rows()).find(({ registers }) => registers.length > 2 && registers.every(isOpen));
  if (!point) throw new Error('no meter with several registers');
  const [read, ...unread] = point.registers;
  const value = String(Number(read?.previous?.value) + 100);
  const on = ['--read-on', `${period}-20`];
  const key = ['reading', 'key', point.meterNo, ...of, ...on, '--value', `${read?.registerCode}=${value}`];
  await line.done('reader', ...key);
  const estimate = ['reading', 'estimate', point.servicePointId, ...of, ...on, '--method', 'daily_average'];
  await line.done('reader', ...estimate, '--reason', '表箱上锁');
  const after = (await rows()).find(({ servicePointId }) => servicePointId === point.servicePointId);
  expect(after?.registers.map(({ registerCode, current }) => [registerCode, current?.source])).toEqual([
    [read?.registerCode, 'keyed'],
    ...unread.map(({ registerCode }) => [registerCode, 'estimated']),
  ]);
  expect(after?.registers[0]?.current?.value).toBe(value);
});

type SheetPoint = {
  readonly servicePointId: string;
  readonly meterNo: string;
  readonly registers: readonly {
    readonly registerCode: string;
    readonly previous: { readonly value: string } | null;
    readonly current: { readonly source: string; readonly value: string } | null;
  }[];
};
const isOpen = ({ current, previous }: SheetPoint['registers'][number]) =>
  current === null && previous !== null;

type Anomaly = {
  readonly anomalyId: string;
  readonly version: number;
  readonly state: string;
  readonly ruleCode: string;
  readonly servicePointId: string;
  readonly reading: { readonly readingId: string; readonly value: string } | null;
};
type Shown = {
  readonly anomaly: Anomaly;
  readonly history: readonly { readonly readingId: string; readonly value: string }[];
};

/** The one of a rule that waits for a person. */
async function openAnomaly(rule: string): Promise<Anomaly> {
  const worklist = await line.done('reader', 'reading', 'worklist', '--period', line.sample.currentPeriod);
  const found = rowsOf<Anomaly>(worklist).find(({ ruleCode }) => ruleCode === rule);
  if (!found) throw new Error(`no open anomaly ${rule}`);
  return found;
}

async function shown(anomalyId: string): Promise<Shown> {
  return (await line.done('reader', 'reading', 'show', anomalyId)) as Shown;
}
