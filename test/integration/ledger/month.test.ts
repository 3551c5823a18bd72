import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ROOT } from '../../tidy/sources.ts';

const run = promisify(execFile);
const folder = mkdtempSync(join(tmpdir(), 'meterbook-month-'));
const env = {
  ...process.env,
  METERBOOK_SETTINGS: join(folder, 'settings'),
  METERBOOK_PASSWORD: 'meterbook',
  METERBOOK_LEDGER: join(folder, 'month', 'sample.meterbook'),
};

type Outcome = { readonly code: number; readonly stdout: string };

/** Runs the command line in a process of its own, as a person does. */
async function meterbook(...args: string[]): Promise<Outcome> {
  const argv = [join(ROOT, 'electron/cli/index.ts'), ...args];
  try {
    return { code: 0, stdout: (await run(process.execPath, argv, { env })).stdout };
  } catch (error) {
    return error as Outcome;
  }
}

let figures: Record<string, never>;
beforeAll(async () => {
  const { code, stdout } = await meterbook(
    'month',
    '--out',
    join(folder, 'month'),
    '--points',
    '120',
    '--json',
  );
  expect(code).toBe(0);
  figures = JSON.parse(stdout);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('a whole month goes from the meter files to approved vouchers, and every invariant holds', () => {
  expect(figures).toMatchObject({
    points: 120,
    bank: { differences: 5, resolved: 5 },
    trialBalanceMinor: 0,
    checks: { failed: 0 },
  });
  const { readings, bills, checks, vouchers, files } = figures as Record<string, never> & {
    readings: { lines: number; accepted: number; rejected: number };
    bills: { issued: number };
    checks: { run: number };
    vouchers: number;
    files: string[];
  };
  expect(readings.accepted).toBeGreaterThan(120);
  expect(bills.issued).toBeGreaterThan(110);
  // The invariants, and what was read back of the workbook and of six documents.
  expect(checks.run).toBeGreaterThan(80);
  expect(vouchers).toBe(3);
  expect(files.filter((file) => !existsSync(file))).toEqual([]);
});

test('the document of the month has these figures, no more and no less', () => {
  const shapeOf = (value: unknown): unknown =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, shapeOf(inner)]))
      : Array.isArray(value)
        ? 'list'
        : typeof value;
  expect(shapeOf(figures)).toEqual({
    period: 'string',
    points: 'number',
    readings: { lines: 'number', accepted: 'number', rejected: 'number', exceptions: 'number' },
    bills: { issued: 'number', totalMinor: 'number' },
    receipts: { count: 'number', totalMinor: 'number' },
    bank: { lines: 'number', matched: 'number', differences: 'number', resolved: 'number' },
    vouchers: 'number',
    trialBalanceMinor: 'number',
    checks: { run: 'number', failed: 'number' },
    files: 'list',
  });
  const { readings, receipts, bank } = figures as unknown as {
    readings: { lines: number; accepted: number; rejected: number; exceptions: number };
    receipts: { count: number; totalMinor: number };
    bank: { lines: number; matched: number; differences: number };
  };
  expect(readings.exceptions).toBeGreaterThan(0);
  expect(readings.accepted + readings.rejected).toBeLessThanOrEqual(readings.lines);
  expect(receipts.totalMinor).toBeGreaterThan(receipts.count);
  expect(bank.matched).toBeGreaterThan(bank.differences);
});

test.each([
  [
    1,
    { differences: 1, resolved: 1 },
    [
      ...['meter_exchanged', 'reading_missing', 'digit_too_many', 'reading_estimated', 'paid_too_much'],
      ...['receipt_reversed', 'debit_returned', 'unknown_to_bank', 'other_amount', 'listed_twice'],
    ],
  ],
  [9, { differences: 3, resolved: 3 }, ['meter_exchanged', 'unknown_to_bank', 'other_amount']],
])(
  'an office of %i points has its month too, and what it is too small for is named',
  async (points, bank, leftOut) => {
    const out = join(folder, `month-of-${points}`);
    const { code, stdout } = await meterbook('month', '--out', out, '--points', String(points), '--json');
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      points,
      bank,
      trialBalanceMinor: 0,
      checks: { failed: 0 },
      leftOut,
    });
  },
);

test('the ledger of the month opens again and checks clean', async () => {
  const { code, stdout } = await meterbook('--as', 'supervisor', '--json', 'ledger', 'check');
  expect([code, JSON.parse(stdout).failed]).toEqual([0, 0]);
});

test('a bill is shown with the trace of every line', async () => {
  const list = await meterbook('--as', 'checker', '--json', 'bill', 'list', '--period', figures.period ?? '');
  const [bill] = JSON.parse(list.stdout).rows;
  const { code, stdout } = await meterbook('--as', 'checker', '--json', 'bill', 'show', bill.billNo);
  expect(code).toBe(0);
  for (const line of JSON.parse(stdout).lines) expect(line.trace.formula).toBeTruthy();
});

test.each([
  [
    2,
    'refusal',
    'route_not_found',
    ['--as', 'checker', 'run', 'create', '--route', '9999', '--period', '2026-10'],
  ],
  [1, 'fault', 'invalid_input', ['month', '--out', join(folder, 'none'), '--points', '0']],
  [1, 'fault', 'forbidden', ['--as', 'reader', 'voucher', 'list']],
  [
    2,
    'refusal',
    'account_not_found',
    ['--as', 'cashier', 'payment', 'receive', 'nobody', '--amount', '1.00'],
  ],
  [2, 'refusal', 'not_an_amount', ['--as', 'cashier', 'payment', 'receive', '1', '--amount', '1,2,3']],
  [2, 'refusal', 'file_missing', ['--as', 'reader', 'reading', 'import', 'none.csv', '--period', '2026-10']],
  [2, 'refusal', 'wrong_credentials', ['--as', 'nobody', 'route', 'list']],
])('exit %i and a JSON error: %s %s', async (exit, kind, code, args) => {
  const { code: found, stdout } = await meterbook('--json', ...args);
  expect(found).toBe(exit);
  expect(JSON.parse(stdout).error).toMatchObject({ kind, code });
});
