import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readingCorrect, readingKey, readingSheet } from '#shared/contract/reading.ts';
import { anomalyConfirm, anomalyDetail, readingWorklist } from '#shared/contract/readingAnomalies.ts';
import { readingBatchExportErrors, readingBatchLines } from '#shared/contract/readingFiles.ts';
import { type Desk, newCommandId, TEST_PASSWORD, type TestOffice } from '../../support/office.ts';
import {
  addPoints,
  commonOffice,
  firstAnomaly,
  importFile,
  keyInput,
  lockPeriod,
  PERIOD,
  pointIdOf,
  READ_ON,
  ROUTE_ID,
  violations,
  writeMeterFile,
} from './support.ts';

let office: TestOffice;
let reader: Desk;

beforeEach(async () => {
  office = await commonOffice();
  reader = await office.desk('reader', ['reader']);
});

afterEach(async () => {
  expect(await violations(office)).toEqual([]);
  await office.close();
});

describe('confirming an anomaly', () => {
  test('with a reason; once; with the version that was seen', async () => {
    await reader.run(readingKey, keyInput('25300'));
    const { anomalyId, version } = await firstAnomaly(reader, 'high');
    const stale = { anomalyId, expectedVersion: version + 1, reason: '核实' };
    expect((await reader.errorOf(anomalyConfirm, stale)).code).toBe('stale_version');
    const input = { anomalyId, expectedVersion: version, reason: '核实，新增设备' };
    expect(await reader.run(anomalyConfirm, input)).toMatchObject({ state: 'confirmed', version: 2 });
    const { anomaly } = await reader.ask(anomalyDetail, { anomalyId });
    expect(anomaly).toMatchObject({ resolvedByName: 'reader', resolutionReason: '核实，新增设备' });
    const again = { ...input, expectedVersion: 2 };
    expect((await reader.errorOf(anomalyConfirm, again)).code).toBe('already_resolved');
  });

  test('a stop goes only with its cause', async () => {
    await importFile(reader, writeMeterFile(office, 'a.csv', [`0002,M2,总,,200,1,${READ_ON}`]));
    const { anomalyId, version } = await firstAnomaly(reader, 'missing');
    const input = { anomalyId, expectedVersion: version, reason: 'x' };
    expect((await reader.errorOf(anomalyConfirm, input)).code).toBe('must_be_corrected');
  });

  test('refused: unknown, no reason, wrong role, period locked', async () => {
    const unknown = { anomalyId: 'anomaly-nowhere', expectedVersion: 1, reason: 'x' };
    expect((await reader.errorOf(anomalyConfirm, unknown)).code).toBe('not_found');
    await reader.run(readingKey, keyInput('25300'));
    const { anomalyId, version } = await firstAnomaly(reader, 'high');
    const input = { anomalyId, expectedVersion: version, reason: 'x' };
    expect((await reader.errorOf(anomalyConfirm, { ...input, reason: '' })).code).toBe('invalid_input');
    const approver = await office.desk('approver', ['approver']);
    expect((await approver.errorOf(anomalyConfirm, input)).code).toBe('forbidden');
    await lockPeriod(office, PERIOD);
    expect((await reader.errorOf(anomalyConfirm, input)).code).toBe('period_locked');
  });

  test('of a register that went back states the rollover, and the detail shows its quantity', async () => {
    await addPoints(office, [{ accountNo: '0007', meterNo: 'M7', readings: { '2026-09-25': '999950' } }]);
    await reader.run(readingKey, keyInput('30', { servicePointId: pointIdOf('0007') }));
    const { anomalyId, version, detail } = await firstAnomaly(reader, 'negative');
    expect(detail).toMatchObject({ previous: '999950', value: '30', quantity: '80' });
    const before = await reader.ask(anomalyDetail, { anomalyId });
    expect(before.history[0]).toMatchObject({ value: '30', quantity: null });
    await reader.run(anomalyConfirm, { anomalyId, expectedVersion: version, reason: '翻转' });
    const after = await reader.ask(anomalyDetail, { anomalyId });
    expect(after.history[0]).toMatchObject({ value: '30', quantity: '80', isRollover: true });
    expect(after.isLocked).toBe(false);
  });

  test('an export that is cancelled leaves no file, and what was there stays', async () => {
    const lines = Array.from({ length: 5 }, (_, index) => `X${index},Y${index},总,,1,1,${READ_ON}`);
    const { batchId } = await importFile(reader, writeMeterFile(office, 'a.csv', lines));
    const path = join(office.folder, 'errors.csv');
    writeFileSync(path, 'of yesterday');
    const commandId = newCommandId();
    const connection = office.core.connect((event) => {
      if (event.topic === 'progress') connection.cancel(commandId);
    });
    const credentials = { userName: 'reader', password: TEST_PASSWORD };
    await connection.request({ name: 'session.signIn', commandId: newCommandId(), input: credentials });
    const input = { batchId, path };
    const reply = await connection.request({ name: readingBatchExportErrors.name, commandId, input });
    expect(reply).toMatchObject({ ok: false, error: { code: 'cancelled' } });
    expect(readFileSync(path, 'utf8')).toBe('of yesterday');
    expect(readdirSync(office.folder).filter((name) => name.endsWith('.part'))).toEqual([]);
  });
});

