import type { CommandHandler } from '../../rpc/handlers.ts';
import { adoptLines } from './adoptLines.ts';
import { exchangeMeter } from './exchangeMeter.ts';
import { exportCustomerErrors } from './exportCustomerErrors.ts';
import { exportTemplate } from './exportTemplate.ts';
import { importCustomers } from './importCustomers.ts';
import { installMeter } from './installMeter.ts';
import { saveCustomer } from './saveCustomer.ts';
import { saveMappingProfile } from './saveMappingProfile.ts';
import { saveMeter } from './saveMeter.ts';
import { saveRoute } from './saveRoute.ts';
import { saveServicePoint } from './saveServicePoint.ts';
import { saveTariffAssignment } from './saveTariffAssignment.ts';
import { setSubSupply } from './setSubSupply.ts';
import { setSupply } from './setSupply.ts';

export const customersCommands: readonly CommandHandler[] = [
  saveRoute,
  saveCustomer,
  saveServicePoint,
  saveMappingProfile,
  installMeter,
  exchangeMeter,
  saveMeter,
  saveTariffAssignment,
  setSupply,
  setSubSupply,
  adoptLines,
  importCustomers,
  exportCustomerErrors,
  exportTemplate,
];
