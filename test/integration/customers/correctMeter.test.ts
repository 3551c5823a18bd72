import { afterEach, beforeEach, expect, test } from 'vitest';
import { auditPage } from '#shared/contract/access.ts';
import { billDetail, billPage } from '#shared/contract/bill.ts';
import { billCorrectionOpen, billCorrectionWithdraw } from '#shared/contract/billCorrection.ts';
import { billRunCalculate, billRunDetail, billRunSubmit, trialBillPage } from '#shared/contract/billing.ts';
import { customerDetail, customerPage } from '#shared/contract/customers.ts';
import type { InputOf } from '#shared/contract/define.ts';
import { ledgerCheck } from '#shared/contract/ledger.ts';
import { meterExchange, meterInstall, meterSave } from '#shared/contract/meters.ts';
import { readingWorklist } from '#shared/contract/readingAnomalies.ts';
import { subSupplySet } from '#shared/contract/subSupply.ts';
import type { RegisterCode } from '#shared/domain/reading/registers.ts';
import { FACTORY_PERIOD, FactoryOffice, ONE_PRICE } from '../../support/factoryOffice.ts';
import { newCommandId } from '../../support/office.ts';

const READ_ON = '2026-10-20';
const REASON = '建档录错';

let factory: FactoryOffice;
let pointId: string;

/** A factory with the meter 90001 of three registers, read for its first month. */
beforeEach(async () => {
  factory = await FactoryOffice.create(ONE_PRICE);
  pointId = await factory.addPoint('0001', ['total', 'peak', 'valley']);
  await factory.read(pointId, READ_ON, { total: '160.5', peak: '140.5', valley: '120' });
});
afterEach(async () => {
  expect((await factory.desk.ask(ledgerCheck, {})).failed).toBe(0);
  await factory.office.close();
});

/** The meters of an account's first service point, the one of today first. */
async function metersOf(accountNo: string) {
  const { rows } = await factory.desk.ask(customerPage, { search: accountNo });
  const customerId = rows[0]?.customerId ?? '';
  const { servicePoints } = await factory.desk.ask(customerDetail, { customerId });
  return servicePoints[0]?.installations ?? [];
}

/** What the dialog sends for the meter of today with one thing put right. */
async function correction(change: Partial<InputOf<typeof meterSave>>, accountNo = '0001', place = 0) {
  const meter = (await metersOf(accountNo))[place];
  if (!meter) throw new Error(`no meter at ${accountNo}`);
  const { meterId, meterVersion, installationId, initialReadings: _, version: __, ...shown } = meter;
  const { installedOn: ___, removedOn: ____, ...before } = shown;
  return { meterId, expectedVersion: meterVersion, installationId, ...before, reason: REASON, ...change };
}

const correct = async (...sent: Parameters<typeof correction>) =>
  factory.desk.run(meterSave, await correction(...sent));
const refusal = async (...sent: Parameters<typeof correction>) =>
  factory.desk.errorOf(meterSave, await correction(...sent));

async function run(billRunId: string) {
  const { run: found } = await factory.desk.ask(billRunDetail, { billRunId });
  return { billRunId, expectedVersion: found.version };
}

/** The month's bill as it was issued. */
async function issuedBill() {
  factory.office.setNow('2026-11-10T03:00:00.000Z');
  const { billRunId } = await factory.calculate();
  await factory.issue(billRunId);
  const { rows } = await factory.desk.ask(billPage, { period: FACTORY_PERIOD });
  return factory.desk.ask(billDetail, { billNo: rows[0]?.billNo ?? '' });
}

