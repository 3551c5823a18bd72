import type { z } from 'zod';
import { billPage } from '#shared/contract/bill.ts';
import { receiptPage, receivablePage } from '#shared/contract/collection.ts';
import { customerPage } from '#shared/contract/customers.ts';
import type { QueryContract } from '#shared/contract/define.ts';
import { reconciliationPage } from '#shared/contract/reconciliation.ts';
import { assert } from '#shared/lib/assert.ts';
import type { Desk } from '../desk.ts';
import type { People } from '../month/people.ts';
import type { Stopwatch } from './stopwatch.ts';

const LIMIT = 200;

/** Times the first page of lists: as they are opened, and by what an office looks for in them. */
export async function firstPages(people: People, watch: Stopwatch, channelCode: string): Promise<void> {
  const checker = await people.at('checker');
  const cashier = await people.at('cashier');
  const [bill] = (await checker.ask(billPage, { limit: 1 })).rows;
  assert(bill !== undefined, 'the bills of the month were issued');
  const { accountNo, billNo } = bill;
  const first = async <C extends QueryContract>(
    list: string,
    desk: Desk,
    contract: C,
    filter: z.input<C['input']>,
    fewest = 0,
  ) => {
    const ask = () => desk.ask(contract, { ...(filter as object), limit: LIMIT } as z.input<C['input']>);
    const page = await watch.time(() => ({ [`firstPage.${list}`]: 1 }), ask);
    const { rows } = page as { readonly rows: readonly unknown[] };
    assert(rows.length >= fewest, `the list ${list} has what is looked for`);
  };
  await first('customers', checker, customerPage, {}, 1);
  await first('customersOfWords', checker, customerPage, { search: accountNo }, 1);
  await first('bills', checker, billPage, {}, 1);
  await first('billsOfAccount', checker, billPage, { search: accountNo }, 1);
  await first('billsOfNumber', checker, billPage, { search: billNo }, 1);
  await first('billsReversed', checker, billPage, { state: 'reversed' });
  await first('billsSettled', checker, billPage, { state: 'settled' }, 1);
  await first('receivables', cashier, receivablePage, {}, 1);
  await first('receivablesOfAccount', cashier, receivablePage, { search: accountNo }, 1);
  await first('receivablesOverdue', cashier, receivablePage, { onlyOverdue: true });
  await first('receiptsOfChannel', cashier, receiptPage, { channelCode }, 1);
  await first('bankDays', await people.at('clerk'), reconciliationPage, {}, 1);
}
