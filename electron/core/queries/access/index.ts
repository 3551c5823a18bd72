import { auditPage } from './auditPage.ts';
import { currentSession } from './currentSession.ts';
import { officeClock } from './officeClock.ts';
import { officeDetail } from './officeDetail.ts';
import { parameterDetail } from './parameterDetail.ts';
import { userList } from './userList.ts';

export const accessQueries = [
  currentSession,
  userList,
  auditPage,
  officeDetail,
  officeClock,
  parameterDetail,
];
