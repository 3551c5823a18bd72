import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, inject, test } from 'vitest';
import { SAMPLE_PASSWORD } from '#core/sample/people.ts';
import { ROOT } from '../tidy/sources.ts';

const folder = mkdtempSync(join(tmpdir(), 'meterbook-line-'));
/** A file, or a database that the command line makes on the server of the run. */
const server = inject('postgresServer');
const ledger = server ? `${server}/command_line_${process.pid}` : join(folder, 'sample.meterbook');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Answer = { readonly exit: number; readonly value: Record<string, unknown>; readonly text: string };

/** Runs the command line as somebody in a terminal does, and reads its one JSON document. */
function meterbook(person: string | null, ...argv: readonly string[]): Promise<Answer> {
  const who = person === null ? [] : ['--as', person];
  const all = [join(ROOT, 'electron/cli/index.ts'), '--json', '--ledger', ledger, ...who, ...argv];
  const env = {
    ...process.env,
    METERBOOK_SETTINGS: join(folder, 'settings'),
    METERBOOK_PASSWORD: SAMPLE_PASSWORD,
  };
  const child = spawn(process.execPath, all, { env, stdio: ['ignore', 'pipe', 'ignore'] });
  return new Promise((resolve, reject) => {
    let text = '';
    child.stdout.on('data', (chunk) => {
      text += String(chunk);
    });
    child.once('error', reject);
    child.once('close', (exit) => resolve({ exit: exit ?? -1, value: text ? JSON.parse(text) : {}, text }));
  });
}

/** The answer of a command that must succeed. */
async function done(person: string | null, ...argv: readonly string[]): Promise<Record<string, unknown>> {
  const { exit, value, text } = await meterbook(person, ...argv);
  expect({ argv, exit, text: exit === 0 ? '' : text }).toEqual({ argv, exit: 0, text: '' });
  return value;
}

const rowsOf = <Row>(value: Record<string, unknown>) => value.rows as Row[];

