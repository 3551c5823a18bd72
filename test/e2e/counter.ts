import type { Page } from 'playwright-core';
import { invoke, pressKey } from './support.ts';

/** An account that owes, and what it owes, in yuan. */
export async function debtor(page: Page): Promise<{ accountNo: string; due: string }> {
  const reply = await invoke(page, {
    name: 'receivable.page',
    input: { state: 'owed', limit: 1 },
  });
  if (!reply.ok) throw new Error(reply.error.code);
  const [row] = (reply.value as { rows: { accountNo: string; owedMinor: number }[] }).rows;
  if (!row) throw new Error('the sample has a debt left');
  return { accountNo: row.accountNo, due: (row.owedMinor / 100).toFixed(2) };
}

/** Opens an account at the counter, as the cashier does. */
export async function callUp(page: Page, accountNo: string): Promise<void> {
  await page.getByRole('menuitem', { name: '柜台收费' }).click();
  await pressKey(page, 'F2');
  await page.keyboard.type(accountNo);
  await page.keyboard.press('Enter');
}

export async function debtorAtCounter(page: Page): Promise<{ accountNo: string; due: string }> {
  // Who is signed in may ask: the counter is there.
  await page.getByRole('menuitem', { name: '柜台收费' }).waitFor();
  const found = await debtor(page);
  await callUp(page, found.accountNo);
  return found;
}
