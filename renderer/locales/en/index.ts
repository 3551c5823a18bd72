import type { Words } from '../words.ts';
import type { zh } from '../zh/index.ts';
import { access } from './access.ts';
import { accounting } from './accounting.ts';
import { advice } from './advice.ts';
import { billing } from './billing.ts';
import { collection } from './collection.ts';
import { commands } from './commands.ts';
import { common } from './common.ts';
import { correction } from './correction.ts';
import { customers } from './customers.ts';
import { details } from './details.ts';
import { errors } from './errors.ts';
import { explanation } from './explanation.ts';
import { ledger } from './ledger.ts';
import { limits } from './limits.ts';
import { lines } from './lines.ts';
import { parameters } from './parameters.ts';
import { reading } from './reading.ts';
import { reconciliation } from './reconciliation.ts';
import { several } from './several.ts';
import { supply } from './supply.ts';
import { tariff } from './tariff.ts';
import { terms } from './terms.ts';

export const en: Words<typeof zh> = {
  common,
  commands,
  details,
  errors,
  roles: {
    reader: 'Reader',
    checker: 'Checker',
    approver: 'Approver',
    cashier: 'Cashier',
    receipts_clerk: 'Receipts clerk',
    accountant: 'Accountant',
    tariff_manager: 'Tariff manager',
    supervisor: 'Supervisor',
    admin: 'Administrator',
  },
  stages: {
    customers: 'Customers',
    reading: 'Reading',
    billing: 'Billing',
    collection: 'Collection',
    reconciliation: 'Reconciliation',
    accounting: 'Accounting',
    indicators: 'Indicators',
    tariff: 'Prices',
    access: 'Administration',
  },
  ledger,
  access,
  customers,
  reading,
  billing,
  advice,
  correction,
  explanation,
  limits,
  collection,
  reconciliation,
  accounting,
  lines,
  several,
  supply,
  tariff,
  parameters,
  terms,
};
