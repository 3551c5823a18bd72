import { afterAll, beforeAll, expect, test } from 'vitest';
import { billDetail, billPage } from '#shared/contract/bill.ts';
import { tariffCreate, tariffList, tariffWhatIf } from '#shared/contract/tariff.ts';
import { Decimal, roundToMinor } from '#shared/domain/money.ts';
import { issueFirstRoute } from '../../support/issuedRoute.ts';
import type { Desk } from '../../support/office.ts';
import { SAMPLE_PERIOD, SampleOffice } from '../../support/sampleOffice.ts';

const startOn = '2027-01-01';
const documentNo = '拟调价方案';
const items = (price: string) => [{ kind: 'energy', code: 'energy', name: '电度电费', price }];

let office: SampleOffice;
let checker: Desk;
let tariffVersionId: string;
let timeOfUseId: string;

beforeAll(async () => {
  office = await SampleOffice.create(20);
  await issueFirstRoute(office);
  checker = await office.desk('checker');
  const author = await office.desk('tariff');
  const version = { name: '方案', customerClass: 'household', startOn, documentNo };
  ({ tariffVersionId } = await author.run(tariffCreate, {
    ...version,
    tariffCode: 'plan_one',
    content: { items: items('0.6') },
  }));
  const prices = { peak: '0.7', valley: '0.3' };
  ({ tariffVersionId: timeOfUseId } = await author.run(tariffCreate, {
    ...version,
    tariffCode: 'plan_two',
    content: { items: [{ kind: 'time_of_use', code: 'energy', name: '电度电费', prices }] },
  }));
});
afterAll(() => office.close());

const of = (accountNo: string, version = tariffVersionId) =>
  checker.ask(tariffWhatIf, { accountNo, tariffVersionId: version, until: SAMPLE_PERIOD, months: 1 });

test('the kWh of every issued bill at another price, with what was billed beside it', async () => {
  const { rows: bills } = await checker.ask(billPage, { period: SAMPLE_PERIOD, limit: 200 });
  expect(bills.length).toBeGreaterThan(10);
  for (const bill of bills) {
    const { rows, oldMinor, newMinor, version } = await of(bill.accountNo);
    expect(version).toMatchObject({ documentNo, activatedAt: null });
    expect(rows).toMatchObject([
      {
        billNo: bill.billNo,
        period: SAMPLE_PERIOD,
        totalKwh: bill.totalKwh,
        oldMinor: bill.totalMinor,
        newMinor: roundToMinor(new Decimal(bill.totalKwh).times('0.6')),
        stop: null,
      },
    ]);
    expect([oldMinor, newMinor]).toEqual([bill.totalMinor, rows[0]?.newMinor]);
  }
});

test('a month that the version cannot price says why and stays out of the sums', async () => {
  const { rows: bills } = await checker.ask(billPage, { period: SAMPLE_PERIOD, limit: 200 });
  const details = await Promise.all(bills.map(({ billNo }) => checker.ask(billDetail, { billNo })));
  const plain = details.find(({ quantities }) => Object.keys(quantities.periods).length === 0);
  const answer = await of(plain?.accountNo ?? '', timeOfUseId);
  expect(answer).toMatchObject({
    oldMinor: 0,
    newMinor: 0,
    rows: [
      { newMinor: null, stop: { ruleCode: 'calculation_refused', detail: { code: 'periods_missing' } } },
    ],
  });
});

test('an account or a version that does not exist is refused; months without bills are none', async () => {
  const input = { tariffVersionId, until: SAMPLE_PERIOD, months: 1 };
  expect(await checker.errorOf(tariffWhatIf, { ...input, accountNo: '9' })).toMatchObject({
    code: 'account_not_found',
  });
  const { rows } = await checker.ask(tariffList, {});
  const unknown = { ...input, accountNo: '0000000041', tariffVersionId: rows[0]?.tariffId ?? '' };
  expect(await checker.errorOf(tariffWhatIf, unknown)).toMatchObject({ code: 'not_found' });
  const none = await checker.ask(tariffWhatIf, { ...input, accountNo: '0000000041', until: '2020-01' });
  expect(none).toMatchObject({ rows: [], oldMinor: 0, newMinor: 0 });
});
