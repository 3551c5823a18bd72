import { expect, test } from 'vitest';
import { runBench } from '../../../electron/cli/bench/bench.ts';

test('the benchmark does the month, with receipts that the bank has and some that it lacks, and the ledger holds', async () => {
  const { steps, checksFailed } = await runBench({ points: 100, server: null, say: () => {} });
  expect(checksFailed).toBe(0);
  const itemsOf = (name: string) => steps.find(({ step }) => step === name)?.items;
  expect(steps.map(({ step }) => step)).toEqual([
    'engine.household',
    'engine.twoPart',
    'engine.hourlyYear',
    'sample',
    'import',
    'importLong',
    'importWorkbook',
    'importWide',
    'importTogether',
    'calculate',
    'issue',
    'print',
    'pay',
    'bankImport',
    'reconcile',
    'export',
    'firstPage.customers',
    'firstPage.customersOfWords',
    'firstPage.bills',
    'firstPage.billsOfAccount',
    'firstPage.billsOfNumber',
    'firstPage.billsReversed',
    'firstPage.billsSettled',
    'firstPage.receivables',
    'firstPage.receivablesOfAccount',
    'firstPage.receivablesOverdue',
    'firstPage.receiptsOfChannel',
    'firstPage.bankDays',
  ]);
  expect(itemsOf('importWide')).toBe(25);
  expect(itemsOf('pay')).toBe(10);
  // One payment is not in the bank's file, and the first one is there twice.
  expect(itemsOf('bankImport')).toBe(100);
});
