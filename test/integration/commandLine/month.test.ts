import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CommandLine, rowsOf } from './support.ts';

let line: CommandLine;
beforeAll(async () => {
  line = await CommandLine.begin();
});
afterAll(() => line.remove());

test('a route through the month on the command line: each step by its person, refusals with exit 2', async () => {
  const { currentPeriod: period, businessDate: day, files } = line.sample;
  const file = files.find((path) => path.includes('_0001_')) ?? '';
  const at = ['--route', '0001', '--period', period];

  expect(await line.done('reader', 'reading', 'import', file, ...at)).toMatchObject({ isRepeat: false });
  expect(await line.done('reader', 'reading', 'import', file, ...at)).toMatchObject({ isRepeat: true });
  const worklist = rowsOf<{ anomalyId: string; severity: string }>(
    await line.done('reader', 'reading', 'worklist', ...at),
  );
  expect(worklist.length).toBeGreaterThan(0);
  expect(await line.run('cashier', 'reading', 'import', file, ...at)).toMatchObject({
    exit: 1,
    value: { error: { code: 'forbidden' } },
  });
  expect(await line.run('reader', 'reading', 'import', join(line.folder, 'none.csv'), ...at)).toMatchObject({
    exit: 2,
    value: { error: { code: 'file_missing' } },
  });

  await line.done('checker', 'run', 'create', ...at);
  await line.done('checker', 'run', 'calculate', ...at);
  expect(await line.run('checker', 'run', 'submit', ...at)).toMatchObject({ exit: 2 });
  await line.done('checker', 'run', 'accept', ...at, '--reason', '已核对');
  await line.done('checker', 'run', 'submit', ...at);
  const { run } = (await line.done('approver', 'run', 'show', ...at)) as {
    run: { totalMinor: number; billCount: number };
  };
  const seen = ['--total', (run.totalMinor / 100).toFixed(2), '--bills', String(run.billCount)];
  expect(
    await line.run('approver', 'run', 'approve', ...at, '--total', '1.00', '--bills', '1'),
  ).toMatchObject({ exit: 2, value: { error: { code: 'totals_changed' } } });
  await line.done('approver', 'run', 'approve', ...at, ...seen);
  await line.done('approver', 'run', 'issue', ...at);
  const [bill] = rowsOf<{ billNo: string; accountNo: string; totalMinor: number }>(
    await line.done('cashier', 'bill', 'list', '--period', period),
  );
  if (!bill) throw new Error('the run has bills');
  const shown = await line.done('cashier', 'bill', 'show', bill.billNo);
  const lines = shown.lines as { trace: { formula?: string } }[];
  expect(lines.every(({ trace }) => typeof trace.formula === 'string')).toBe(true);
  const pdf = join(line.folder, 'bill.pdf');
  await line.done('cashier', 'bill', 'print', bill.billNo, '--out', pdf);
  expect(existsSync(pdf)).toBe(true);

  const amount = (bill.totalMinor / 100).toFixed(2);
  await line.done(
    'cashier',
    'payment',
    'receive',
    bill.accountNo,
    '--amount',
    amount,
    '--method',
    'direct_debit',
    '--channel',
    'boc',
    '--serial',
    '0104001',
  );
  const cash = await line.done('cashier', 'payment', 'receive', bill.accountNo, '--amount', '20');
  await line.done('cashier', 'payment', 'reverse', cash.receiptNo as string, '--reason', '收错户');
  expect(
    await line.run('cashier', 'payment', 'reverse', cash.receiptNo as string, '--reason', '再冲一次'),
  ).toMatchObject({ exit: 2, value: { error: { code: 'already_reversed' } } });

  const bank = join(line.folder, 'boc.csv');
  const row = (serial: string, sum: string) =>
    `${day},${serial},人民币,${sum},,张三,${bill.accountNo},电费代扣`;
  writeFileSync(
    bank,
    `记账日期,交易流水号,币别,金额,余额,对方账户名,户号,附言\n${row('0104001', amount)}\n${row('0104002', '8.80')}\n`,
  );
  const ofDay = ['--channel', 'boc', '--day', day];
  expect(await line.done('clerk', 'bank', 'import', bank, ...ofDay)).toMatchObject({ acceptedCount: 2 });
  expect(await line.done('clerk', 'reconciliation', 'run', ...ofDay)).toMatchObject({ openCount: 1 });
  const [item] = rowsOf<{ itemId: string; version: number; itemClass: string }>(
    await line.done('clerk', 'reconciliation', 'list', ...ofDay, '--differences'),
  );
  expect(item?.itemClass).toBe('only_bank');
  expect(await line.run('clerk', 'reconciliation', 'sign-off', ...ofDay)).toMatchObject({
    exit: 2,
    value: { error: { code: 'differences_open' } },
  });
  const proposed = await line.done(
    'clerk',
    'reconciliation',
    'resolve',
    item?.itemId ?? '',
    '--expected-version',
    String(item?.version),
    '--action',
    'post_missing_receipt',
    '--reason',
    '银行已到账',
  );
  await line.done(
    'approver',
    'reconciliation',
    'approve',
    item?.itemId ?? '',
    '--expected-version',
    String(proposed.version),
  );
  await line.done('clerk', 'reconciliation', 'run', ...ofDay);
  await line.done('clerk', 'reconciliation', 'sign-off', ...ofDay);
  const { vouchers } = (await line.done('clerk', 'voucher', 'prepare', ...ofDay)) as {
    vouchers: { voucherNo: string; totalMinor: number }[];
  };
  expect(vouchers).toHaveLength(1);
  const [voucher] = vouchers;
  const total = ((voucher?.totalMinor ?? 0) / 100).toFixed(2);
  await line.done('accountant', 'voucher', 'approve', voucher?.voucherNo ?? '', '--total', total);
  const workbook = join(line.folder, 'day.xlsx');
  await line.done('accountant', 'export', 'reconciliation', '--day', day, '--out', workbook);
  expect(existsSync(workbook)).toBe(true);
  expect(await line.done('accountant', 'trial-balance')).toMatchObject({ totalMinor: 0 });

  await line.done('admin', 'backup', 'create', '--folder', line.folder);
  const backup = readdirSync(line.folder).find((name) => name.endsWith('.mtbk')) ?? '';
  expect(await line.done(null, 'backup', 'inspect', join(line.folder, backup))).toMatchObject({
    isSealed: false,
  });
  expect(await line.done('supervisor', 'ledger', 'check')).toMatchObject({ failed: 0 });
});

