import { type CashCount, DENOMINATIONS } from '#shared/domain/collection/cashDrawer.ts';
import { minorToText } from '#shared/domain/money.ts';
import type { Result } from '#shared/lib/result.ts';
import { chineseAmount } from './chineseAmount.ts';
import { writePdf } from './pdfDocument.ts';
import type { NotWritable, WrittenFile } from './writeWholeFile.ts';

export type DepositDocument = {
  readonly officeName: string;
  readonly depositNo: string;
  readonly channelName: string;
  readonly referenceNo: string | null;
  readonly depositedOn: string;
  readonly depositedAt: string;
  readonly depositedByName: string;
  readonly amountMinor: number;
  readonly drawers: readonly {
    readonly businessOn: string;
    readonly cashierName: string;
    readonly receiptCount: number;
    readonly expectedMinor: number;
    readonly countedMinor: number;
    readonly differenceMinor: number;
    readonly counts: CashCount;
  }[];
};

/** Prints a deposit slip (解款单): which drawers went to the bank, and in which notes. */
export function writeDepositDocument(
  path: string,
  deposit: DepositDocument,
): Promise<Result<WrittenFile, NotWritable>> {
  const facts = {
    title: `解款单 ${deposit.depositNo}`,
    author: deposit.officeName,
    createdAt: deposit.depositedAt,
  };
  return writePdf(path, 'A5', facts, (pages) => {
    pages.title('解款单', deposit.officeName).facts([
      ['解款单号', deposit.depositNo],
      ['解款日期', deposit.depositedOn],
      ['收款银行', deposit.channelName],
      ['缴款单号', deposit.referenceNo ?? ''],
      ['解款人', deposit.depositedByName],
    ]);
    pages.table(
      [
        { heading: '收费日期', width: 3 },
        { heading: '收费员', width: 3 },
        { heading: '收据张数', width: 2, align: 'right' },
        { heading: '应缴现金', width: 3, align: 'right' },
        { heading: '长短款', width: 3, align: 'right' },
        { heading: '实缴现金', width: 3, align: 'right' },
      ],
      deposit.drawers.map((drawer) => [
        drawer.businessOn,
        drawer.cashierName,
        String(drawer.receiptCount),
        minorToText(drawer.expectedMinor),
        minorToText(drawer.differenceMinor),
        minorToText(drawer.countedMinor),
      ]),
      ['合计', '', '', '', '', minorToText(deposit.amountMinor)],
    );
    const notes = notesOf(deposit.drawers.flatMap(({ counts }) => counts));
    if (notes.length > 0) {
      pages.heading('现金券别').table(
        [
          { heading: '券别（元）', width: 3, align: 'right' },
          { heading: '张数', width: 3, align: 'right' },
          { heading: '金额（元）', width: 4, align: 'right' },
        ],
        notes.map(({ denominationMinor, count }) => [
          minorToText(denominationMinor),
          String(count),
          minorToText(denominationMinor * count),
        ]),
      );
    }
    pages.note(`金额大写：${chineseAmount(deposit.amountMinor)}`);
  });
}

/** The notes and coins of all drawers together. */
function notesOf(counts: CashCount): CashCount {
  return DENOMINATIONS.map((denominationMinor) => ({
    denominationMinor,
    count: counts
      .filter((one) => one.denominationMinor === denominationMinor)
      .reduce((sum, { count }) => sum + count, 0),
  })).filter(({ count }) => count > 0);
}
