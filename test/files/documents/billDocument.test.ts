import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inflateSync } from 'node:zlib';
import { afterAll, expect, test } from 'vitest';
import { type BillDocument, type BillDocumentLine, writeBillDocument } from '#core/files/billDocument.ts';
import { explainBill } from '#shared/domain/billing/explainBill.ts';

const folder = mkdtempSync(join(tmpdir(), 'meterbook-bill-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The Zhejiang household worked case: 60 kWh left in tier 1 of the year, 200 kWh this month, 114.60 yuan. */
const ENERGY: BillDocumentLine = {
  itemCode: 'energy',
  itemName: '电度电费',
  quantity: '200',
  unit: 'kWh',
  price: '0.538',
  amountMinor: 10_760,
  trace: { rule: 'energy', formula: '200 × 0.538', inputs: { kwh: '200', price: '0.538' } },
};
const TIER: BillDocumentLine = {
  itemCode: 'tier.tier_2',
  itemName: '阶梯加价',
  quantity: '140',
  unit: 'kWh',
  price: '0.05',
  amountMinor: 700,
  trace: {
    rule: 'tier_increment.year',
    formula: '140 × 0.05',
    inputs: { kwh: '140', price: '0.05', tierNo: '2', fromKwh: '2760', upToKwh: '4800' },
  },
};
const BILL: BillDocument = {
  officeName: '测试供电所',
  billNo: '20261000000001',
  kind: 'regular',
  reversesNo: null,
  reversedByNo: null,
  correctsNo: null,
  correction: null,
  period: '2026-10',
  startOn: '2026-09-15',
  endOn: '2026-10-15',
  issuedOn: '2026-11-10',
  issuedAt: '2026-11-10T02:00:00.000Z',
  issuedByName: '赵国强',
  dueOn: '2026-11-25',
  accountNo: '0001234567',
  customerName: '欧阳锋',
  servicePointNo: '0001234567-1',
  address: '桃花镇白驼路１号',
  tariff: { tariffName: '居民一户一表', documentNo: '浙江省居民阶梯电价表（不满1千伏）' },
  isEstimated: true,
  totalKwh: '200',
  totalMinor: 11_460,
  taxMinor: 1_319,
  prepaidMinor: 1_000,
  readings: [
    {
      meterNo: '3300000000000000000001',
      registerCode: 'total',
      fromOn: '2026-09-15',
      fromReading: '999900',
      toOn: '2026-10-15',
      toReading: '100',
      multiplier: '1',
      kwh: '200',
      isEstimated: true,
      isRollover: true,
    },
  ],
  lines: [ENERGY, TIER],
  explanation: null,
};

/** The letters that the pages of a PDF can show: what its fonts say that their glyphs stand for. */
function lettersOf(path: string): Set<string> {
  const bytes = readFileSync(path);
  const letters = new Set<string>();
  for (let at = bytes.indexOf('stream\n'); at >= 0; at = bytes.indexOf('stream\n', at + 1)) {
    if (bytes.subarray(at - 3, at).toString('latin1') === 'end') continue;
    const end = bytes.indexOf('endstream', at);
    const body = bytes.subarray(at + 7, end);
    const isDeflated = body[0] === 0x78;
    const text = (isDeflated ? inflateSync(body) : body).toString('latin1');
    if (!text.includes('beginbfrange')) continue;
    for (const [, code] of text.matchAll(/<([0-9a-f]{4})>(?=[ \]])/gi)) {
      letters.add(String.fromCharCode(Number.parseInt(code ?? '', 16)));
    }
  }
  return letters;
}

test('a bill is a PDF in Chinese with its readings, lines, tiers and amounts, small enough to mail', async () => {
  const path = join(folder, 'bill.pdf');
  const written = await writeBillDocument(path, BILL);
  const bytes = readFileSync(path);
  expect(written).toEqual({ ok: true, value: { path, byteCount: bytes.length } });
  expect(bytes.subarray(0, 5).toString('latin1')).toBe('%PDF-');
  expect(bytes.length).toBeLessThan(300_000);
  const letters = lettersOf(path);
  const wanted = '电费账单欧阳锋桃花镇示数倍率翻转估抄阶梯加价第档年累计上限壹佰肆拾预收抵扣赵国强×';
  expect([...wanted].filter((letter) => !letters.has(letter))).toEqual([]);
});

test('a mirror is stamped 冲红 and says which bill it takes back, and why', async () => {
  const path = join(folder, 'reversal.pdf');
  const correction = { reason: '末位抄错', documentNo: '检定17号' };
  const mirror = { kind: 'reversal', reversesNo: '20261000000001', totalMinor: -11_460, correction } as const;
  await writeBillDocument(path, { ...BILL, ...mirror });
  const letters = lettersOf(path);
  expect([...'冲红原账单号因末位抄错依据文检定负'].filter((letter) => !letters.has(letter))).toEqual([]);
});

test('the annex explains every line on a page of its own', async () => {
  const path = join(folder, 'annex.pdf');
  const version = { tariffVersionId: 'v', tariffName: '居民', versionNo: 1, documentNo: '浙发改〔2021〕1号' };
  const lines = BILL.lines.map((line, index) => ({
    ...line,
    lineNo: index + 1,
    unrounded: '0.125',
    taxMinor: 0,
    trace: { ...line.trace, source: '附件二第三条' },
  }));
  const quantities = { total: '200', periods: {} };
  const explanation = explainBill({ ...BILL, lines, quantities, tariffVersionId: 'v' }, [version]);
  await writeBillDocument(path, { ...BILL, explanation });
  const letters = lettersOf(path);
  const wanted = '电费计算说明差额结算办法未舍入依据附件二条版浙发改';
  expect([...wanted].filter((letter) => !letters.has(letter))).toEqual([]);
  expect(
    readFileSync(path)
      .toString('latin1')
      .match(/\/Type \/Page\b/g)?.length,
  ).toBe(2);
});

test('a bill with many lines goes on over pages', async () => {
  const path = join(folder, 'long.pdf');
  const lines = Array.from({ length: 90 }, (_, index) => ({ ...ENERGY, itemCode: `energy_${index}` }));
  await writeBillDocument(path, { ...BILL, lines });
  const pages = readFileSync(path)
    .toString('latin1')
    .match(/\/Type \/Page\b/g);
  expect(pages?.length).toBeGreaterThan(1);
});

test('where it cannot be written nothing is left behind', async () => {
  const before = readdirSync(folder);
  const path = join(folder, 'nowhere', 'bill.pdf');
  expect(await writeBillDocument(path, BILL)).toMatchObject({ ok: false, error: { code: 'not_writable' } });
  expect(readdirSync(folder)).toEqual(before);
});
