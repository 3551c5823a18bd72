export type LedgerAccountKind = 'asset' | 'liability' | 'revenue' | 'expense';

export type LedgerAccount = {
  readonly accountCode: string;
  /** Data of the ledger, in the language of its books. */
  readonly name: string;
  readonly kind: LedgerAccountKind;
};

/** Codes that the posting rules use; money on its way has one account for each channel. */
export const ACCOUNT = {
  cash: '1001',
  bank: '1002',
  receivable: '1122',
  shortage: '1901',
  surplus: '2241',
  prepaid: '2203',
  tax: '2221',
  funds: '2240',
  revenue: '6001',
  lateFee: '6301',
  bankCharges: '6603',
  badDebt: '6701',
} as const;

/** The account of money that a channel has taken and the bank has not yet shown (在途). */
export function transitAccount(channelCode: string): string {
  return `1012.${channelCode}`;
}

/** The account of one fund (代征基金): what was collected for it, until it is handed over. */
export function fundAccount(itemCode: string): string {
  return `${ACCOUNT.funds}.${itemCode}`;
}

/** Accounts of every new ledger, after the numbering of 企业会计准则 where it has one. */
export const CHART_OF_ACCOUNTS: readonly LedgerAccount[] = [
  { accountCode: ACCOUNT.cash, name: '库存现金', kind: 'asset' },
  { accountCode: ACCOUNT.bank, name: '银行存款', kind: 'asset' },
  { accountCode: ACCOUNT.receivable, name: '应收电费', kind: 'asset' },
  { accountCode: ACCOUNT.shortage, name: '待处理短款', kind: 'asset' },
  { accountCode: ACCOUNT.surplus, name: '待处理长款', kind: 'liability' },
  { accountCode: ACCOUNT.prepaid, name: '预收电费', kind: 'liability' },
  { accountCode: ACCOUNT.tax, name: '应交税费', kind: 'liability' },
  { accountCode: ACCOUNT.funds, name: '代征基金及附加', kind: 'liability' },
  { accountCode: ACCOUNT.revenue, name: '电费收入', kind: 'revenue' },
  { accountCode: ACCOUNT.lateFee, name: '违约金收入', kind: 'revenue' },
  { accountCode: ACCOUNT.bankCharges, name: '财务费用-银行手续费', kind: 'expense' },
  { accountCode: ACCOUNT.badDebt, name: '坏账损失', kind: 'expense' },
];
