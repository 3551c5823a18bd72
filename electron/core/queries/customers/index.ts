import { customerDetail } from './customerDetail.ts';
import { customerPage } from './customerPage.ts';
import { mappingProfileList } from './mappingProfileList.ts';
import { routeList } from './routeList.ts';
import { subSupplyList } from './subSupplyList.ts';
import { supplyList } from './supplyList.ts';

export const customersQueries = [
  routeList,
  customerPage,
  customerDetail,
  mappingProfileList,
  supplyList,
  subSupplyList,
];
