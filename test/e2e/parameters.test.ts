import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parameterDetail } from '#shared/contract/parameters.ts';
import { faultsOnScreen, wordsOfLedger } from './screens.ts';
import { invoke, launch, makeSample, pressKey, type RunningApp, signIn } from './support.ts';

let running: RunningApp;
beforeAll(async () => {
  running = await launch();
  await makeSample(running, { points: 30 });
  await signIn(running.page, 'admin', 'meterbook');
  await running.page.getByRole('menuitem', { name: '单位设置' }).click();
});
afterAll(() => running.close());

const dialog = () => running.page.getByRole('dialog', { name: '业务参数' });
const theme = (name: string) => dialog().getByRole('tab', { name: new RegExp(`^${name}`) });

async function openParameters(): Promise<void> {
  await pressKey(running.page, 'F4');
  await dialog().waitFor();
}

async function choose(label: string, choice: string): Promise<void> {
  await dialog().getByLabel(label, { exact: true }).click();
  await running.page.locator('.ant-select-dropdown:visible').getByTitle(choice, { exact: true }).click();
}

async function stated(): Promise<unknown> {
  const reply = await invoke(running.page, { name: parameterDetail.name, input: {} });
  return reply.ok ? (reply.value as { readonly stated: unknown }).stated : reply.error;
}

test('the administrator states parameters field by field; what is wrong is found at its field', async () => {
  const { page, screenshot } = running;
  await page.setViewportSize({ width: 1280, height: 720 });
  await openParameters();
  await dialog().getByPlaceholder('缺省：0').fill('7');
  await theme('抄表复核限值').click();
  await choose('适用于', '居民');
  await dialog().getByLabel('两次抄表最长间隔').fill('100');
  await dialog().getByRole('button', { name: '另定分档' }).click();
  await dialog().getByLabel('预计电量至（千瓦时）').first().fill('5000');
  await dialog().getByText('各档须从小到大，最后一档不设上限').waitFor();
  await screenshot('110-parameters-bands');
  // Enter leads to what is wrong, however far it is.
  await page.keyboard.press('Enter');
  const places = dialog().getByLabel('计费电量小数位');
  await dialog().getByText('不能大于 6').waitFor();
  expect(await places.evaluate((field) => field === field.ownerDocument.activeElement)).toBe(true);
  await screenshot('111-parameters-wrong');
  await places.fill('2');
  await page.keyboard.press('Enter');
  await dialog().getByText('各档须从小到大，最后一档不设上限').waitFor();
  await dialog().getByLabel('预计电量至（千瓦时）').first().fill('50');

  await theme('抄表异常级别').click();
  await choose('谷电占比异常', '待确认');
  await theme('账单与例外限值').click();
  await dialog().getByLabel('缴费期限（发行后）').fill('30');
  await dialog().getByLabel('单张账单金额上限').fill('500,000');
  await theme('违约金').click();
  await choose('收款冲抵次序', '先本金');
  await dialog().getByLabel('居民违约金 · 当年欠费').fill('0.5');
  await screenshot('112-parameters-late-fees');
  await page.keyboard.press('Enter');
  await dialog().waitFor({ state: 'hidden' });
  await expect.poll(() => page.getByLabel('缴费期限').inputValue()).toBe('30');
  const defaults = { highPercent: '100', lowPercent: '70' };
  expect(await stated()).toEqual({
    reading: {
      places: 2,
      classes: {
        household: {
          maximumGapDays: 100,
          bands: [
            { upTo: '50', highPercent: '200', lowPercent: '90' },
            { upTo: '2000', ...defaults },
            { upTo: null, highPercent: '60', lowPercent: '60' },
          ],
          severities: { valley_share: 'confirm' },
        },
      },
    },
    billing: { dueAfterDays: 30, absurdTotalMinor: 50_000_000 },
    collection: { lateFeeOrder: 'after_principal', householdLateFee: { sameYear: '0.0005' } },
  });
});

test('what was stated stands in its fields, and an emptied field has its default again', async () => {
  const { page, screenshot } = running;
  await page.setViewportSize({ width: 1024, height: 700 });
  await openParameters();
  const places = dialog().getByLabel('计费电量小数位');
  expect(await places.inputValue()).toBe('2');
  await screenshot('113-parameters');
  await theme('抄表复核限值').click();
  await choose('适用于', '居民 (3)');
  expect(await dialog().getByLabel('两次抄表最长间隔').inputValue()).toBe('100');
  await dialog().getByPlaceholder('同全部类别：50').waitFor();
  await dialog().getByRole('button', { name: '恢复缺省' }).click();
  await dialog().getByLabel('两次抄表最长间隔').fill('');
  await theme('账单与例外限值').click();
  await dialog().getByLabel('缴费期限（发行后）').fill('');
  await screenshot('114-parameters-bills');
  await dialog().getByRole('button', { name: '保存' }).click();
  await dialog().waitFor({ state: 'hidden' });
  await expect.poll(() => page.getByLabel('缴费期限').inputValue()).toBe('15');
  expect(await stated()).toMatchObject({
    reading: { places: 2, classes: { household: { severities: { valley_share: 'confirm' } } } },
    billing: { absurdTotalMinor: 50_000_000 },
  });
});

test('every theme can be read in both languages and fits into a small window', async () => {
  const { page, folder, screenshot } = running;
  const known = wordsOfLedger(join(folder, 'sample.meterbook'));
  for (const language of ['zh', 'en'] as const) {
    if (language === 'en') await page.getByText('English', { exact: true }).click();
    for (const [width, height] of [
      [1280, 720],
      [1024, 700],
    ] as const) {
      await page.setViewportSize({ width, height });
      await pressKey(page, 'F4');
      const tabs = page.getByRole('dialog').getByRole('tab');
      await tabs.first().waitFor();
      for (let index = 0; index < (await tabs.count()); index += 1) {
        await tabs.nth(index).click();
        await expect.poll(() => faultsOnScreen(page, language, known), { timeout: 5_000 }).toEqual([]);
        await screenshot(`115-parameters-${language}-${width}-${index + 1}`);
      }
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'hidden' });
    }
  }
  expect(running.errors).toEqual([]);
});
