import { z } from 'zod';
import { RESOLUTION_ACTIONS } from '../domain/reconciliation/actions.ts';
import { ITEM_STATES } from '../domain/reconciliation/itemClasses.ts';
import { id, text } from './fields.ts';

// Fields that the contracts of bank files, of days and of their differences share.
export const channelCode = z.string().min(1).max(40);
export const reason = text(400).refine((value) => value.trim().length > 0, 'empty');
export const version = z.int().min(1);
export const count = z.int().min(0);
export const itemState = z.enum(ITEM_STATES);
export const action = z.enum(RESOLUTION_ACTIONS);

export const bankLine = z.strictObject({
  bankLineId: id,
  lineNo: z.int(),
  bookedOn: z.string(),
  valueOn: z.string().nullable(),
  /** Positive: money to us. */
  amountMinor: z.int(),
  serialNo: z.string().nullable(),
  counterpartyName: z.string().nullable(),
  counterpartyAccount: z.string().nullable(),
  purpose: z.string(),
  ourReference: z.string().nullable(),
});
