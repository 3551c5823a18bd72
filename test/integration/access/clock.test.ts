import { afterEach, beforeEach, expect, test } from 'vitest';
import { auditPage, officeClock, officeConfirmDay } from '#shared/contract/access.ts';
import { paymentReceive } from '#shared/contract/collection.ts';
import { issueBills } from '../../support/issuedBills.ts';
import { type Desk, newCommandId, TEST_NOW, TestOffice } from '../../support/office.ts';

const EARLIER = '2026-03-01T02:00:00.000Z';
const PAYMENT = { accountNo: '0000000001', amountMinor: 100, method: 'cash' } as const;
let office: TestOffice;
let cashier: Desk;
let admin: Desk;
beforeEach(async () => {
  office = await TestOffice.create();
  cashier = await office.desk('cashier', ['cashier']);
  admin = await office.admin();
  await issueBills(office, [
    { accountNo: PAYMENT.accountNo, period: '2026-10', amountMinor: 20_000, dueOn: '2026-12-25' },
  ]);
  await cashier.run(paymentReceive, PAYMENT);
});
afterEach(() => office.close());

test('a clock that was set back stops postings until it is right again; a command sent again is then done', async () => {
  expect(await cashier.ask(officeClock, {})).toEqual({
    businessDate: '2026-11-10',
    lastPostedOn: '2026-11-10',
    state: 'plausible',
  });
  office.setNow(EARLIER);
  expect(await cashier.ask(officeClock, {})).toMatchObject({ businessDate: '2026-03-01', state: 'behind' });
  const commandId = newCommandId();
  expect(await cashier.send(paymentReceive, PAYMENT, { commandId })).toMatchObject({
    ok: false,
    error: {
      kind: 'refusal',
      code: 'clock_behind',
      detail: { businessDate: '2026-03-01', lastPostedOn: '2026-11-10' },
    },
  });
  office.setNow(TEST_NOW);
  expect(await cashier.send(paymentReceive, PAYMENT, { commandId })).toMatchObject({ ok: true });
});

test('where the clock had run ahead, the administrator confirms the right day and the office goes on', async () => {
  office.setNow('2027-11-10T02:00:00.000Z');
  expect(await admin.ask(officeClock, {})).toMatchObject({ state: 'ahead' });
  await cashier.run(paymentReceive, PAYMENT);
  office.setNow('2026-11-11T02:00:00.000Z');
  const right = { businessDate: '2026-11-11' };
  expect(await cashier.errorOf(officeConfirmDay, right)).toMatchObject({ code: 'forbidden' });
  expect(await admin.errorOf(officeConfirmDay, { businessDate: '2026-11-12' })).toMatchObject({
    code: 'day_differs',
    detail: { businessDate: '2026-11-11' },
  });
  await admin.run(officeConfirmDay, right);
  expect(await admin.errorOf(officeConfirmDay, right)).toMatchObject({ code: 'nothing_to_confirm' });
  await cashier.run(paymentReceive, PAYMENT);
  expect(await cashier.ask(officeClock, {})).toMatchObject({
    lastPostedOn: '2026-11-11',
    state: 'plausible',
  });
  // From here the books go by the confirmed day.
  office.setNow('2026-11-10T02:00:00.000Z');
  expect(await cashier.errorOf(paymentReceive, PAYMENT)).toMatchObject({ code: 'clock_behind' });
  const { rows } = await admin.ask(auditPage, { limit: 50 });
  expect(rows.find(({ commandName }) => commandName === 'office.confirmDay')?.detail).toMatchObject({
    businessDate: '2026-11-11',
    lastPostedOn: '2027-11-10',
  });
});
