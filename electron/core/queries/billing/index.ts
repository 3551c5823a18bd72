import { billCorrectionDetail } from './billCorrectionDetail.ts';
import { billCorrectionPage } from './billCorrectionPage.ts';
import { billDetail } from './billDetail.ts';
import { billExceptionPage } from './billExceptionPage.ts';
import { billExplain, trialBillExplain } from './billExplain.ts';
import { billPage } from './billPage.ts';
import { billRunDetail } from './billRunDetail.ts';
import { billRunPage } from './billRunPage.ts';
import { trialBillDetail } from './trialBillDetail.ts';
import { trialBillPage } from './trialBillPage.ts';

export const billingQueries = [
  billRunPage,
  billRunDetail,
  billExceptionPage,
  trialBillPage,
  trialBillDetail,
  billPage,
  billDetail,
  billExplain,
  trialBillExplain,
  billCorrectionPage,
  billCorrectionDetail,
];
