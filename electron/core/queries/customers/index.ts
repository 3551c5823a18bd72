import { customerDetail } from './customerDetail.ts';
import { customerPage } from './customerPage.ts';
import { routeList } from './routeList.ts';

export const customersQueries = [routeList, customerPage, customerDetail];
