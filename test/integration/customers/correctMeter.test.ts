import { afterEach, beforeEach, expect, test } from 'vitest';
import { auditPage } from '#shared/contract/access.ts';
import { billDetail, billPage } from '#shared/contract/bill.ts';
import { billCorrectionOpen, billCorrectionWithdraw } from '#shared/contract/billCorrection.ts';
import { billRunCalculate, billRunDetail, billRunSubmit, trialBillPage } from '#shared/contract/billing.ts';
import { customerDetail, customerPage } from '#shared/contract/customers.ts';
import type { InputOf } from '#shared/contract/define.ts';
import { ledgerCheck } from '#shared/contract/ledger.ts';
import { meterExchange, meterInstall, meterSave } from '#shared/contract/meters.ts';
import { readingWorklist } from '#shared/contract/reading.ts';
import { subSupplySet } from '#shared/contract/subSupply.ts';
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
  const { meterId, meterVersion, meterNo, digits, decimals, multiplier, periodMapping } = meter;
  const before = { meterNo, digits, decimals, multiplier, periodMapping };
  return { meterId, expectedVersion: meterVersion, ...before, reason: REASON, ...change };
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
    { meterNo: '0099000001', multiplier: '10' },
  ] as const) {
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

test.each([
  ['not_found', { meterId: 'no-such-meter' }],
  ['stale_version', { expectedVersion: 2 }],
  ['meter_no_taken', { meterNo: '90002' }],
  ['mapping_invalid', { periodMapping: { 1: 'flat' } }],
  ['mapping_invalid', { periodMapping: { 1: 'peak', 2: 'peak' } }],
  ['reading_out_of_range', { decimals: 0 }],
  ['invalid_input', { multiplier: '0' }],
  ['invalid_input', { reason: '' }],
] as const)('a correction is refused: %s %o', async (code, change) => {
  await factory.addPoint('0002', ['total']);
  const before = await metersOf('0001');
  expect(await refusal(change)).toMatchObject({ code });
  expect(await metersOf('0001')).toEqual(before);
});

test('a correction is refused by the wrong role', async () => {
  const cashier = await factory.office.desk('cashier', ['cashier']);
  expect(await cashier.errorOf(meterSave, await correction({ meterNo: '1' }))).toMatchObject({
    code: 'forbidden',
  });
});
