import { afterEach, beforeEach, expect, test } from 'vitest';
import { tariffAssignmentSave } from '#shared/contract/customers.ts';
import { tariffActivate, tariffCreate } from '#shared/contract/tariff.ts';
import { FactoryOffice, ONE_PRICE } from '../../support/factoryOffice.ts';

const OTHER_PRICE = {
  items: [{ ...ONE_PRICE.items[0], price: '0.6' }],
  cases: [{ ...ONE_PRICE.cases[0], expectedTotal: '0.60' }],
};

let factory: FactoryOffice;
let pointId: string;
beforeEach(async () => {
  factory = await FactoryOffice.create(ONE_PRICE);
  pointId = await factory.addPoint('0001', ['total']);
  factory.office.setNow('2026-10-28T03:00:00.000Z');
});
afterEach(() => factory.office.close());

const version = (tariffCode: string, startOn: string) => ({
  tariffCode,
  name: '两部制',
  customerClass: 'industrial',
  startOn,
  documentNo: '价格表二',
  content: OTHER_PRICE,
});

async function issueOctober(): Promise<void> {
  await factory.read(pointId, '2026-10-20', { total: '110' });
  const { billRunId } = await factory.calculate('2026-10');
  await factory.issue(billRunId);
}

test('a version that would change issued bills is refused when it is written, with a bill that it would change', async () => {
  await issueOctober();
  expect(await factory.desk.errorOf(tariffCreate, version('two_part', '2026-10-10'))).toMatchObject({
    kind: 'refusal',
    code: 'bills_issued',
    detail: { startOn: '2026-10-10', billNo: expect.stringMatching(/\d/) },
  });
  // The bill ends with the reading of the 20th: from that day on nothing is billed yet.
  const { tariffVersionId } = await factory.desk.run(tariffCreate, version('two_part', '2026-10-20'));
  await factory.other.run(tariffActivate, { tariffVersionId });
});

test('a version that was written before the bills were issued is refused when it shall come into force', async () => {
  const { tariffVersionId } = await factory.desk.run(tariffCreate, version('two_part', '2026-10-10'));
  await issueOctober();
  expect(await factory.other.errorOf(tariffActivate, { tariffVersionId })).toMatchObject({
    code: 'bills_issued',
    detail: { startOn: '2026-10-10' },
  });
});

test('a bill of which the tariff priced only the first days counts as well', async () => {
  const { tariffId, tariffVersionId } = await factory.desk.run(tariffCreate, version('second', '2026-01-01'));
  await factory.other.run(tariffActivate, { tariffVersionId });
  await factory.desk.run(tariffAssignmentSave, {
    servicePointId: pointId,
    tariffId,
    startOn: '2026-10-10',
  });
  await issueOctober();
  for (const [tariffCode, startOn, code] of [
    ['two_part', '2026-10-01', 'bills_issued'],
    ['two_part', '2026-10-12', undefined],
    ['second', '2026-10-12', 'bills_issued'],
  ] as const) {
    const content = { ...ONE_PRICE, items: [{ ...ONE_PRICE.items[0], price: '0.7' }] };
    const input = { ...version(tariffCode, startOn), content };
    if (code) expect(await factory.desk.errorOf(tariffCreate, input)).toMatchObject({ code });
    else await factory.desk.run(tariffCreate, input);
  }
});
