import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { chineseAmount } from '#core/files/chineseAmount.ts';
import { writePdf } from '#core/files/pdfDocument.ts';
import { type ReceiptDocument, writeReceiptDocument } from '#core/files/receiptDocument.ts';

const folder = mkdtempSync(join(tmpdir(), 'meterbook-documents-'));
afterEach(() => {
  for (const name of readdirSync(folder)) rmSync(join(folder, name), { recursive: true });
});

const RECEIPT: ReceiptDocument = {
  officeName: '测试供电所',
  receiptNo: '0000000012',
  kind: 'payment',
  reversesNo: null,
  accountNo: '0001234567',
  customerName: '欧阳锋',
  address: '桃花镇白驼路１号',
  receivedOn: '2026-11-10',
  receivedAt: '2026-11-10T02:00:00.000Z',
  receivedByName: '收费员甲',
  method: 'cash',
  amountMinor: 12_350,
  prepaidMinor: 350,
  allocations: [{ billNo: '202610-000001', period: '2026-10', kind: 'principal', amountMinor: 12_000 }],
};

test('a receipt is a PDF with its Chinese letters in it, small enough to mail, and the same each time', async () => {
  const path = join(folder, 'receipt.pdf');
  const first = await writeReceiptDocument(path, RECEIPT);
  const bytes = readFileSync(path);
  expect(first).toEqual({ ok: true, value: { path, byteCount: bytes.length } });
  expect(bytes.subarray(0, 5).toString('latin1')).toBe('%PDF-');
  expect(bytes.toString('latin1')).toMatch(/NotoSansSC/);
  expect(bytes.length).toBeLessThan(200_000);
  await writeReceiptDocument(path, RECEIPT);
  expect(readFileSync(path).length).toBe(bytes.length);
  expect(readdirSync(folder)).toEqual(['receipt.pdf']);
});

test('a file that cannot be written is refused with the reason, and nothing is left behind', async () => {
  const path = join(folder, 'no such folder', 'receipt.pdf');
  expect(await writeReceiptDocument(path, RECEIPT)).toEqual({
    ok: false,
    error: { code: 'not_writable', detail: { path, reason: 'ENOENT' } },
  });
});

test('a long table goes on over pages, each with its heading', async () => {
  const path = join(folder, 'long.pdf');
  const facts = { title: '长表', author: '测试', createdAt: RECEIPT.receivedAt };
  await writePdf(path, 'A4', facts, (pages) => {
    pages.title('长表').table(
      [
        { heading: '序号', width: 1 },
        { heading: '说明', width: 4 },
      ],
      Array.from({ length: 120 }, (_, index) => [String(index + 1), '一行说明文字']),
      ['', '合计'],
    );
  });
  const pageCount = readFileSync(path)
    .toString('latin1')
    .match(/\/Type \/Page\b/g)?.length;
  expect(pageCount).toBe(3);
});

// 会计基础工作规范 and the examples of 正确填写票据和结算凭证的基本规定 (中国人民银行, 支付结算办法 annex 1).
test.each([
  [140_950, '壹仟肆佰零玖元伍角整'],
  [600_714, '陆仟零柒元壹角肆分'],
  [168_032, '壹仟陆佰捌拾元零叁角贰分'],
  [10_700_053, '壹拾万柒仟元零伍角叁分'],
  [1_640_902, '壹万陆仟肆佰零玖元零贰分'],
  [32_504, '叁佰贰拾伍元零肆分'],
  [0, '零元整'],
  [5, '伍分'],
  [100_000_000_000, '壹拾亿元整'],
  [-12_350, '负壹佰贰拾叁元伍角整'],
])('%d fen in capital numerals is %s', (minor, text) => {
  expect(chineseAmount(minor)).toBe(text);
});
