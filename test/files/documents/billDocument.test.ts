import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inflateSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { writeBillDocument, writeBillDocuments } from '#core/files/billDocument.ts';
import { INPUT_WORDS } from '#core/files/billWords.ts';
import { explainBill } from '#shared/domain/billing/explainBill.ts';
import { calculateBill } from '#shared/domain/tariff/index.ts';
import { anyBill, anyTariff } from '../../support/anyTariff.ts';
import { planOf } from '../../support/billInput.ts';
import { factoryContent } from '../../support/factoryBill.ts';
import { BILL, ENERGY } from '../../support/printedBill.ts';

const folder = mkdtempSync(join(tmpdir(), 'meterbook-bill-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

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

function pagesOf(path: string): number {
  const pages = readFileSync(path)
    .toString('latin1')
    .match(/\/Type \/Page\b/g);
  return pages?.length ?? 0;
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

test('what lies between readings and billed kWh stands on the bill itself', async () => {
  const path = join(folder, 'losses.pdf');
  const steps = [
    { code: 'metered', of: '0002-1', formula: '-50', quantity: '-50', unit: 'kWh' },
    { code: 'line_loss', formula: '150 × 1%', quantity: '2', unit: 'kWh' },
  ] as const;
  await writeBillDocument(path, { ...BILL, quantities: { total: '152', periods: {}, steps } });
  const letters = lettersOf(path);
  const wanted = '结算电量的由来扣减分表线路损耗抄见';
  expect([...wanted].filter((letter) => !letters.has(letter))).toEqual([]);
});

/** A factory with losses, two service points behind its meter, a ratchet, power factor and a fund. */
function factoryBill() {
  const content = factoryContent();
  const version = {
    tariffVersionId: 'v',
    tariffName: '两部制',
    versionNo: 1,
    documentNo: '浙发改〔2021〕1号',
  };
  const later = { ...version, tariffVersionId: 'w', versionNo: 2, documentNo: '浙发改〔2026〕9号' };
  return { ...BILL, ...content, isEstimated: false, explanation: explainBill(content, [version, later]) };
}

test('the annex says of every line its rounding, the figures behind it, its price version and days', async () => {
  const path = join(folder, 'annex.pdf');
  await writeBillDocument(path, factoryBill());
  const letters = lettersOf(path);
  const wanted = '电费计算说明差额结算未舍入依据附件二条版浙发改实际功率因数标准前几个月最高需取其基组成天';
  expect([...wanted].filter((letter) => !letters.has(letter))).toEqual([]);
  const own = join(folder, 'without.pdf');
  await writeBillDocument(own, { ...factoryBill(), explanation: null });
  expect(pagesOf(path)).toBeGreaterThan(pagesOf(own));
});

test('the annex says why an item applied that does not always', async () => {
  const path = join(folder, 'conditions.pdf');
  const bill = factoryBill();
  const condition = {
    kwhPerKvaFrom: '260',
    kwhPerKva: '317.46',
    kva: '315',
    months: '7 8',
    basicChargeBy: 'contract',
  };
  const lines = bill.explanation.lines.map((line, index) => (index === 0 ? { ...line, condition } : line));
  await writeBillDocument(path, { ...bill, explanation: { ...bill.explanation, lines } });
  const letters = lettersOf(path);
  expect([...'适用于每千伏安达到基本按合同计收'].filter((letter) => !letters.has(letter))).toEqual([]);
});

test('every figure that goes into a line of any tariff has words in the annex', () => {
  const unknown = new Set<string>();
  fc.assert(
    fc.property(anyTariff, anyBill, (content, input) => {
      const bill = calculateBill(planOf(content), input);
      if (!bill.ok) return;
      for (const name of bill.value.lines.flatMap(({ trace }) => Object.keys(trace.inputs))) {
        if (INPUT_WORDS[name] === undefined) unknown.add(name);
      }
    }),
    { numRuns: 300 },
  );
  expect([...unknown]).toEqual([]);
});

test('a bill with many lines goes on over pages', async () => {
  const path = join(folder, 'long.pdf');
  const lines = Array.from({ length: 90 }, (_, index) => ({ ...ENERGY, itemCode: `energy_${index}` }));
  await writeBillDocument(path, { ...BILL, lines });
  expect(pagesOf(path)).toBeGreaterThan(1);
});

test('where it cannot be written nothing is left behind', async () => {
  const before = readdirSync(folder);
  const path = join(folder, 'nowhere', 'bill.pdf');
  expect(await writeBillDocument(path, BILL)).toMatchObject({ ok: false, error: { code: 'not_writable' } });
  expect(readdirSync(folder)).toEqual(before);
});

test('a pile of bills that is stopped in its middle leaves what was there, and nothing beside it', async () => {
  const path = join(folder, 'pile.pdf');
  const order = { officeName: BILL.officeName, createdAt: BILL.issuedAt };
  async function* bills(stopAfter: number) {
    for (let count = 0; count < stopAfter; count += 1) yield BILL;
    throw new Error('stopped');
  }
  await writeBillDocument(path, BILL);
  const before = readFileSync(path);
  for (const stopAfter of [0, 1, 40]) {
    await expect(writeBillDocuments(path, order, bills(stopAfter))).rejects.toThrow('stopped');
    expect(readFileSync(path)).toEqual(before);
  }
  expect(readdirSync(folder).filter((name) => name.startsWith('pile'))).toEqual(['pile.pdf']);
});
