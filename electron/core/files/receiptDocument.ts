import { minorToText } from '#shared/domain/money.ts';
import type { Result } from '#shared/lib/result.ts';
import { chineseAmount } from './chineseAmount.ts';
import { writePdf } from './pdfDocument.ts';
import type { NotWritable, WrittenFile } from './writeWholeFile.ts';

export type ReceiptDocument = {
  readonly officeName: string;
  readonly receiptNo: string;
  readonly kind: 'payment' | 'reversal';
  readonly reversesNo: string | null;
  readonly accountNo: string;
  readonly customerName: string;
  readonly address: string;
  readonly receivedOn: string;
  readonly receivedAt: string;
  readonly receivedByName: string;
  readonly method: 'cash' | 'card' | 'transfer' | 'direct_debit' | 'online';
  readonly amountMinor: number;
  readonly prepaidMinor: number;
  readonly allocations: readonly {
    readonly billNo: string;
    readonly period: string;
    readonly kind: 'principal' | 'late_fee';
    readonly amountMinor: number;
  }[];
};

const METHODS: Readonly<Record<ReceiptDocument['method'], string>> = {
  cash: '现金',
  card: '刷卡',
  transfer: '转账',
  direct_debit: '代扣',
  online: '网上缴费',
};

/** Prints a receipt (电费收据). It shows what was booked; printing it books nothing. */
export function writeReceiptDocument(
  path: string,
  receipt: ReceiptDocument,
): Promise<Result<WrittenFile, NotWritable>> {
  const isReversal = receipt.kind === 'reversal';
  const facts = {
    title: `${isReversal ? '冲正收据' : '电费收据'} ${receipt.receiptNo}`,
    author: receipt.officeName,
    createdAt: receipt.receivedAt,
  };
  return writePdf(path, 'A5', facts, (pages) => {
    pages
      .title(isReversal ? '冲正收据' : '电费收据', receipt.officeName)
      .facts([
        ['收据号', receipt.receiptNo],
        ['收费日期', receipt.receivedOn],
        ['户号', receipt.accountNo],
        ['户名', receipt.customerName],
        ['地址', receipt.address],
        ['收费方式', METHODS[receipt.method]],
        ['收费员', receipt.receivedByName],
        ...(receipt.reversesNo === null ? [] : [['冲正收据号', receipt.reversesNo] as const]),
      ]);
    const rows = receipt.allocations.map(({ billNo, period, kind, amountMinor }) => [
      kind === 'principal' ? '电费' : '违约金',
      billNo,
      period,
      minorToText(amountMinor),
    ]);
    if (receipt.prepaidMinor !== 0) rows.push(['预收电费', '', '', minorToText(receipt.prepaidMinor)]);
    pages
      .table(
        [
          { heading: '项目', width: 3 },
          { heading: '账单号', width: 4 },
          { heading: '账期', width: 2 },
          { heading: '金额（元）', width: 3, align: 'right' },
        ],
        rows,
        ['合计', '', '', minorToText(receipt.amountMinor)],
      )
      .note(`金额大写：${chineseAmount(receipt.amountMinor)}`);
  });
}
