import { afterEach, expect, test } from 'vitest';
import { officeDetail, officeSave } from '#shared/contract/access.ts';
import { makeEstimatedFactory } from '../support/contradictedEstimate.ts';
import { ALL_ROLES, FactoryOffice, ONE_PRICE } from '../support/factoryOffice.ts';
import { TEST_PASSWORD, type TestOffice } from '../support/office.ts';
import { launch, pressKey, type RunningApp, signIn } from './support.ts';

let running: RunningApp;
let office: TestOffice;
afterEach(async () => {
  await running.close();
  await office.close();
});

/** Opens the worklist of readings of a period in the window. */
async function openWorklist(factory: FactoryOffice, period: string): Promise<void> {
  office = factory.office;
  const { name, dueAfterDays, version } = await factory.desk.ask(officeDetail, {});
  const change = { name, dueAfterDays, currentPeriod: period, expectedVersion: version };
  await factory.desk.run(officeSave, change);
  await office.core.close();
  running = await launch({ ledgerPath: office.ledgerPath });
  await signIn(running.page, 'one', TEST_PASSWORD);
  await running.page.getByRole('menuitem', { name: '抄表异常' }).click();
}

test('a real reading below an estimate: what it means is shown, then the bill is opened to be issued anew', async () => {
  const { factory, pointId } = await makeEstimatedFactory();
  await factory.read(pointId, '2026-12-20', { total: '150' });
  await openWorklist(factory, '2026-12');
  const { page, screenshot } = running;
  await page.locator('.ant-table-row').first().click();
  // The list says the same before the drawer is there: the key works once its button does.
  await page.getByRole('button', { name: /^清算估抄/ }).click({ trial: true });
  await pressKey(page, 'F9');
  const dialog = page.getByRole('dialog', { name: '清算估抄' });
  await dialog.getByText('140.164').waitFor();
  await dialog.getByText(/冲红重开的账单：/).waitFor();
  await screenshot('85-settle-estimates');
  // The field has the focus: nobody needs the mouse.
  await page.keyboard.type('实抄低于估抄');
  await page.keyboard.press('Enter');
  await dialog.waitFor({ state: 'hidden' });
  await page.keyboard.press('Escape');
  await page.getByRole('menuitem', { name: '账单更正' }).click();
  await page.getByText('2026-11').first().waitFor();
  await screenshot('86-settled-corrections');
});

test('a register that was left out is estimated for the day on which the others were read', async () => {
  const factory = await FactoryOffice.create(ONE_PRICE);
  const pointId = await factory.addPoint('0002', ['total', 'peak', 'valley']);
  await factory.read(pointId, '2026-10-20', { total: '130', peak: '110', valley: '112' });
  factory.office.setNow('2026-11-25T02:00:00.000Z');
  factory.desk = await factory.office.desk('one', ALL_ROLES);
  await factory.read(pointId, '2026-11-19', { total: '160', peak: '120' });
  await openWorklist(factory, '2026-11');
  const { page, screenshot } = running;
  const missing = page.getByRole('row', { name: /缺示数/ });
  await missing.click();
  await page.getByRole('button', { name: /^估抄/ }).and(page.locator(':enabled')).waitFor();
  await pressKey(page, 'F7');
  const dialog = page.getByRole('dialog', { name: '估抄' });
  await dialog.getByText('估抄未抄到的计度器；已抄的示数不变。').waitFor();
  expect(await dialog.getByLabel('抄表日期').inputValue()).toBe('2026-11-19');
  await screenshot('87-estimate-register');
  await page.keyboard.type('谷段显示不清');
  await page.keyboard.press('Enter');
  await dialog.waitFor({ state: 'hidden' });
  await page.getByText('已改正').first().waitFor();
  await screenshot('88-estimated-register');
  await page.keyboard.press('Escape');
  await missing.waitFor({ state: 'hidden' });
  expect(running.errors).toEqual([]);
});
