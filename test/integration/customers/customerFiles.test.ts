import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { auditPage } from '#shared/contract/access.ts';
import {
  customerDetail,
  customerPage,
  customerSave,
  routeList,
  routeSave,
  servicePointSave,
} from '#shared/contract/customers.ts';
import { ledgerCheck } from '#shared/contract/ledger.ts';
import { type Desk, newCommandId, TestOffice } from '../../support/office.ts';

let office: TestOffice;
let checker: Desk;
beforeEach(async () => {
  office = await TestOffice.create();
  checker = await office.desk('checker', ['checker', 'supervisor']);
});
afterEach(() => office.close());

const newRoute = { routeId: null, expectedVersion: null, routeNo: '0001', name: '东街', cycleDay: 25 };
const newCustomer = {
  customerId: null,
  expectedVersion: null,
  accountNo: '0000123',
  name: '王立新',
  address: '青溪路1号',
  customerClass: 'household',
};

async function customerWithPoint() {
  const { routeId } = await checker.run(routeSave, newRoute);
  const { customerId } = await checker.run(customerSave, newCustomer);
  const point = {
    servicePointId: null,
    expectedVersion: null,
    customerId,
    servicePointNo: '000012301',
    routeId,
    routePosition: 10,
    address: '青溪路1号',
  };
  const { servicePointId } = await checker.run(servicePointSave, point);
  return { routeId, customerId, servicePointId, point };
}

test('a customer with a service point is kept with every leading zero', async () => {
  const { customerId, routeId } = await customerWithPoint();
  const { rows, total } = await checker.ask(customerPage, {});
  expect(total).toBe(1);
  expect(rows).toMatchObject([
    { customerId, accountNo: '0000123', servicePoints: [{ servicePointNo: '000012301', meterNo: null }] },
  ]);
  const detail = await checker.ask(customerDetail, { customerId });
  expect(detail).toMatchObject({
    balance: { owedMinor: 0, prepaidMinor: 0 },
    servicePoints: [{ routeNo: '0001', installations: [], tariffs: [], readings: [] }],
    bills: [],
  });
  expect((await checker.ask(routeList, {})).rows).toMatchObject([{ routeId, pointCount: 1 }]);
  expect((await checker.ask(ledgerCheck, {})).failed).toBe(0);
});

test('a change keeps what was before in the audit trail', async () => {
  const { customerId } = await customerWithPoint();
  await checker.run(customerSave, { ...newCustomer, customerId, expectedVersion: 1, name: '王立心' });
  const { rows } = await checker.ask(auditPage, { subjectId: customerId });
  expect(rows[0]?.detail).toMatchObject({ before: { name: '王立新' }, after: { name: '王立心' } });
});

describe('refusals', () => {
  test('of a route', async () => {
    const { routeId } = await checker.run(routeSave, newRoute);
    expect(await checker.errorOf(routeSave, newRoute)).toMatchObject({ code: 'route_no_taken' });
    const other = { ...newRoute, routeNo: '0002' };
    expect(await checker.errorOf(routeSave, { ...other, routeId, expectedVersion: 9 })).toMatchObject({
      code: 'stale_version',
    });
    expect(await checker.errorOf(routeSave, { ...other, routeId: 'no-such-route' })).toMatchObject({
      code: 'not_found',
    });
    expect(await checker.errorOf(routeSave, { ...other, readerUserId: 'test-user-checker' })).toMatchObject({
      code: 'reader_not_found',
    });
  });

  test('of a customer', async () => {
    const { customerId } = await customerWithPoint();
    expect(await checker.errorOf(customerSave, newCustomer)).toMatchObject({ code: 'account_no_taken' });
    const change = { ...newCustomer, customerId, expectedVersion: 1 };
    expect(await checker.errorOf(customerSave, { ...change, state: 'closed' })).toMatchObject({
      code: 'service_point_active',
      detail: { servicePointNo: '000012301' },
    });
    expect(await checker.errorOf(customerSave, { ...change, expectedVersion: 2 })).toMatchObject({
      code: 'stale_version',
    });
    expect(await checker.errorOf(customerSave, { ...change, accountNo: ' 1' })).toMatchObject({
      code: 'invalid_input',
    });
    expect(await checker.errorOf(customerDetail, { customerId: 'no-such-customer' })).toMatchObject({
      code: 'not_found',
    });
  });

  test('of a service point', async () => {
    const { point } = await customerWithPoint();
    expect(await checker.errorOf(servicePointSave, point)).toMatchObject({ code: 'service_point_no_taken' });
    const other = { ...point, servicePointNo: '2' };
    expect(await checker.errorOf(servicePointSave, { ...other, routeId: 'no-such-route' })).toMatchObject({
      code: 'route_not_found',
    });
    expect(await checker.errorOf(servicePointSave, { ...other, customerId: 'no-customer' })).toMatchObject({
      code: 'customer_not_found',
    });
    expect(await checker.errorOf(servicePointSave, { ...other, servicePointId: 'no-point-0' })).toMatchObject(
      {
        code: 'not_found',
      },
    );
  });

  test('of the wrong role, and a repeat does nothing twice', async () => {
    const cashier = await office.desk('cashier', ['cashier']);
    expect(await cashier.errorOf(customerSave, newCustomer)).toMatchObject({ code: 'forbidden' });
    const commandId = newCommandId();
    const first = await checker.send(customerSave, newCustomer, { commandId });
    expect(await checker.send(customerSave, newCustomer, { commandId })).toEqual(first);
    expect((await checker.ask(customerPage, {})).total).toBe(1);
  });
});

describe('finding', () => {
  beforeEach(async () => {
    for (const [accountNo, name] of [
      ['0001', '百分之100%超市'],
      ['0002', '王_下划线'],
      ['0003', '赵国强'],
      ['1000', '钱小明'],
    ] as const) {
      await checker.run(customerSave, { ...newCustomer, accountNo, name });
    }
  });

  test.each([
    ['000', ['0001', '0002', '0003']],
    ['国强', ['0003']],
    ['%', ['0001']],
    ['_', ['0002']],
    ['青溪路', ['0001', '0002', '0003', '1000']],
    ["'; drop table customer; --", []],
  ])('%s', async (search, expected) => {
    const { rows } = await checker.ask(customerPage, { search });
    expect(rows.map((row) => row.accountNo)).toEqual(expected);
  });

  test('pages follow each other without a gap and without a repeat', async () => {
    const first = await checker.ask(customerPage, { limit: 3 });
    expect(first).toMatchObject({ total: 4, next: '0003' });
    const second = await checker.ask(customerPage, { limit: 3, after: first.next });
    expect(second).toMatchObject({ total: null, next: null });
    expect([...first.rows, ...second.rows].map((row) => row.accountNo)).toEqual([
      '0001',
      '0002',
      '0003',
      '1000',
    ]);
  });
});