describe('looking', () => {
  test('the detail shows the last readings over an exchange, and earlier versions', async () => {
    const { readings } = await reader.run(readingKey, keyInput('25300'));
    await reader.run(readingCorrect, {
      readingId: readings[0]?.readingId ?? '',
      value: '25301',
      reason: '复核',
    });
    const { anomalyId } = await firstAnomaly(reader, 'high');
    const detail = await reader.ask(anomalyDetail, { anomalyId });
    expect(detail.history.map(({ value, quantity }) => [value, quantity])).toEqual([
      ['25301', '23071'],
      ['2230', '310'],
      ['1920', '310'],
      ['1610', '300'],
      ['1310', '310'],
      ['1000', null],
    ]);
    expect(detail.versions).toMatchObject([{ value: '25300', source: 'keyed', reason: null }]);
    expect((await reader.errorOf(anomalyDetail, { anomalyId: 'anomaly-nowhere' })).code).toBe('not_found');
  });

  test('worklist and lines go on page by page without gaps, and filter', async () => {
    const lines = Array.from({ length: 7 }, (_, index) => `X${index},Y${index},总,,1,1,${READ_ON}`);
    const { batchId } = await importFile(reader, writeMeterFile(office, 'a.csv', lines));
    const seen: number[] = [];
    let after: string | null = null;
    do {
      const page: { rows: { lineNo: number }[]; next: string | null } = await reader.ask(readingBatchLines, {
        batchId,
        after,
        limit: 3,
      });
      seen.push(...page.rows.map(({ lineNo }) => lineNo));
      after = page.next;
    } while (after !== null);
    expect(seen).toEqual([2, 3, 4, 5, 6, 7, 8]);
    const first = await reader.ask(readingWorklist, { period: PERIOD, limit: 1 });
    expect(first).toMatchObject({ total: 2, rows: [{ accountNo: '0001', ruleCode: 'missing' }] });
    const second = await reader.ask(readingWorklist, { period: PERIOD, limit: 1, after: first.next });
    expect(second).toMatchObject({ total: null, next: null, rows: [{ accountNo: '0002' }] });
    const none = await reader.ask(readingWorklist, {
      period: PERIOD,
      routeId: 'route-other',
      severity: 'stop',
    });
    expect(none.rows).toEqual([]);
    expect((await reader.ask(readingBatchLines, { batchId, state: 'accepted' })).rows).toEqual([]);
    expect((await reader.errorOf(readingBatchLines, { batchId: 'batch-nowhere' })).code).toBe('not_found');
  });

  test('the sheet shows what is missing only, page by page', async () => {
    await reader.run(readingKey, keyInput('2530'));
    const sheet = await reader.ask(readingSheet, { routeId: ROUTE_ID, period: PERIOD, limit: 1 });
    expect(sheet.rows).toMatchObject([{ accountNo: '0001', registers: [{ current: { value: '2530' } }] }]);
    const next = await reader.ask(readingSheet, {
      routeId: ROUTE_ID,
      period: PERIOD,
      limit: 1,
      after: sheet.next,
    });
    expect(next).toMatchObject({ next: null, rows: [{ accountNo: '0002' }] });
    const missing = await reader.ask(readingSheet, { routeId: ROUTE_ID, period: PERIOD, onlyMissing: true });
    expect(missing.rows.map(({ accountNo }) => accountNo)).toEqual(['0002']);
  });

  test('lines that were not taken are exported for a spreadsheet', async () => {
    const bad = writeMeterFile(office, 'a.csv', [`0001,M9,总,,1,1,${READ_ON}`, `0001,M1,总,,x,1,${READ_ON}`]);
    const { batchId } = await importFile(reader, bad);
    const path = join(office.folder, 'errors.csv');
    expect(await reader.run(readingBatchExportErrors, { batchId, path })).toEqual({ path, lineCount: 2 });
    const text = readFileSync(path, 'utf8');
    expect(text.startsWith('\ufeffline,code,')).toBe(true);
    expect(text).toContain('2,unknown_meter,meterNo,M9,0001,M9,total,2026-10-25,');
    expect(text).toContain('3,not_a_number,');
    const missing = { batchId: 'batch-nowhere', path };
    expect((await reader.errorOf(readingBatchExportErrors, missing)).code).toBe('not_found');
    const nowhere = { batchId, path: join(office.folder, 'no', 'errors.csv') };
    expect((await reader.errorOf(readingBatchExportErrors, nowhere)).code).toBe('not_writable');
    const good = await importFile(reader, writeMeterFile(office, 'b.csv', [`0001,M1,总,,2530,1,${READ_ON}`]));
    const nothing = { batchId: good.batchId, path };
    expect((await reader.errorOf(readingBatchExportErrors, nothing)).code).toBe('nothing_to_export');
    const cashier = await office.desk('cashier', ['cashier']);
    expect((await cashier.errorOf(readingBatchExportErrors, { batchId, path })).code).toBe('forbidden');
  });
});
