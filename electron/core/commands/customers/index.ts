import { saveCustomer } from './saveCustomer.ts';
import { saveMappingProfile } from './saveMappingProfile.ts';
import { saveRoute } from './saveRoute.ts';
import { saveServicePoint } from './saveServicePoint.ts';

export const customersCommands = [saveRoute, saveCustomer, saveServicePoint, saveMappingProfile];
