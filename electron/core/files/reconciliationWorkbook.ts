import { ok, type Result } from '#shared/lib/result.ts';
import { type SheetColumn, type SheetRow, type SheetWriter, writeWorkbook } from './sheetWriter.ts';
import type { NotWritable, WrittenFile } from './writeWholeFile.ts';

type Item = {
  readonly channel_code: string;
  readonly item_class: string;
  readonly state: string;
  readonly bank_minor: number;
  readonly ours_minor: number;
  readonly match_rule: string;
  readonly action: string | null;
  readonly reason: string | null;
  readonly proposed_by_name: string | null;
  readonly approved_by_name: string | null;
  readonly serialNos: string;
  readonly counterparties: string;
  readonly receiptNos: string;
  readonly accountNos: string;
};

export type ReconciliationContent = {
  readonly officeName: string;
  readonly exportedBy: string;
  readonly exportedAt: string;
  readonly businessOn: string;
  readonly channelCode: string | null;
  readonly days: readonly {
    readonly channel_code: string;
    readonly channel_name: string;
    readonly state: string;
    readonly signed_off_by_name: string | null;
    readonly signed_off_at: string | null;
  }[];
  readonly summary: readonly {
    readonly channelCode: string;
    readonly itemClass: string;
    readonly state: string;
    readonly count: number;
    readonly bankMinor: number;
    readonly oursMinor: number;
  }[];
  readonly matched: () => AsyncIterable<Item>;
  readonly differences: () => AsyncIterable<Item>;
  readonly vouchers: readonly {
    readonly voucher_no: string;
    readonly kind: string;
    readonly state: string;
    readonly account_code: string;
    readonly account_name: string;
    readonly amount_minor: number;
    readonly prepared_by_name: string;
    readonly approved_by_name: string | null;
  }[];
};

/** The words of the workbook: the books of a Chinese office are kept in Chinese. */
const CLASS_WORDS: Readonly<Record<string, string>> = {
  matched: '相符',
  amount_differs: '金额不符',
  only_bank: '银行有我方无',
  only_ours: '我方有银行无',
  duplicate: '重复',
  status_differs: '状态不符',
  other_day: '跨日',
};
const STATE_WORDS: Readonly<Record<string, string>> = {
  agreed: '一致',
  open: '未处理',
  proposed: '待审批',
  resolved: '已处理',
  signed_off: '已签退',
  prepared: '已编制',
  approved: '已审核',
  rejected: '已退回',
  receipt: '收款凭证',
  payment: '付款凭证',
};
const ACTION_WORDS: Readonly<Record<string, string>> = {
  post_missing_receipt: '补记收款',
  reverse_receipt: '冲正收款',
  replace_receipt: '按银行金额重记',
  transfer_to_account: '转挂账',
  wait_for_next_day: '留待次日',
  refund: '退款',
  mark_duplicate: '标记重复',
  match_deposit: '现金解款到账',
};

const word = (words: Readonly<Record<string, string>>, code: string | null) =>
  code === null ? null : (words[code] ?? code);

const text = (heading: string, width?: number): SheetColumn => ({
  heading,
  kind: 'text',
  ...(width === undefined ? {} : { width }),
});
const amount = (heading: string): SheetColumn => ({ heading, kind: 'amount', isTotalled: true });

const ITEM_COLUMNS: readonly SheetColumn[] = [
  text('渠道', 10),
  text('类别', 14),
  text('状态', 10),
  text('银行流水号', 26),
  text('对方户名', 18),
  text('收据号', 16),
  text('户号', 16),
  amount('银行金额'),
  amount('我方金额'),
  text('处理方式', 14),
  text('原因', 24),
  text('经办', 10),
  text('审批', 10),
];

async function* itemRows(items: AsyncIterable<Item>): AsyncGenerator<SheetRow> {
  for await (const item of items) {
    yield [
      item.channel_code,
      word(CLASS_WORDS, item.item_class),
      word(STATE_WORDS, item.state),
      item.serialNos,
      item.counterparties,
      item.receiptNos,
      item.accountNos,
      item.bank_minor,
      item.ours_minor,
      word(ACTION_WORDS, item.action),
      item.reason,
      item.proposed_by_name,
      item.approved_by_name,
    ];
  }
}

/** Writes the reconciliation workbook of a day, row by row. */
export async function writeReconciliationWorkbook(
  path: string,
  content: ReconciliationContent,
): Promise<Result<WrittenFile & { readonly rowCount: number }, NotWritable>> {
  let rowCount = 0;
  const facts = { author: content.exportedBy, createdAt: content.exportedAt };
  const written = await writeWorkbook(path, facts, async (writer) => {
    await writeSummary(writer, content);
    await writer.sheet('相符', ITEM_COLUMNS, itemRows(content.matched()), '合计');
    await writer.sheet('差异', ITEM_COLUMNS, itemRows(content.differences()), '合计');
    await writeVouchers(writer, content);
    await writeParameters(writer, content);
    rowCount = writer.rowCount;
  });
  return written.ok ? ok({ ...written.value, rowCount }) : written;
}

function writeSummary(writer: SheetWriter, { summary }: ReconciliationContent): Promise<void> {
  return writer.sheet(
    '汇总',
    [
      text('渠道', 12),
      text('类别', 16),
      text('状态', 12),
      { heading: '笔数', kind: 'count', isTotalled: true },
      amount('银行金额'),
      amount('我方金额'),
    ],
    summary.map((row) => [
      row.channelCode,
      word(CLASS_WORDS, row.itemClass),
      word(STATE_WORDS, row.state),
      row.count,
      row.bankMinor,
      row.oursMinor,
    ]),
    '合计',
  );
}

function writeVouchers(writer: SheetWriter, { vouchers }: ReconciliationContent): Promise<void> {
  return writer.sheet(
    '凭证',
    [
      text('凭证号', 12),
      text('种类', 12),
      text('状态', 10),
      text('科目', 14),
      text('科目名称', 22),
      amount('借方'),
      amount('贷方'),
      text('编制', 10),
      text('审核', 10),
    ],
    vouchers.map((line) => [
      line.voucher_no,
      word(STATE_WORDS, line.kind),
      word(STATE_WORDS, line.state),
      line.account_code,
      line.account_name,
      line.amount_minor > 0 ? line.amount_minor : null,
      line.amount_minor < 0 ? -line.amount_minor : null,
      line.prepared_by_name,
      line.approved_by_name,
    ]),
    '合计',
  );
}

function writeParameters(writer: SheetWriter, content: ReconciliationContent): Promise<void> {
  const rows: [string, string | null][] = [
    ['单位', content.officeName],
    ['业务日期', content.businessOn],
    ['渠道', content.channelCode ?? '全部'],
    ['导出人', content.exportedBy],
    ['导出时间', content.exportedAt],
    ...content.days.map((day): [string, string | null] => [
      day.channel_name,
      [word(STATE_WORDS, day.state), day.signed_off_by_name, day.signed_off_at].filter(Boolean).join(' '),
    ]),
  ];
  return writer.sheet('参数', [text('项目', 16), text('值', 48)], rows);
}
