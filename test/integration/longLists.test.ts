import { afterAll, beforeAll, expect, test } from 'vitest';
import type { z } from 'zod';
import { billPage } from '#shared/contract/bill.ts';
import { receivablePage } from '#shared/contract/collection.ts';
import { customerPage } from '#shared/contract/customers.ts';
import type { OutputOf } from '#shared/contract/define.ts';
import type { Desk } from '../support/office.ts';
import { SampleOffice } from '../support/sampleOffice.ts';

/** More customers than a search looks up one by one, so that both of its ways are gone. */
const POINTS = 330;

type Bill = OutputOf<typeof billPage>['rows'][number];
type Receivable = OutputOf<typeof receivablePage>['rows'][number];

let office: SampleOffice;
let cashier: Desk;
let bills: readonly Bill[];
let receivables: readonly Receivable[];

beforeAll(async () => {
  office = await SampleOffice.create(POINTS, 1, 2);
  cashier = await office.desk('cashier');
  bills = await pagesOfBills({}, 500);
  receivables = await pagesOfReceivables({}, 500);
});
afterAll(() => office.close());

async function pagesOfBills(filter: z.input<(typeof billPage)['input']>, limit: number): Promise<Bill[]> {
  const rows: Bill[] = [];
  let after: string | null = null;
  do {
    const page: OutputOf<typeof billPage> = await cashier.ask(billPage, { ...filter, after, limit });
    expect(page.rows.length).toBeLessThanOrEqual(limit);
    rows.push(...page.rows);
    after = page.next;
  } while (after !== null);
  return rows;
}

async function pagesOfReceivables(filter: z.input<(typeof receivablePage)['input']>, limit: number) {
  const rows: Receivable[] = [];
  let after: string | null = null;
  do {
    const page: OutputOf<typeof receivablePage> = await cashier.ask(receivablePage, {
      ...filter,
      after,
      limit,
    });
    expect(page.rows.length).toBeLessThanOrEqual(limit);
    rows.push(...page.rows);
    after = page.next;
  } while (after !== null);
  return rows;
}

/** Words that many begin with, that few do, that one does, and that nobody does. */
function wordsOf() {
  const [one] = bills;
  const name = one?.customerName ?? '';
  return [
    '0',
    name.slice(0, 1),
    name,
    one?.accountNo ?? '',
    '2026',
    '20260',
    one?.billNo ?? '',
    '%',
    'nobody',
  ];
}

const begins = (text: string, words: string) => text.toLowerCase().startsWith(words.toLowerCase());

test('the list is there: two months of bills, each of them owed once, some paid and some not', () => {
  expect(bills.length).toBeGreaterThan(2 * (POINTS - 20));
  expect(receivables.length).toBe(bills.length);
  expect(new Set(receivables.map(({ state }) => state)).size).toBeGreaterThan(1);
  expect(bills.map(({ billNo }) => billNo)).toEqual(
    bills
      .map(({ billNo }) => billNo)
      .sort()
      .reverse(),
  );
});

test('bills that are searched for, page after page, are those of all bills that begin with the words', async () => {
  for (const search of wordsOf()) {
    const meant = bills.filter(({ billNo, accountNo, customerName }) =>
      [billNo, accountNo, customerName].some((text) => begins(text, search)),
    );
    for (const period of [undefined, '2026-08']) {
      const wanted = period === undefined ? meant : meant.filter((bill) => bill.period === period);
      const found = await pagesOfBills({ search, ...(period ? { period } : {}) }, 97);
      expect([search, period, found]).toEqual([search, period, wanted]);
    }
  }
});

test('bills in a state are those of all bills, of a month and of all months', async () => {
  for (const state of ['owed', 'part', 'settled', 'reversed'] as const) {
    for (const period of [undefined, '2026-08', '2026-09', '2025-01']) {
      const wanted = bills.filter(
        (bill) =>
          (period === undefined || bill.period === period) &&
          (state === 'reversed' ? bill.isReversed : !bill.isReversed && bill.receivable?.state === state),
      );
      const found = await pagesOfBills({ state, ...(period ? { period } : {}) }, 50);
      expect([state, period, found]).toEqual([state, period, wanted]);
    }
  }
});

test('receivables by month, state, due day and words are those of all receivables, the earliest due first', async () => {
  const today = '2026-11-10';
  for (const period of [undefined, '2026-09']) {
    for (const state of [undefined, 'owed', 'settled'] as const) {
      for (const onlyOverdue of [false, true]) {
        for (const search of [undefined, '0', ...wordsOf().slice(1, 4), 'nobody']) {
          const filter = {
            ...(period ? { period } : {}),
            ...(state ? { state } : {}),
            ...(search ? { search } : {}),
            onlyOverdue,
          };
          const wanted = receivables.filter(
            (one) =>
              (period === undefined || one.period === period) &&
              (state === undefined || one.state === state) &&
              (!onlyOverdue || (one.dueOn < today && ['owed', 'part'].includes(one.state))) &&
              (search === undefined || begins(one.accountNo, search) || begins(one.customerName, search)),
          );
          expect([filter, await pagesOfReceivables(filter, 120)]).toEqual([filter, wanted]);
        }
      }
    }
  }
});

test('customers are found by how their numbers and those of their meters begin, many as few, and counted', async () => {
  const first = await cashier.ask(customerPage, { limit: 500 });
  const numbersOf = ({ accountNo, servicePoints }: (typeof first.rows)[number]) => [
    accountNo,
    ...servicePoints.flatMap(({ meterNo }) => (meterNo === null ? [] : [meterNo])),
  ];
  const [one] = first.rows;
  const meterNo = one?.servicePoints[0]?.meterNo ?? '';
  for (const search of ['0', '0000', one?.accountNo ?? '', meterNo, meterNo.slice(0, -2), '9', '0%']) {
    const wanted = first.rows.filter((row) => numbersOf(row).some((number) => begins(number, search)));
    const found = await cashier.ask(customerPage, { search, limit: 500 });
    // A meter that was taken away still leads to where it was.
    const more = found.rows.filter((row) => !wanted.some(({ accountNo }) => accountNo === row.accountNo));
    expect([search, found.rows.filter((row) => !more.includes(row)), found.total]).toEqual([
      search,
      wanted,
      wanted.length + more.length,
    ]);
    expect(more.length).toBeLessThan(20);
  }
});