test('everything that was mistyped is put right at once, and the trail keeps what stood there before', async () => {
  const right = {
    meterNo: '0099000001',
    digits: 5,
    decimals: 1,
    multiplier: '80',
    periodMapping: { 1: 'peak', 2: 'valley' },
  } as const;
  const input = await correction(right);
  const commandId = newCommandId();
  const first = await factory.desk.send(meterSave, input, { commandId });
  expect(first).toMatchObject({ ok: true, value: { version: 2 } });
  expect(await factory.desk.send(meterSave, input, { commandId })).toEqual(first);
  expect(await metersOf('0001')).toMatchObject([{ ...right, meterVersion: 2, installedOn: '2026-09-20' }]);

  const { rows } = await factory.desk.ask(auditPage, { commandName: 'meter.save' });
  const before = { meterNo: '90001', digits: 6, decimals: 3, multiplier: '100', periodMapping: {} };
  expect(rows).toMatchObject([
    { subjectType: 'meter', subjectId: input.meterId, detail: { before, after: right, reason: REASON } },
  ]);
});

test.each([
  ['the multiplier', { multiplier: '10' }, '605', '90001'],
  ['the number', { meterNo: '0099000001' }, '6050', '0099000001'],
])('%s put right makes a calculated run calculate again', async (_name, change, totalKwh, meterNo) => {
  factory.office.setNow('2026-11-10T03:00:00.000Z');
  const { billRunId, billAt } = await factory.calculate();
  expect(billAt('0001-1')).toMatchObject({ totalKwh: '6050', readings: [{ meterNo: '90001' }, {}, {}] });
  await correct(change);
  expect(await factory.desk.errorOf(billRunSubmit, await run(billRunId))).toMatchObject({
    code: 'prices_changed',
  });
  await factory.desk.run(billRunCalculate, await run(billRunId));
  const { rows } = await factory.desk.ask(trialBillPage, { billRunId });
  const trial = await factory.billOf(rows[0]?.trialBillId ?? '');
  expect(trial).toMatchObject({ totalKwh, readings: [{ meterNo }, {}, {}] });
  await factory.issue(billRunId);
});

test('what bills were made of stays, the number alone is put right, and the bill keeps the one it was issued with', async () => {
  const issued = await issuedBill();
  for (const change of [
    { digits: 5 },
    { decimals: 1 },
    { multiplier: '10' },
    { periodMapping: { 1: 'peak' } },
    { registers: ['total', 'peak'] },
    { initialReadings: [{ registerCode: 'total', value: '90' }] },
    { meterNo: '0099000001', multiplier: '10' },
  ] satisfies Partial<InputOf<typeof meterSave>>[]) {
    expect(await refusal(change)).toMatchObject({
      code: 'meter_billed',
      detail: { meterNo: '90001', billNo: issued.billNo },
    });
  }
  await correct({ meterNo: '0099000001' });
  expect(await metersOf('0001')).toMatchObject([{ meterNo: '0099000001', multiplier: '100' }]);
  expect(issued.readings[0]?.meterNo).toBe('90001');
  expect(await factory.desk.ask(billDetail, { billNo: issued.billNo })).toEqual(issued);

  // A number put right is no other reading: a correction of the bill can still be given up.
  const opened = await factory.desk.run(billCorrectionOpen, { billNo: issued.billNo, reason: REASON });
  expect(
    await factory.desk.run(billCorrectionWithdraw, {
      correctionId: opened.correctionId,
      expectedVersion: opened.version,
      reason: '无需更正',
    }),
  ).toMatchObject({ state: 'withdrawn' });
});

test('a meter that was put up after the bill can be corrected, the one before it not', async () => {
  await issuedBill();
  const [old] = await metersOf('0001');
  const registers = ['total', 'peak', 'valley'] as const;
  await factory.desk.run(meterExchange, {
    servicePointId: pointId,
    installationId: old?.installationId ?? '',
    expectedVersion: 1,
    exchangedOn: '2026-11-05',
    removalReadings: registers.map((registerCode) => ({ registerCode, value: '170' })),
    meter: { meterNo: '90009', digits: 6, decimals: 0, multiplier: '1', registers: [...registers] },
    installationReadings: registers.map((registerCode) => ({ registerCode, value: '0' })),
    reason: '轮换',
  });
  await correct({ multiplier: '100', decimals: 2 });
  await correct({ initialReadings: [{ registerCode: 'total', value: '0.5' }] });
  expect((await metersOf('0001'))[0]?.initialReadings[0]).toEqual({ registerCode: 'total', value: '0.5' });
  expect(await refusal({ multiplier: '1' }, '0001', 1)).toMatchObject({ code: 'meter_billed' });
  expect(await metersOf('0001')).toMatchObject([
    { meterNo: '90009', multiplier: '100', decimals: 2 },
    { meterNo: '90001', multiplier: '100', decimals: 3 },
  ]);
});

