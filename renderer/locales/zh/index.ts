import type { Role } from '#shared/domain/access/permissions.ts';
import type { ErrorCode } from '../words.ts';
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

const roles: Record<Role, string> = {
  reader: '抄表员',
  checker: '核算员',
  approver: '核算审核',
  cashier: '收费员',
  receipts_clerk: '实收对账员',
  accountant: '电费会计',
  tariff_manager: '电价管理',
  supervisor: '主管',
  admin: '系统管理员',
};

export const zh = {
  common,
  commands,
  details,
  errors: errors satisfies Record<ErrorCode, string>,
  roles,
  stages: {
    customers: '客户',
    reading: '抄表',
    billing: '电费核算',
    collection: '电费收费',
    reconciliation: '对账',
    accounting: '账务',
    indicators: '指标',
    tariff: '价格管理',
    access: '系统管理',
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
