import { access } from './0001_access.ts';
import { customers } from './0002_customers.ts';
import { reading } from './0003_reading.ts';
import { tariff } from './0004_tariff.ts';
import { accounting } from './0005_accounting.ts';
import { billing } from './0006_billing.ts';
import { collection } from './0007_collection.ts';
import { reconciliation } from './0008_reconciliation.ts';
import { billingBasis } from './0009_billingBasis.ts';
import { itemsOfDay } from './0010_itemsOfDay.ts';
import { numberTakings } from './0011_numberTakings.ts';
import { billCorrection } from './0013_billCorrection.ts';
import { periodClose } from './0014_periodClose.ts';
import { cashDrawer } from './0015_cashDrawer.ts';
import { depositArrival } from './0016_depositArrival.ts';
import { supplyTerm } from './0017_supplyTerm.ts';
import { supplyLoss } from './0018_supplyLoss.ts';
import { subSupply } from './0019_subSupply.ts';
import { bulkReferences } from './0020_bulkReferences.ts';
import { drawerReopening } from './0021_drawerReopening.ts';
import { officeDay } from './0022_officeDay.ts';
import { readingChunks } from './0023_readingChunks.ts';
import { readingsByMonth } from './0024_readingsByMonth.ts';
import { longLists } from './0025_longLists.ts';
import { runsOfRoutes } from './0026_runsOfRoutes.ts';
import { accountTurnover } from './0027_accountTurnover.ts';
import { daysAndRuns } from './0028_daysAndRuns.ts';
import type { Migration } from './migration.ts';

/** All migrations in the order in which they run. Their number is the ledger's version. */
export const MIGRATIONS: readonly Migration[] = [
  access,
  customers,
  reading,
  tariff,
  accounting,
  billing,
  collection,
  reconciliation,
  billingBasis,
  itemsOfDay,
  numberTakings,
  billCorrection,
  periodClose,
  cashDrawer,
  depositArrival,
  supplyTerm,
  supplyLoss,
  subSupply,
  bulkReferences,
  drawerReopening,
  officeDay,
  readingChunks,
  readingsByMonth,
  longLists,
  runsOfRoutes,
  accountTurnover,
  daysAndRuns,
];
