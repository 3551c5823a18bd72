import { accountingPeriodDetail } from './accountingPeriodDetail.ts';
import { accountingPeriodList } from './accountingPeriodList.ts';
import { journalPage } from './journalPage.ts';
import { trialBalance } from './trialBalance.ts';
import { voucherDetail } from './voucherDetail.ts';
import { voucherPage } from './voucherPage.ts';

export const accountingQueries = [
  voucherPage,
  voucherDetail,
  trialBalance,
  journalPage,
  accountingPeriodList,
  accountingPeriodDetail,
];
