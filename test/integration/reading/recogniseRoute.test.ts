import { afterEach, beforeEach, expect, test } from 'vitest';
import { readingBatchPage, readingImport } from '#shared/contract/readingFiles.ts';
import type { Desk, TestOffice } from '../../support/office.ts';
import {
  addPoints,
  addRoute,
  importFile,
  importInput,
  PERIOD,
  READ_ON,
  ROUTE_ID,
  readingOffice,
  rulesIn,
  violations,
  writeMeterFile,
} from './support.ts';

let office: TestOffice;
let reader: Desk;

beforeEach(async () => {
  office = await readingOffice(['1', '2', '3'].map((no) => ({ accountNo: `000${no}`, meterNo: `M${no}` })));
  reader = await office.desk('reader', ['reader']);
});

afterEach(async () => {
  expect(await violations(office)).toEqual([]);
  await office.close();
});

const line = (no: string) => `000${no},M${no},总,,2530,1,${READ_ON}`;
const recognised = (path: string, routeId: string | null = null) =>
  reader.run(readingImport, { ...importInput(path, { routeId }), recognisesRoute: true });

test('the route of a file is recognised by its meters, and what it leaves out is missing as if it had been chosen', async () => {
  const path = writeMeterFile(office, 'some.csv', [line('1'), line('2')]);
  const { routeId, exceptionCount } = await recognised(path);
  expect([routeId, exceptionCount]).toEqual([ROUTE_ID, 1]);
  expect(await rulesIn(reader, 'open')).toEqual(['0003 missing']);
  const { rows } = await reader.ask(readingBatchPage, { period: PERIOD });
  expect(rows.map((row) => [row.routeId, row.routeNo])).toEqual([[ROUTE_ID, '001']]);
});

test('it is none where the meters are of several, or nobody knows them; a chosen one stays', async () => {
  await addRoute(office, 'another-route', '002');
  await addPoints(office, [{ accountNo: '0009', meterNo: 'M9', routeId: 'another-route' }]);
  const mixed = writeMeterFile(office, 'mixed.csv', [line('1'), line('2'), line('9')]);
  expect(await recognised(mixed)).toMatchObject({ routeId: null, acceptedCount: 3, exceptionCount: 0 });
  const unknown = writeMeterFile(office, 'unknown.csv', [line('7')]);
  expect(await recognised(unknown)).toMatchObject({ routeId: null, unknownMeterCount: 1 });
  const chosen = writeMeterFile(office, 'chosen.csv', [line('3')]);
  expect(await recognised(chosen, 'another-route')).toMatchObject({ routeId: 'another-route' });
});

test('it is not looked for unless it is asked for', async () => {
  const path = writeMeterFile(office, 'plain.csv', [line('1')]);
  const { routeId, exceptionCount } = await importFile(reader, path, { routeId: null });
  expect([routeId, exceptionCount]).toEqual([null, 0]);
});
