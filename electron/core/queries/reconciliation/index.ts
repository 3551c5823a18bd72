import type { QueryHandler } from '../../rpc/handlers.ts';
import { bankFileErrors } from './bankFileErrors.ts';
import { bankFileLines } from './bankFileLines.ts';
import { bankFilePage } from './bankFilePage.ts';
import { channelList } from './channelList.ts';
import { reconciliationDetail } from './reconciliationDetail.ts';
import { reconciliationItemPage } from './reconciliationItemPage.ts';
import { reconciliationPage } from './reconciliationPage.ts';

export const reconciliationQueries: readonly QueryHandler[] = [
  channelList,
  bankFilePage,
  bankFileLines,
  bankFileErrors,
  reconciliationPage,
  reconciliationDetail,
  reconciliationItemPage,
];
