import type { QueryHandler } from '../../rpc/handlers.ts';
import { accountBalance } from './accountBalance.ts';
import { depositPage } from './depositPage.ts';
import { drawerDetail } from './drawerDetail.ts';
import { drawerPage } from './drawerPage.ts';
import { receiptDetail } from './receiptDetail.ts';
import { receiptPage } from './receiptPage.ts';
import { receivablePage } from './receivablePage.ts';

export const collectionQueries: readonly QueryHandler[] = [
  receiptPage,
  receiptDetail,
  receivablePage,
  accountBalance,
  drawerDetail,
  drawerPage,
  depositPage,
];
