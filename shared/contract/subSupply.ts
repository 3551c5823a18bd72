import { z } from 'zod';
import { SUB_SUPPLY_KINDS } from '../domain/reading/subPoints.ts';
import { defineCommand, defineQuery } from './define.ts';
import { decimalAmount, id, localDateText, text } from './fields.ts';

const kind = z.enum([...SUB_SUPPLY_KINDS, 'none']);
const servicePointNo = z.string().min(1).max(64);

/**
 * States that a service point hangs behind another one from a day on: with its own meter (套扣), or without one for a
 * fixed quantity in kWh a month (定量) or a fixed percentage (定比). `none` ends it.
 */
export const subSupplySet = defineCommand({
  name: 'subSupply.set',
  stage: 'customers',
  permission: 'customer.edit',
  input: z.strictObject({
    /** The one behind. */
    servicePointId: id,
    parentNo: servicePointNo.nullable(),
    kind,
    /** kWh a month or percent; `null` for `metered` and `none`. */
    amount: decimalAmount.nullable().default(null),
    startOn: localDateText,
    reason: text(400).refine((value) => value.trim().length > 0, 'empty'),
  }),
  output: z.strictObject({ subSupplyId: id }),
  /** `parent_behind_child`: the other one hangs behind this one itself; `amount_wrong`: one too many or missing, or not positive. */
  refusals: ['not_found', 'parent_not_found', 'parent_behind_child', 'amount_wrong', 'already_billed'],
});

/** All relations of a service point, as the one behind and as the one before, the latest day first. */
export const subSupplyList = defineQuery({
  name: 'subSupply.list',
  stage: 'customers',
  permission: 'customer.view',
  input: z.strictObject({ servicePointId: id }),
  output: z.strictObject({
    rows: z.array(
      z.strictObject({
        subSupplyId: id,
        childNo: z.string(),
        parentNo: z.string().nullable(),
        kind,
        amount: z.string().nullable(),
        startOn: z.string(),
        reason: z.string(),
      }),
    ),
  }),
  refusals: ['not_found'],
});