test('a meter behind another one is part of the bill before it, on whatever route it is read', async () => {
  const otherRouteId = await factory.addRoute('02');
  const childId = await factory.addPoint('0002', ['total'], { routeId: otherRouteId });
  await factory.desk.run(subSupplySet, {
    servicePointId: childId,
    parentNo: '0001-1',
    kind: 'metered',
    startOn: '2026-09-20',
    reason: '分表',
  });
  await factory.read(childId, READ_ON, { total: '140' });
  factory.office.setNow('2026-11-10T03:00:00.000Z');
  const { billRunId, billAt } = await factory.calculate();
  expect(billAt('0001-1').totalKwh).toBe('2050');
  await correct({ multiplier: '50' }, '0002');
  expect(await factory.desk.errorOf(billRunSubmit, await run(billRunId))).toMatchObject({
    code: 'prices_changed',
  });
  await factory.desk.run(billRunCalculate, await run(billRunId));
  expect((await factory.desk.ask(billRunDetail, { billRunId })).run.totalKwh).toBe('4050');
  await factory.issue(billRunId);
  expect(await refusal({ multiplier: '100' }, '0002')).toMatchObject({ code: 'meter_billed' });
});

test('readings are judged anew by the figures that are right', async () => {
  const rolledId = await factory.addPoint('0003', []);
  await factory.desk.run(meterInstall, {
    servicePointId: rolledId,
    meter: { meterNo: '90003', digits: 6, multiplier: '1', registers: ['total'] },
    installedOn: '2026-09-20',
    readings: [{ registerCode: 'total', value: '990' }],
  });
  await factory.read(rolledId, READ_ON, { total: '5' });
  const found = async (state: 'open' | 'corrected') => {
    const { rows } = await factory.desk.ask(readingWorklist, { period: FACTORY_PERIOD, state });
    return rows.filter(({ accountNo }) => accountNo === '0003').map(({ detail }) => detail.quantity);
  };
  expect([await found('open'), await found('corrected')]).toEqual([['999015'], []]);
  await correct({ digits: 3 }, '0003');
  expect([await found('open'), await found('corrected')]).toEqual([['15'], ['999015']]);
});

test('registers and what they began with are put right before the first bill, which counts from there', async () => {
  const secondId = await factory.addPoint('0002', ['total', 'valley']);
  await correct(
    {
      registers: ['peak', 'total'],
      periodMapping: { 1: 'peak' },
      initialReadings: [
        { registerCode: 'total', value: '110' },
        { registerCode: 'peak', value: '40' },
      ],
    },
    '0002',
  );
  expect(await metersOf('0002')).toMatchObject([
    {
      registers: ['total', 'peak'],
      initialReadings: [
        { registerCode: 'total', value: '110' },
        { registerCode: 'peak', value: '40' },
      ],
    },
  ]);
  const { rows } = await factory.desk.ask(auditPage, { commandName: 'meter.save' });
  expect(rows[0]?.detail).toMatchObject({
    before: { registers: ['total', 'valley'], initialReadings: [{ registerCode: 'total', value: '100' }] },
  });

  // Said not to have the peak, and to have it after all: the reading that was there takes another version.
  await correct({ registers: ['total'], periodMapping: {} }, '0002');
  const peak = [{ registerCode: 'peak', value: '42' }] as const;
  await correct({ registers: ['total', 'peak'], initialReadings: [...peak] }, '0002');
  await factory.read(secondId, READ_ON, { total: '170', peak: '62' });
  factory.office.setNow('2026-11-10T03:00:00.000Z');
  const { billRunId, billAt } = await factory.calculate();
  expect(billAt('0002-1')).toMatchObject({ totalKwh: '6000', readings: [{}, {}] });
  expect(billAt('0002-1').readings.map(({ fromReading, toReading }) => [fromReading, toReading])).toEqual([
    ['110', '170'],
    ['42', '62'],
  ]);
  // While the run is submitted, what its readings count from is locked as they are.
  await factory.desk.run(billRunSubmit, await run(billRunId));
  const late = { initialReadings: [{ registerCode: 'total' as const, value: '120' }] };
  expect(await refusal(late, '0002')).toMatchObject({ code: 'period_locked' });
});