test('a route through the month on the command line: each step by its person, refusals with exit 2', async () => {
  const sample = await done(null, 'ledger', 'create', '--sample', '60', '--files', join(folder, 'files'));
  const period = sample.currentPeriod as string;
  const day = sample.businessDate as string;
  const file = (sample.files as string[]).find((path) => path.includes('_0001_')) ?? '';
  const at = ['--route', '0001', '--period', period];

  expect(await done('reader', 'reading', 'import', file, ...at)).toMatchObject({ isRepeat: false });
  expect(await done('reader', 'reading', 'import', file, ...at)).toMatchObject({ isRepeat: true });
  const worklist = rowsOf<{ anomalyId: string; severity: string }>(
    await done('reader', 'reading', 'worklist', ...at),
  );
  expect(worklist.length).toBeGreaterThan(0);
  expect(await meterbook('cashier', 'reading', 'import', file, ...at)).toMatchObject({
    exit: 1,
    value: { error: { code: 'forbidden' } },
  });
  expect(await meterbook('reader', 'reading', 'import', join(folder, 'none.csv'), ...at)).toMatchObject({
    exit: 2,
    value: { error: { code: 'file_missing' } },
  });

  await done('checker', 'run', 'create', ...at);
  await done('checker', 'run', 'calculate', ...at);
  expect(await meterbook('checker', 'run', 'submit', ...at)).toMatchObject({ exit: 2 });
  await done('checker', 'run', 'accept', ...at, '--reason', '已核对');
  await done('checker', 'run', 'submit', ...at);
  const { run } = (await done('approver', 'run', 'show', ...at)) as {
    run: { totalMinor: number; billCount: number };
  };
  const seen = ['--total', (run.totalMinor / 100).toFixed(2), '--bills', String(run.billCount)];
  expect(
    await meterbook('approver', 'run', 'approve', ...at, '--total', '1.00', '--bills', '1'),
  ).toMatchObject({ exit: 2, value: { error: { code: 'totals_changed' } } });
  await done('approver', 'run', 'approve', ...at, ...seen);
  await done('approver', 'run', 'issue', ...at);
  const [bill] = rowsOf<{ billNo: string; accountNo: string; totalMinor: number }>(
    await done('cashier', 'bill', 'list', '--period', period),
  );
  if (!bill) throw new Error('the run has bills');
  const shown = await done('cashier', 'bill', 'show', bill.billNo);
  const lines = shown.lines as { trace: { formula?: string } }[];
  expect(lines.every(({ trace }) => typeof trace.formula === 'string')).toBe(true);
  const pdf = join(folder, 'bill.pdf');
  await done('cashier', 'bill', 'print', bill.billNo, '--out', pdf);
  expect(existsSync(pdf)).toBe(true);

  const amount = (bill.totalMinor / 100).toFixed(2);
  await done(
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
  const cash = await done('cashier', 'payment', 'receive', bill.accountNo, '--amount', '20');
  await done('cashier', 'payment', 'reverse', cash.receiptNo as string, '--reason', '收错户');
  expect(
    await meterbook('cashier', 'payment', 'reverse', cash.receiptNo as string, '--reason', '再冲一次'),
  ).toMatchObject({ exit: 2, value: { error: { code: 'already_reversed' } } });

  const bank = join(folder, 'boc.csv');
  const row = (serial: string, sum: string) =>
    `${day},${serial},人民币,${sum},,张三,${bill.accountNo},电费代扣`;
  writeFileSync(
    bank,
    `记账日期,交易流水号,币别,金额,余额,对方账户名,户号,附言\n${row('0104001', amount)}\n${row('0104002', '8.80')}\n`,
  );
  const ofDay = ['--channel', 'boc', '--day', day];
  expect(await done('clerk', 'bank', 'import', bank, ...ofDay)).toMatchObject({ acceptedCount: 2 });
  expect(await done('clerk', 'reconciliation', 'run', ...ofDay)).toMatchObject({ openCount: 1 });
  const [item] = rowsOf<{ itemId: string; version: number; itemClass: string }>(
    await done('clerk', 'reconciliation', 'list', ...ofDay, '--differences'),
  );
  expect(item?.itemClass).toBe('only_bank');
  expect(await meterbook('clerk', 'reconciliation', 'sign-off', ...ofDay)).toMatchObject({
    exit: 2,
    value: { error: { code: 'differences_open' } },
  });
  const proposed = await done(
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
  await done(
    'approver',
    'reconciliation',
    'approve',
    item?.itemId ?? '',
    '--expected-version',
    String(proposed.version),
  );
  await done('clerk', 'reconciliation', 'run', ...ofDay);
  await done('clerk', 'reconciliation', 'sign-off', ...ofDay);
  const { vouchers } = (await done('clerk', 'voucher', 'prepare', ...ofDay)) as {
    vouchers: { voucherNo: string; totalMinor: number }[];
  };
  expect(vouchers).toHaveLength(1);
  const [voucher] = vouchers;
  const total = ((voucher?.totalMinor ?? 0) / 100).toFixed(2);
  await done('accountant', 'voucher', 'approve', voucher?.voucherNo ?? '', '--total', total);
  const workbook = join(folder, 'day.xlsx');
  await done('accountant', 'export', 'reconciliation', '--day', day, '--out', workbook);
  expect(existsSync(workbook)).toBe(true);
  expect(await done('accountant', 'trial-balance')).toMatchObject({ totalMinor: 0 });

  await done('admin', 'backup', 'create', '--folder', folder);
  const backup = readdirSync(folder).find((name) => name.endsWith('.mtbk')) ?? '';
  expect(await done(null, 'backup', 'inspect', join(folder, backup))).toMatchObject({ isSealed: false });
  expect(await done('supervisor', 'ledger', 'check')).toMatchObject({ failed: 0 });
}, 120_000);

test('corrections of issued bills and closing a month on the command line', async () => {
  const { rows: months } = await done('accountant', 'period', 'list');
  const [current, before] = (months as { period: string }[]).map(({ period }) => period);
  const bills = rowsOf<{ billNo: string }>(await done('checker', 'bill', 'list', '--period', before ?? ''));
  let billNo = '';
  for (const bill of bills) {
    const { readings } = await done('checker', 'bill', 'show', bill.billNo);
    if ((readings as unknown[]).length !== 1) continue;
    billNo = bill.billNo;
    break;
  }
  const why = ['--reason', '表计误差'];

  await done('checker', 'correction', 'open', billNo, ...why);
  expect(await done('checker', 'correction', 'show', billNo)).toMatchObject({
    correction: { state: 'open' },
  });
  expect(await meterbook('checker', 'correction', 'submit', billNo)).toMatchObject({
    exit: 2,
    value: { error: { code: 'nothing_changed' } },
  });
  await done('checker', 'correction', 'withdraw', billNo, ...why);
  const document = ['--document', '检定17号'];
  const proposed = await done(
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
  expect(await meterbook('approver', 'correction', 'approve', billNo, '--total', '0.01')).toMatchObject({
    exit: 2,
    value: { error: { code: 'totals_changed' } },
  });
  expect(await done('approver', 'correction', 'approve', billNo, '--total', total)).toMatchObject({
    state: 'approved',
  });
  expect(rowsOf(await done('checker', 'correction', 'list', '--state', 'approved'))).toHaveLength(1);
  expect(await meterbook('checker', 'correction', 'submit', billNo)).toMatchObject({
    exit: 2,
    value: { error: { code: 'correction_not_found' } },
  });

  expect(await meterbook('accountant', 'period', 'close', current ?? '')).toMatchObject({
    exit: 2,
    value: { error: { code: 'period_not_over' } },
  });
  expect(await done('accountant', 'period', 'show', before ?? '')).toMatchObject({ blockers: [] });
  await done('accountant', 'period', 'close', before ?? '');
  expect(await meterbook('accountant', 'period', 'close', before ?? '')).toMatchObject({
    exit: 2,
    value: { error: { code: 'already_closed' } },
  });
}, 120_000);

test('records of the office on the command line: what is named changes, the rest stays', async () => {
  await done('checker', 'route', 'save', '0077', '--name', '新村', '--cycle-day', '9');
  await done('checker', 'route', 'save', '0077', '--cycle-day', '11');
  const routes = rowsOf<{ routeNo: string }>(await done('checker', 'route', 'list'));
  expect(routes.find(({ routeNo }) => routeNo === '0077')).toMatchObject({ name: '新村', cycleDay: 11 });

  await done('checker', 'customer', 'save', '0099000001', '--name', '赵六', '--household', '3');
  await done('checker', 'customer', 'save', '0099000001', '--phone', '13000000000');
  const account = ['--account', '0099000001'];
  const newPoint = ['point', 'save', 'P99000001', ...account];
  expect(await meterbook('checker', ...newPoint)).toMatchObject({
    exit: 2,
    value: { error: { code: 'route_needed' } },
  });
  await done('checker', ...newPoint, '--route', '0077', '--position', '3');
  await done('checker', ...newPoint, '--capacity', '12.5');
  const [tariff] = rowsOf<{ tariffCode: string }>(await done('checker', 'tariff', 'list'));
  const code = tariff?.tariffCode ?? '';
  await done('checker', 'point', 'assign', '0099000001', '--tariff', code, '--start-on', '2026-01-01');
  const meter = ['--on', '2026-01-01', '--meter', '0099000123', '--digits', '6', '--multiplier', '1'];
  await done('checker', 'meter', 'install', '0099000001', ...meter, '--installation', 'total=17');
  expect(await done('checker', 'customer', 'show', '0099000001')).toMatchObject({
    customer: { name: '赵六', phone: '13000000000', householdSize: 3 },
    servicePoints: [
      {
        routePosition: 3,
        capacityKva: '12.5',
        installations: [{ meterNo: '0099000123' }],
        tariffs: [{ tariffCode: code, startOn: '2026-01-01' }],
      },
    ],
  });
  const read = ['--period', '2026-02', '--read-on', '2026-02-11', '--value', 'total=40'];
  await done('reader', 'reading', 'key', '0099000123', ...read);

  await done('admin', 'office', 'save', '--due-after', '21');
  expect(await done('admin', 'office', 'show')).toMatchObject({ dueAfterDays: 21 });
  await done('admin', 'user', 'save', 'cashier', '--name', '新名');
  const users = rowsOf<{ userName: string }>(await done('admin', 'user', 'list'));
  expect(users.find(({ userName }) => userName === 'cashier')).toMatchObject({
    displayName: '新名',
    roles: ['cashier'],
    state: 'active',
  });
  expect(await done('supervisor', 'ledger', 'check')).toMatchObject({ failed: 0 });
}, 120_000);

test("the counter's cash on the command line: shown, closed as counted, taken to the bank with its slip", async () => {
  await done('cashier', 'payment', 'receive', '0099000001', '--amount', '150.50');
  const { cashMinor } = (await done('cashier', 'drawer', 'show')) as { cashMinor: number };
  const cash = (cashMinor / 100).toFixed(2);
  expect(await meterbook('cashier', 'drawer', 'close', '--cash', cash)).toMatchObject({
    exit: 2,
    value: { error: { code: 'count_needed' } },
  });
  const notes = ['--note', '100=1', '--note', '50=1'];
  expect(await meterbook('cashier', 'drawer', 'close', '--cash', cash, ...notes)).toMatchObject({
    exit: 2,
    value: { error: { code: 'reason_needed', detail: { differenceMinor: 15_000 - cashMinor } } },
  });
  await done('cashier', 'drawer', 'close', '--cash', cash, ...notes, '--reason', '短少五角');
  expect(await meterbook('cashier', 'payment', 'receive', '0099000001', '--amount', '1')).toMatchObject({
    exit: 2,
    value: { error: { code: 'drawer_closed' } },
  });
  const toBank = ['deposit', 'create', '--channel', 'icbc', '--total', '150.00', '--slip', '0077'];
  const { depositNo } = (await done('cashier', ...toBank)) as { depositNo: string };
  const slip = join(folder, 'slip.pdf');
  await done('cashier', 'deposit', 'print', depositNo, '--out', slip);
  expect(existsSync(slip)).toBe(true);
  expect(rowsOf(await done('cashier', 'drawer', 'list', '--undeposited'))).toEqual([]);
  expect(await done('supervisor', 'ledger', 'check')).toMatchObject({ failed: 0 });
}, 120_000);

test('what is missing or wrong on the line is refused before anything is opened', async () => {
  expect(await meterbook(null, 'run', 'create', '--route', '0001', '--period', '2026-10')).toMatchObject({
    exit: 2,
    value: { error: { code: 'user_needed' } },
  });
  expect(await meterbook('checker', 'run', 'create', '--route', '9999', '--period', '2026-10')).toMatchObject(
    {
      exit: 2,
      value: { error: { code: 'route_not_found' } },
    },
  );
  expect(await meterbook('nobody', 'ledger', 'check')).toMatchObject({
    exit: 2,
    value: { error: { code: 'wrong_credentials' } },
  });
  expect((await meterbook('checker', 'no-such-command')).exit).toBe(2);
});
