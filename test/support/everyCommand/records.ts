import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  customerDetail,
  customerExportErrors,
  customerExportTemplate,
  customerImport,
  customerPage,
  customerSave,
  routeSave,
  servicePointAdoptLines,
  servicePointSave,
  tariffAssignmentSave,
} from '#shared/contract/customers.ts';
import { holidaySet } from '#shared/contract/holidays.ts';
import { mappingProfileSave } from '#shared/contract/mappingProfile.ts';
import { meterExchange, meterInstall, meterSave } from '#shared/contract/meters.ts';
import { tariffExportSheet, tariffImportSheet } from '#shared/contract/priceSheet.ts';
import { readingKey } from '#shared/contract/reading.ts';
import { readingBatchExportErrors, readingImport } from '#shared/contract/readingFiles.ts';
import { subSupplySet } from '#shared/contract/subSupply.ts';
import { supplySet } from '#shared/contract/supply.ts';
import { tariffActivate, tariffCreate, tariffExport, tariffImport } from '#shared/contract/tariff.ts';
import { ONE_PRICE } from '../factoryOffice.ts';
import type { Stage } from './stage.ts';

const NEXT_PERIOD = '2026-11';
const READ_ON = '2026-11-05';
const total = (value: string) => [{ registerCode: 'total' as const, value }];
const CUSTOMERS =
  '户号,户名,地址,用电类别,计量点号,抄表段,抄表例日,抄表顺序,资产编号,整数位数,倍率,费率时段,装表日期,总底码,峰底码,谷底码,电价代码';

/** A tariff of two people, out of the ledger and in again as another one; gives the id of the one in force. */
export async function workTariffs(stage: Stage): Promise<string> {
  const facts = { name: '单一', customerClass: 'household', startOn: '2026-01-01', documentNo: '价格表' };
  const { tariffId, tariffVersionId } = await stage.run('tariff', tariffCreate, {
    ...facts,
    tariffCode: 'one',
    content: ONE_PRICE,
  });
  await stage.run('approver', tariffActivate, { tariffVersionIds: [tariffVersionId] });
  await stage.run('tariff', holidaySet, {
    days: [{ dayOn: '2030-02-01', dayType: 'holiday' }],
    documentNo: '〔2029〕1号',
  });
  const path = join(stage.office.folder, '电价表.xlsx');
  await stage.run('tariff', tariffExport, { tariffVersionId, path });
  await stage.run('tariff', tariffImport, { ...facts, tariffCode: 'two', path });
  const sheet = join(stage.office.folder, '价格表.xlsx');
  await stage.run('tariff', tariffExportSheet, { onDay: '2026-11-10', path: sheet });
  const changed = { startOn: '2027-06-01', documentNo: '价格表〔2027〕1号' };
  await stage.run('tariff', tariffImportSheet, { ...changed, path: sheet, picks: [] });
  return tariffId;
}

/** A route of new customers, by hand and from files, whose first month is the next one. */
export async function workRecords(stage: Stage, tariffId: string): Promise<void> {
  const { folder } = stage.office;
  const { routeId } = await stage.run('checker', routeSave, {
    routeId: null,
    expectedVersion: null,
    routeNo: '0900',
    name: '新装段',
    cycleDay: 5,
  });
  const accountNo = '0900000001';
  const servicePointId = await connectFactory(stage, { routeId, accountNo, tariffId });
  await hangBehind(stage, { routeId, accountNo });

  await stage.run('checker', customerExportTemplate, { path: join(folder, '模板.xlsx') });
  const customers = join(folder, '用户.csv');
  writeFileSync(
    customers,
    `${CUSTOMERS}\n0900000002,王立新,青溪路1号,居民,,0900,5,30,0900772,6,1,,2026-10-15,12,,,\n0900000003,${','.repeat(15)}\n`,
  );
  await stage.run('checker', customerImport, { path: customers });
  const errorsPath = join(folder, '未收用户.csv');
  await stage.run('checker', customerExportErrors, { path: customers, errorsPath });

  await stage.run('reader', readingKey, {
    servicePointId,
    period: NEXT_PERIOD,
    readOn: READ_ON,
    readings: total('40'),
  });
  const meters = join(folder, '集抄.csv');
  writeFileSync(
    meters,
    `户号,资产编号,示数类型,上次示数,本次示数,倍率,抄表日期\n0900000007,0900777,总,100,350,1,${READ_ON}\n`,
  );
  const { batchId } = await stage.run('reader', readingImport, {
    path: meters,
    routeId,
    period: NEXT_PERIOD,
  });
  await stage.run('reader', readingBatchExportErrors, { batchId, path: join(folder, '未收.csv') });
  await stage.run('checker', servicePointAdoptLines, {
    batchId,
    routeId,
    customerClass: 'household',
    tariffId,
    digits: 6,
  });
  await stage.run('reader', mappingProfileSave, {
    profileCode: 'own_meter',
    name: '集抄系统导出',
    fileKind: 'meter',
    expectedVersion: null,
    content: {
      layout: 'wide',
      dateFormats: ['yyyy-mm-dd'],
      columns: { meterNo: ['表号'], readOn: ['日期'] },
      registers: [{ register: 'total', current: ['读数'] }],
    },
  });
}