test('corrections of issued bills and closing a month on the command line', async () => {
  const { rows: months } = await line.done('accountant', 'period', 'list');
  const [current, before] = (months as { period: string }[]).map(({ period }) => period);
  const bills = rowsOf<{ billNo: string }>(
    await line.done('checker', 'bill', 'list', '--period', before ?? ''),
  );
  let billNo = '';
  for (const bill of bills) {
    const { readings } = await line.done('checker', 'bill', 'show', bill.billNo);
    if ((readings as unknown[]).length !== 1) continue;
    billNo = bill.billNo;
    break;
  }
  const why = ['--reason', '表计误差'];

  await line.done('checker', 'correction', 'open', billNo, ...why);
  expect(await line.done('checker', 'correction', 'show', billNo)).toMatchObject({
    correction: { state: 'open' },
  });
  expect(await line.run('checker', 'correction', 'submit', billNo)).toMatchObject({
    exit: 2,
    value: { error: { code: 'nothing_changed' } },
  });
  await line.done('checker', 'correction', 'withdraw', billNo, ...why);
  const document = ['--document', '检定17号'];
  const proposed = await line.done(
    'checker',
    'correction',
    'adjust',
    billNo,
    ...why,
    ...document,
    '--kwh',
    'total=15',
  );
  const total = ((proposed.totalMinor as number) / 100).toFixed(2);
  expect(await line.run('approver', 'correction', 'approve', billNo, '--total', '0.01')).toMatchObject({
    exit: 2,
    value: { error: { code: 'totals_changed' } },
  });
  expect(await line.done('approver', 'correction', 'approve', billNo, '--total', total)).toMatchObject({
    state: 'approved',
  });
  expect(rowsOf(await line.done('checker', 'correction', 'list', '--state', 'approved'))).toHaveLength(1);
  expect(await line.run('checker', 'correction', 'submit', billNo)).toMatchObject({
    exit: 2,
    value: { error: { code: 'correction_not_found' } },
  });

  expect(await line.run('accountant', 'period', 'close', current ?? '')).toMatchObject({
    exit: 2,
    value: { error: { code: 'period_not_over' } },
  });
  expect(await line.done('accountant', 'period', 'show', before ?? '')).toMatchObject({ blockers: [] });
  await line.done('accountant', 'period', 'close', before ?? '');
  expect(await line.run('accountant', 'period', 'close', before ?? '')).toMatchObject({
    exit: 2,
    value: { error: { code: 'already_closed' } },
  });
});
