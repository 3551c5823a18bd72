import { auditPage } from './auditPage.ts';
import { currentSession } from './currentSession.ts';
import { userList } from './userList.ts';

export const accessQueries = [currentSession, userList, auditPage];