type Place = { readonly routeId: string; readonly accountNo: string };

/** A customer with terms of supply, a tariff and a meter that is exchanged; gives the service point. */
async function connectFactory(
  stage: Stage,
  { routeId, accountNo, tariffId }: Place & { readonly tariffId: string },
): Promise<string> {
  const { customerId } = await stage.run('checker', customerSave, {
    customerId: null,
    expectedVersion: null,
    accountNo,
    name: '青溪机械厂',
    address: '新河街1号',
    customerClass: 'industrial',
  });
  const { servicePointId } = await stage.run('checker', servicePointSave, {
    servicePointId: null,
    expectedVersion: null,
    customerId,
    servicePointNo: `${accountNo}-1`,
    routeId,
    routePosition: 10,
    address: '新河街1号',
  });
  const meter = { meterNo: '0900771', digits: 6, multiplier: '1', registers: ['total' as const] };
  const { installationId } = await stage.run('checker', meterInstall, {
    servicePointId,
    meter,
    installedOn: '2026-10-10',
    readings: total('7'),
  });
  const detail = await stage.ask('checker', customerDetail, { customerId });
  const installed = detail.servicePoints[0]?.installations[0];
  await stage.run('checker', meterSave, {
    meterId: installed?.meterId ?? '',
    expectedVersion: installed?.meterVersion ?? 0,
    installationId,
    meterNo: '0900772',
    digits: 6,
    multiplier: '1',
    registers: ['total'],
    decimals: 0,
    periodMapping: {},
    initialReadings: total('8'),
    reason: '表号录错',
  });
  await stage.run('checker', meterExchange, {
    servicePointId,
    installationId,
    expectedVersion: 1,
    exchangedOn: '2026-10-20',
    removalReadings: total('19'),
    meter: { ...meter, meterNo: '0900773' },
    installationReadings: total('0'),
    reason: '轮换',
  });
  const startOn = '2026-10-10';
  await stage.run('checker', tariffAssignmentSave, { servicePointId, tariffId, startOn });
  await stage.run('checker', supplySet, {
    servicePointId,
    startOn,
    kind: 'start',
    capacityKva: '315',
    contractKw: null,
    basicChargeBy: 'capacity',
    powerFactorStandard: null,
    reason: '新装',
  });
  return servicePointId;
}

/** A second service point of the customer, without a meter, for a fixed quantity of the first. */
async function hangBehind(stage: Stage, { routeId, accountNo }: Place): Promise<void> {
  const { rows } = await stage.ask('checker', customerPage, { search: accountNo });
  const { customer } = await stage.ask('checker', customerDetail, { customerId: rows[0]?.customerId ?? '' });
  const { servicePointId } = await stage.run('checker', servicePointSave, {
    servicePointId: null,
    expectedVersion: null,
    customerId: customer.customerId,
    servicePointNo: `${accountNo}-2`,
    routeId,
    routePosition: 20,
    address: '',
  });
  await stage.run('checker', subSupplySet, {
    servicePointId,
    parentNo: `${accountNo}-1`,
    kind: 'fixed_quantity',
    amount: '10',
    startOn: '2026-10-10',
    reason: '定量',
  });
}
