import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { supplySet } from '#shared/contract/supply.ts';
import { FactoryOffice, ONE_PRICE } from '../support/factoryOffice.ts';
import { TEST_PASSWORD } from '../support/office.ts';
import { addStoppedAccounts } from '../support/stoppedAccounts.ts';
import { launch, type RunningApp, signIn } from './support.ts';

let factory: FactoryOffice;
let running: RunningApp;
/** A calculated run in which one account used much more, one had more demand than its contract, and the others stopped. */
beforeAll(async () => {
  factory = await FactoryOffice.create(ONE_PRICE);
  const high = await factory.addPoint('0001', ['total']);
  await factory.read(high, '2026-10-20', { total: '150' });
  await factory.issue((await factory.calculate()).billRunId);
  await factory.read(high, '2026-11-05', { total: '300' });
  const servicePointId = await factory.addPoint('0002', ['total', 'demand']);
  await factory.desk.run(supplySet, {
    servicePointId,
    startOn: '2026-09-20',
    kind: 'start',
    capacityKva: '315',
    contractKw: '200',
    basicChargeBy: 'contract',
    powerFactorStandard: null,
    loss: null,
    reason: '新装',
  });
  await factory.read(servicePointId, '2026-11-05', { total: '200', demand: '2.5' });
  await addStoppedAccounts(factory, '2026-11-05');
  await factory.calculate('2026-11');
  // The window opens the ledger that this process lets go.
  await factory.office.core.close();
});
afterAll(() => factory.office.close());
beforeEach(async () => {
  running = await launch({ ledgerPath: factory.office.ledgerPath });
});
afterEach(() => running.close());

test('an account without a bill says what stopped it, which charge item, which figures, and what to do', async () => {
  const { page, screenshot } = running;
  await signIn(page, 'one', TEST_PASSWORD);
  await page.getByRole('menuitem', { name: '核算批次' }).click();
  await page.locator('.ant-table-row', { hasText: '2026-11' }).click();
  const row = (account: string) => page.getByRole('row', { name: new RegExp(`\\b${account}\\b`) });
  const demand = row('0114').getByText('缺最大需量 · 收费项目 需量电费 · 时段 峰、平');
  await row('0001').getByText('突增').waitFor();
  await row('0001')
    .getByText(
      /^电量（千瓦时） 15,000 · 上期电量（千瓦时） 5,000 · 金额（元） 7,500\.00 · 上期金额（元） 2,500\.00$/,
    )
    .waitFor();
  await row('0002').getByText('最大需量（千瓦） 250 · 合同需量（千瓦） 200').waitFor();
  await row('0102').getByText('示数类型 90102 总').waitFor();
  await screenshot('44-exceptions-of-a-run');
  // Only drawn rows exist: the rule brings the others to the top.
  await page.getByText(/^不能计算 \d/).click();
  await demand.waitFor();
  await screenshot('44-stops-of-a-run');
  await demand.click();
  const alert = page.getByRole('alert');
  await alert.getByText('不能出账: 缺最大需量').waitFor();
  await alert.getByText('收费项目: 需量电费').waitFor();
  await alert.getByText('时段: 峰、平').waitFor();
  await alert.getByText(/^办法: 没有（该时段的）需量示数/).waitFor();
  await screenshot('44-stopped-bill');
  expect(running.errors).toEqual([]);
});