test('a register is not added to a meter that was taken down without a reading of it', async () => {
  const [old] = await metersOf('0001');
  await factory.desk.run(meterExchange, {
    servicePointId: pointId,
    installationId: old?.installationId ?? '',
    expectedVersion: 1,
    exchangedOn: '2026-10-25',
    removalReadings: (['total', 'peak', 'valley'] as const).map((registerCode) => ({
      registerCode,
      value: '170',
    })),
    meter: { meterNo: '90009', digits: 6, decimals: 0, multiplier: '1', registers: ['total'] },
    installationReadings: [{ registerCode: 'total', value: '0' }],
    reason: '轮换',
  });
  const flat = {
    registers: ['total', 'peak', 'flat', 'valley'] as RegisterCode[],
    initialReadings: [{ registerCode: 'flat' as const, value: '1' }],
  };
  expect(await refusal(flat, '0001', 1)).toMatchObject({
    code: 'meter_was_removed',
    detail: { meterNo: '90001', removedOn: '2026-10-25' },
  });
});

const REFUSED: readonly [string, Partial<InputOf<typeof meterSave>>][] = [
  ['not_found', { meterId: 'no-such-meter' }],
  ['not_found', { installationId: 'no-such-place' }],
  ['stale_version', { expectedVersion: 2 }],
  ['meter_no_taken', { meterNo: '90002' }],
  ['mapping_invalid', { periodMapping: { 1: 'flat' } }],
  ['mapping_invalid', { periodMapping: { 1: 'peak', 2: 'peak' } }],
  ['total_register_missing', { registers: ['peak', 'valley'] }],
  ['register_read', { registers: ['total', 'peak'] }],
  ['readings_incomplete', { registers: ['total', 'peak', 'flat', 'valley'] }],
  ['readings_incomplete', { initialReadings: [{ registerCode: 'flat', value: '1' }] }],
  [
    'readings_incomplete',
    {
      initialReadings: [
        { registerCode: 'total', value: '90' },
        { registerCode: 'total', value: '91' },
      ],
    },
  ],
  ['reading_out_of_range', { initialReadings: [{ registerCode: 'total', value: '1000000' }] }],
  ['reading_out_of_range', { decimals: 0 }],
  ['invalid_input', { multiplier: '0' }],
  ['invalid_input', { reason: '' }],
];

test('a correction that cannot be is refused, and the meter stays as it was', async () => {
  await factory.addPoint('0002', ['total']);
  const before = await metersOf('0001');
  for (const [code, change] of REFUSED) {
    expect(await refusal(change), JSON.stringify(change)).toMatchObject({ code });
  }
  expect(await metersOf('0001')).toEqual(before);
});

test('a correction is refused by the wrong role', async () => {
  const cashier = await factory.office.desk('cashier', ['cashier']);
  expect(await cashier.errorOf(meterSave, await correction({ meterNo: '1' }))).toMatchObject({
    code: 'forbidden',
  });
});
