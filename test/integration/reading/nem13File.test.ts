import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { customerPage, servicePointAdoptLines } from '#shared/contract/customers.ts';
import { ledgerCheck } from '#shared/contract/ledger.ts';
import { readingSheet } from '#shared/contract/reading.ts';
import { type Desk, TestOffice } from '../../support/office.ts';
import { addRoute, importFile, PERIOD, ROUTE_ID } from './support.ts';

/**
 * AEMO, Meter Data File Format Specification NEM12 & NEM13, record 250: NMI, configuration, register, suffix, data
 * stream, meter, direction (E from the network, I into it), previous and current reading with time and quality, quantity.
 */
const reading = (nmi: string, meter: string, direction: 'E' | 'I', before: string, now: string) =>
  `250,${nmi},1141,01,${direction === 'E' ? '11' : '41'},,${meter},${direction},${before},20260925093206,A,,,${now},20261025074053,A,,,${Number(now) - Number(before)},KWH,20261125,20261026104410,`;

const FILE = [
  '100,NEM13,202610261145,SENDER,RECEIVER',
  reading('NEM7000001', '07001', 'E', '38841', '39013'),
  reading('NEM7000001', '07001', 'I', '120', '151'),
  reading('NEM7000002', '07002', 'E', '19800', '20790'),
  '900',
];

let office: TestOffice;
let desk: Desk;
beforeEach(async () => {
  office = await TestOffice.create();
  await addRoute(office, ROUTE_ID, '001');
  desk = await office.desk('desk', ['reader', 'checker', 'supervisor']);
});
afterEach(() => office.close());

test('a NEM13 file of an empty office: its meters are adopted and have their readings', async () => {
  const path = join(office.folder, 'nem13.csv');
  writeFileSync(path, FILE.join('\r\n'));
  const { batchId, ...imported } = await importFile(desk, path);
  expect(imported).toMatchObject({ format: 'nem13', lineCount: 3, unknownMeterCount: 3 });
  expect(
    await desk.run(servicePointAdoptLines, {
      batchId,
      routeId: ROUTE_ID,
      customerClass: 'household',
      tariffId: null,
      digits: 5,
    }),
  ).toEqual({ customers: 2, servicePoints: 2, meters: 2, readings: 6, errors: [] });

  const { rows: customers } = await desk.ask(customerPage, {});
  expect(customers.map(({ accountNo }) => accountNo)).toEqual(['NEM7000001', 'NEM7000002']);
  const { rows } = await desk.ask(readingSheet, { routeId: ROUTE_ID, period: PERIOD });
  const readings = rows.flatMap(({ meterNo, registers }) =>
    registers.map(({ registerCode, previous, current }) =>
      [meterNo, registerCode, previous?.readOn, previous?.value, current?.readOn, current?.value].join(' '),
    ),
  );
  expect(readings).toEqual([
    '07001 total 2026-09-25 38841 2026-10-25 39013',
    '07001 export 2026-09-25 120 2026-10-25 151',
    '07002 total 2026-09-25 19800 2026-10-25 20790',
  ]);
  expect(await importFile(desk, path)).toMatchObject({ isRepeat: true, unchangedCount: 3 });
  expect((await desk.ask(ledgerCheck, {})).failed).toBe(0);
});
