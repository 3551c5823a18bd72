import { z } from 'zod';
import { ANOMALY_RULES, ANOMALY_SEVERITIES } from '../domain/reading/anomalyRules.ts';
import { REGISTER_CODES } from '../domain/reading/registers.ts';
import { id, text } from './fields.ts';

// Fields that the contracts of readings, of their files and of what is unusual about them share.
export const reason = text(400).refine((value) => value.trim().length > 0, 'empty');
export const register = z.enum(REGISTER_CODES);
export const rule = z.enum(ANOMALY_RULES);
export const severity = z.enum(ANOMALY_SEVERITIES);
export const source = z.enum(['file', 'keyed', 'estimated', 'customer']);
export const foundAnomaly = z.strictObject({
  anomalyId: id,
  ruleCode: rule,
  severity,
  registerCode: register,
});

export const pointFacts = {
  servicePointId: id,
  servicePointNo: z.string(),
  accountNo: z.string(),
  customerName: z.string(),
  routeId: id,
  routeNo: z.string(),
};
