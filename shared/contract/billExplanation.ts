import { z } from 'zod';
import { PERIOD_CODES } from '../domain/reading/registers.ts';
import { billReading, quantityStep } from './bill.ts';
import { defineQuery } from './define.ts';
import { id } from './fields.ts';

const registerUnit = z.enum(['kWh', 'kvarh', 'kW', 'kvar', 'kVA']);

const explanation = {
  accountNo: z.string(),
  customerName: z.string(),
  servicePointNo: z.string(),
  period: z.string(),
  startOn: z.string(),
  endOn: z.string(),
  totalKwh: z.string(),
  totalMinor: z.int(),
  taxMinor: z.int(),
  isEstimated: z.boolean(),
  readings: z.array(billReading.extend({ formula: z.string(), unit: registerUnit })),
  /** What was measured, what is billed, and the difference that rounding, deductions and losses made. */
  quantities: z.array(
    z.strictObject({
      registerCode: z.string(),
      measured: z.string().nullable(),
      billed: z.string(),
      difference: z.string().nullable(),
      unit: registerUnit,
    }),
  ),
  /** `roundedBy` is what rounding added or took. */
  steps: z.array(quantityStep.extend({ roundedBy: z.string() })),
  lines: z.array(
    z.strictObject({
      lineNo: z.int(),
      itemName: z.string(),
      tierNo: z.int().nullable(),
      periodCode: z.enum(PERIOD_CODES).nullable(),
      quantity: z.string().nullable(),
      unit: z.string(),
      price: z.string().nullable(),
      /** A code of `BILL_RULES`. */
      rule: z.string(),
      inputs: z.record(z.string(), z.string()),
      /** Why the item applied, where it does not always: what it asks for, with the figures of the bill. */
      condition: z.record(z.string(), z.string()),
      /** The items that the rule goes by, with what they came to. */
      base: z.array(z.strictObject({ itemName: z.string(), amountMinor: z.int() })),
      formula: z.string(),
      unrounded: z.string(),
      roundedBy: z.string(),
      amountMinor: z.int(),
      taxMinor: z.int(),
      source: z.string().nullable(),
      version: z
        .strictObject({
          tariffVersionId: id,
          tariffName: z.string(),
          versionNo: z.int(),
          documentNo: z.string(),
          startOn: z.string(),
          endOn: z.string(),
        })
        .nullable(),
    }),
  ),
  totalFormula: z.string(),
};

/** The explanation of an issued bill: readings, quantities, rules with their source, formulas, rounding. */
export const billExplain = defineQuery({
  name: 'bill.explain',
  stage: 'billing',
  permission: 'bill.view',
  input: z.strictObject({ billNo: z.string().min(1).max(64) }),
  output: z.strictObject({ billNo: z.string().nullable(), ...explanation }),
  refusals: ['not_found'],
});

/** The same of a bill on trial. */
export const trialBillExplain = defineQuery({
  name: 'trialBill.explain',
  stage: 'billing',
  permission: 'billRun.view',
  input: z.strictObject({ trialBillId: id }),
  output: z.strictObject({ billNo: z.string().nullable(), ...explanation }),
  refusals: ['not_found'],
});
