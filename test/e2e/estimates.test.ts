import { afterEach, beforeEach, test } from 'vitest';
import { officeDetail, officeSave } from '#shared/contract/access.ts';
import { makeEstimatedFactory } from '../support/contradictedEstimate.ts';
import type { FactoryOffice } from '../support/factoryOffice.ts';
import { TEST_PASSWORD } from '../support/office.ts';
import { launch, type RunningApp, signIn } from './support.ts';

let factory: FactoryOffice;
let running: RunningApp;
beforeEach(async () => {
  const made = await makeEstimatedFactory();
  factory = made.factory;
  await factory.read(made.pointId, '2026-12-20', { total: '150' });
  const { name, dueAfterDays, version } = await factory.desk.ask(officeDetail, {});
  const change = { name, dueAfterDays, currentPeriod: '2026-12', expectedVersion: version };
  await factory.desk.run(officeSave, change);
  await factory.office.core.close();
  running = await launch({ ledgerPath: factory.office.ledgerPath });
});
afterEach(async () => {
  await running.close();
  await factory.office.close();
});

test('a real reading below an estimate: what it means is shown, then the bill is opened to be issued anew', async () => {
  const { page, screenshot } = running;
  await signIn(page, 'one', TEST_PASSWORD);
  await page.getByRole('menuitem', { name: '抄表异常' }).click();
  await page.locator('.ant-table-row').first().click();
  await page.getByText('低于上次估抄').last().waitFor();
  await page.keyboard.press('F9');
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
