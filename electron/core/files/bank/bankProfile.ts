import { z } from 'zod';
import { tableLayout } from '../mappingProfile.ts';

export const BANK_FIELDS = [
  'bookedOn',
  'bookedTime',
  'valueOn',
  'amount',
  'amountIn',
  'amountOut',
  'direction',
  'serialNo',
  'counterpartyName',
  'counterpartyAccount',
  'purpose',
  'ourReference',
  'balance',
  'currency',
] as const;
export type BankField = (typeof BANK_FIELDS)[number];

const aliases = z.array(z.string().min(1).max(60)).min(1).max(40);

/** Layout of a bank's table: which column is what, how the sign is told, and the unit of the amounts. */
export const bankProfileContent = z.strictObject({
  layout: z.literal('bank'),
  ...tableLayout,
  columns: z.partialRecord(z.enum(BANK_FIELDS), aliases),
  /** `signed`: one column with a sign; `in_out`: one column each; `direction`: an amount and a word. */
  amountStyle: z.enum(['signed', 'in_out', 'direction']),
  /** Words of the direction column. */
  directionCodes: z.record(z.string(), z.enum(['in', 'out'])).default({}),
  /** Stated, never inferred from the size of the amounts. */
  amountUnit: z.enum(['yuan', 'fen']).default('yuan'),
  /** Words for the office's currency; a line in another one is refused. Empty: not looked at. */
  currencies: z.array(z.string()).default([]),
  /** Words in the first cell of lines with totals, which are checked and are no movements. */
  totalLabels: z.array(z.string()).default(['合计', '总计']),
});
export type BankProfileContent = z.output<typeof bankProfileContent>;

const shipped = { layout: 'bank', encoding: 'auto', delimiter: 'auto' } as const;
const currencies = ['人民币', '人民币元', 'CNY', 'RMB'];
const serialNo = ['交易流水号', '流水号', '核心流水号', '交易序号', '凭证号'];
const ourReference = ['户号', '用户编号', '缴费号码', '业务编号', '客户编号'];

/** Layouts that every ledger starts with; an office changes them or adds its own. */
export const BANK_PROFILES: readonly {
  profileCode: string;
  name: string;
  content: z.input<typeof bankProfileContent>;
}[] = [
  {
    profileCode: 'icbc',
    name: '工商银行明细',
    content: {
      ...shipped,
      dateFormats: ['yyyy-mm-dd', 'yyyymmdd', 'yyyy/mm/dd'],
      amountStyle: 'in_out',
      currencies,
      columns: {
        bookedOn: ['交易日期', '记账日期', '入账日期'],
        amountIn: ['记账金额(收入)', '收入', '贷方发生额'],
        amountOut: ['记账金额(支出)', '支出', '借方发生额'],
        currency: ['记账币种', '币种'],
        balance: ['余额'],
        counterpartyName: ['对方户名', '对方单位名称'],
        counterpartyAccount: ['对方账号', '对方帐号'],
        purpose: ['摘要', '用途', '附言'],
        serialNo,
        ourReference,
      },
    },
  },
  {
    profileCode: 'boc',
    name: '中国银行流水',
    content: {
      ...shipped,
      dateFormats: ['yyyy-mm-dd', 'yyyymmdd', 'yyyy/mm/dd'],
      amountStyle: 'signed',
      currencies,
      columns: {
        bookedOn: ['记账日期', '交易日期'],
        bookedTime: ['记账时间', '交易时间'],
        amount: ['金额', '交易金额'],
        currency: ['币别', '币种'],
        balance: ['余额'],
        counterpartyName: ['对方账户名', '对方户名'],
        counterpartyAccount: ['对方卡号/账号', '对方账号'],
        purpose: ['附言', '交易名称', '摘要'],
        serialNo,
        ourReference,
      },
    },
  },
  {
    profileCode: 'ccb',
    name: '建设银行明细',
    content: {
      ...shipped,
      dateFormats: ['yyyymmdd', 'yyyy-mm-dd', 'yyyy/mm/dd'],
      amountStyle: 'in_out',
      currencies,
      columns: {
        bookedOn: ['记账日', '交易日期'],
        bookedTime: ['交易时间'],
        amountIn: ['收入', '贷方发生额(收入)'],
        amountOut: ['支出', '借方发生额(支取)'],
        currency: ['币种'],
        balance: ['账户余额', '余额'],
        counterpartyName: ['对方户名'],
        counterpartyAccount: ['对方账号'],
        purpose: ['摘要', '交易地点'],
        serialNo: ['账户明细编号-交易流水号', ...serialNo],
        ourReference,
      },
    },
  },
];
